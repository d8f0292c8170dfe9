import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.pprof.PprofWriter;
import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventType;
import io.github.profiling.recording.Lease;
import io.github.profiling.recording.Recorder;
import io.github.profiling.recording.Recording;
import io.github.profiling.recording.RecordingLimits;
import io.github.profiling.recording.Recordings;
import io.github.profiling.recording.WorkDirectory;
import io.github.profiling.recording.asyncprofiler.AsyncProfilerEngine;
import io.github.profiling.recording.jfr.AllocationView;
import io.github.profiling.recording.jfr.ClassSources;
import io.github.profiling.recording.jfr.CpuView;
import io.github.profiling.recording.jfr.HeapView;
import io.github.profiling.recording.jfr.JfrProfileReader;
import io.github.profiling.recording.jfr.SampleView;
import io.github.profiling.recording.jfr.WallView;

/**
 * How much heap and time it takes to turn the recordings of one long capture into a
 * profile.
 *
 * <p>
 * A JVM with a small heap records itself with the real async-profiler: CPU, elapsed time
 * and allocations, of work that calls its way through some methods on so many ways, each
 * 30 to 60 calls deep. Then it puts the file behind itself, again and again, until it is
 * large enough; each part is complete in itself, as the chunks of a long recording are.
 * It reads the whole once for each kind of profile. Printed are
 *
 * <ul>
 * <li>{@code samples} and {@code stacks}: those of the profile, where equal stacks are
 * one</li>
 * <li>{@code seconds}: wall-clock time of the reading</li>
 * <li>{@code result MiB}: what the profile takes of the heap</li>
 * <li>{@code peak MiB}: the most that the heap was used meanwhile, garbage and the
 * profile included. No more than the JVM's heap, which it is given as an option: that it
 * ends well is what counts</li>
 * </ul>
 *
 * <pre>java -cp profiling-autoconfigure/target/classes benchmarks/Convert.java [MiB [heap MiB [seconds [ways]]]]</pre>
 */
public final class Convert {

	private static final long MEBIBYTE = 1024 * 1024;

	private static final Path SAMPLE = Path.of("sample-app/target/sample-app.jar");

	private static volatile Object sink = new Object();

	private Convert() {
	}

	public static void main(String[] args) throws Exception {
		if (args.length == 5 && args[0].equals("--here")) {
			convert(Path.of(args[1]), Long.parseLong(args[2]) * MEBIBYTE, Integer.parseInt(args[3]),
					Integer.parseInt(args[4]));
			return;
		}
		String size = (args.length > 0) ? args[0] : "1024";
		String heap = (args.length > 1) ? args[1] : "64";
		String seconds = (args.length > 2) ? args[2] : "20";
		String ways = (args.length > 3) ? args[3] : "5000";
		int exit;
		Path directory = Files.createTempDirectory("convert");
		try {
			List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-Xmx" + heap + "m", "-XX:+UseSerialGC", "-cp", classPath(directory), Convert.class.getName(),
					"--here", directory.toString(), size, seconds, ways);
			exit = new ProcessBuilder(command).inheritIO().start().waitFor();
		}
		finally {
			delete(directory);
		}
		System.exit(exit);
	}

	/**
	 * This program, which the JVM compiled in its memory, and the libraries of the sample
	 * application.
	 */
	private static String classPath(Path directory) throws IOException {
		List<Class<?>> classes = new ArrayList<>(List.of(Convert.class.getDeclaredClasses()));
		classes.add(Convert.class);
		for (Class<?> type : classes) {
			String name = type.getName() + ".class";
			try (InputStream in = Objects.requireNonNull(Convert.class.getClassLoader().getResourceAsStream(name))) {
				Files.copy(in, directory.resolve(name));
			}
		}
		List<String> entries = new ArrayList<>(List.of(directory.toString(), System.getProperty("java.class.path")));
		try (ZipFile jar = new ZipFile(SAMPLE.toFile())) {
			for (ZipEntry entry : jar.stream().toList()) {
				String name = Path.of(entry.getName()).getFileName().toString();
				if (name.matches("(async-profiler|jfr-converter)-.*\\.jar")) {
					Files.copy(jar.getInputStream(entry), directory.resolve(name));
					entries.add(directory.resolve(name).toString());
				}
			}
		}
		return String.join(File.pathSeparator, entries);
	}

	/**
	 * What the process with the small heap does.
	 */
	private static void convert(Path temp, long bytes, int seconds, int ways) throws Exception {
		WorkDirectory directory = new WorkDirectory(List.of(temp));
		Recorder recorder = new Recorder(new AsyncProfilerEngine(List.of(temp), null), directory,
				new RecordingLimits(Long.MAX_VALUE, 0));
		EventSet events = EventSet.of(EventType.CPU, TimeUnit.MILLISECONDS.toNanos(10))
			.and(EventType.WALL, TimeUnit.MILLISECONDS.toNanos(10))
			.and(EventType.ALLOC, 16 * 1024)
			.and(EventType.LIVE, 0);
		try (Lease lease = recorder.acquire(events, Duration.ofSeconds(seconds))) {
			work(seconds, ways);
			try (Recordings recordings = lease.await()) {
				Recording recording = recordings.list().get(0);
				long once = Files.size(recording.file());
				int times = grow(recording.file(), bytes);
				System.out.printf(Locale.ROOT,
						"JVM %s, heap of %d MiB, %.1f MiB recorded in %d s, %d times: %.0f MiB%n%n",
						System.getProperty("java.version"), Runtime.getRuntime().maxMemory() / MEBIBYTE,
						once / (double) MEBIBYTE, seconds, times, Files.size(recording.file()) / (double) MEBIBYTE);
				System.out.printf("%-8s %12s %10s %9s %11s %9s %10s%n", "kind", "samples", "stacks", "seconds",
						"result MiB", "peak MiB", "file MiB");
				read("profile", recordings, new CpuView());
				read("wall", recordings, new WallView());
				read("allocs", recordings, new AllocationView());
				read("heap", recordings, new HeapView());
			}
		}
		finally {
			recorder.close();
			directory.close();
		}
	}

	private static void work(int seconds, int ways) throws InterruptedException {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			Random random = new Random(i);
			Thread thread = new Thread(() -> {
				while (System.nanoTime() - end < 0) {
					int way = random.nextInt(ways);
					first(new Random(way), 15 + way % 16);
				}
			}, "worker-" + i);
			threads.add(thread);
			thread.start();
		}
		for (Thread thread : threads) {
			thread.join();
		}
	}

	private static void first(Random random, int depth) {
		next(random, depth);
	}

	private static void second(Random random, int depth) {
		next(random, depth);
	}

	private static void third(Random random, int depth) {
		next(random, depth);
	}

	private static void next(Random random, int depth) {
		if (depth == 0) {
			sink = new byte[4096];
			return;
		}
		switch (random.nextInt(3)) {
			case 0 -> first(random, depth - 1);
			case 1 -> second(random, depth - 1);
			default -> third(random, depth - 1);
		}
	}

	/**
	 * Puts a file behind itself until it is large enough.
	 * @return how many times it is there
	 */
	private static int grow(Path file, long bytes) throws IOException {
		long once = Files.size(file);
		int times = 1;
		try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
				FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
			for (; times * once < bytes; times++) {
				out.position(times * once);
				for (long copied = 0; copied < once;) {
					copied += in.transferTo(copied, once - copied, out);
				}
			}
		}
		return times;
	}

	private static void read(String kind, Recordings recordings, SampleView view) throws Exception {
		long before = usedAfterCollection();
		List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter((pool) -> pool.getType() == MemoryType.HEAP)
			.toList();
		pools.forEach(MemoryPoolMXBean::resetPeakUsage);
		long start = System.nanoTime();
		Profile profile = new JfrProfileReader(new ClassSources(null)).read(recordings.list(), view,
				Mapping.ofApplication("convert", ""));
		double seconds = (System.nanoTime() - start) / 1e9;
		long peak = pools.stream().mapToLong((pool) -> pool.getPeakUsage().getUsed()).sum();
		long result = usedAfterCollection() - before;
		long samples = profile.total(0);
		int stacks = profile.samples().size();
		System.out.printf(Locale.ROOT, "%-8s %12d %10d %9.1f %11.1f %9.1f %10.2f%n", kind, samples, stacks, seconds,
				result / (double) MEBIBYTE, peak / (double) MEBIBYTE,
				PprofWriter.toBytes(profile).length / (double) MEBIBYTE);
	}

	private static long usedAfterCollection() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	private static void delete(Path directory) throws IOException {
		try (Stream<Path> paths = Files.walk(directory)) {
			for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(path);
			}
		}
	}

}
