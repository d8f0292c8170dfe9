import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileBuilder;
import io.github.profiling.profile.ProfileHeader;
import io.github.profiling.profile.ValueType;
import io.github.profiling.profile.pprof.PprofReader;
import io.github.profiling.profile.pprof.PprofWriter;
import io.github.profiling.report.Collapsed;
import io.github.profiling.report.Dot;
import io.github.profiling.report.ReportOptions;
import io.github.profiling.report.ReportSource;
import io.github.profiling.report.Top;
import io.github.profiling.report.Tree;

/**
 * How long reports take and how much memory they need, side by side with
 * {@code go tool pprof} on the same file: a profile of 1,000,000 samples on 200,000
 * different stacks of 20 to 60 frames, of 5,000 functions.
 *
 * <p>
 * Each report is made
 *
 * <ul>
 * <li>{@code pprof}: by {@code go tool pprof}, of which file and program are in the
 * system's cache, run without the {@code go} command before it</li>
 * <li>{@code cold}: by a new JVM, started for this report alone</li>
 * <li>{@code warm}: by a JVM that made it some times before, as an application does</li>
 * </ul>
 *
 * from the file to the text, in a process that does nothing else. The texts of the first
 * two are compared, but for {@code collapsed}: the program ends if they differ. Measured are
 *
 * <ul>
 * <li>{@code ms}: milliseconds of wall-clock time, for {@code pprof} and {@code cold} with
 * the start of the process</li>
 * <li>{@code peak}: the largest resident memory that the process ever had, in MiB (Linux
 * only)</li>
 * </ul>
 *
 * <pre>java -cp profiling-autoconfigure/target/classes benchmarks/Reports.java [rounds [JVM options...]]</pre>
 *
 * The JVM options are those of {@code cold} and {@code warm}, by default {@code -Xmx256m
 * -XX:+UseSerialGC}: a JVM takes what memory it is given, and says little about what it
 * needs where that is a quarter of the machine.
 */
public final class Reports {

	private static final int SAMPLES = 1_000_000;

	private static final int STACKS = 200_000;

	private static final int FUNCTIONS = 5_000;

	private static final int WARM_UP = 10;

	private static final long MAX_SECONDS = 300;

	private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

	/**
	 * The reports, with the names of pprof's flags; pprof has no {@code collapsed}, see
	 * {@link #flag}.
	 */
	private static final Map<String, Writing> REPORTS = new LinkedHashMap<>();

	static {
		REPORTS.put("top", (profile, out) -> out.append(Top.of(ReportSource.of(profile), options(profile)).text()));
		REPORTS.put("tree", (profile, out) -> out.append(Tree.of(ReportSource.of(profile), options(profile)).text()));
		REPORTS.put("dot", (profile, out) -> out.append(Dot.of(ReportSource.of(profile), options(profile)).text()));
		REPORTS.put("collapsed", (profile, out) -> Collapsed.of(ReportSource.of(profile), options(profile)).writeTo(out));
	}

	private Reports() {
	}

	private static ReportOptions options(Profile profile) {
		return ReportOptions.of(profile.defaultSampleIndex()).withZone(ZoneOffset.UTC);
	}

	public static void main(String[] args) throws Exception {
		if (args.length == 4 && args[0].equals("--report")) {
			report(args[1], Path.of(args[2]), Integer.parseInt(args[3]));
			return;
		}
		int rounds = (args.length > 0) ? Math.max(1, Integer.parseInt(args[0])) : 5;
		List<String> jvmOptions = (args.length > 1) ? List.of(args).subList(1, args.length)
				: List.of("-Xmx256m", "-XX:+UseSerialGC");
		Path directory = Files.createTempDirectory("reports");
		try {
			writeClasses(directory);
			Path file = Files.write(directory.resolve("profile.pb.gz"), PprofWriter.toBytes(profile()));
			compare(file, rounds, jvmOptions);
		}
		finally {
			try (var files = Files.list(directory)) {
				for (Path file : files.toList()) {
					Files.delete(file);
				}
			}
			Files.delete(directory);
		}
	}

	/**
	 * What a process of its own does: makes a report, again and again if it is to be warm,
	 * and tells how long the last times took.
	 */
	private static void report(String report, Path file, int rounds) throws IOException {
		int warmUp = (rounds > 1) ? WARM_UP : 0;
		for (int i = 0; i < warmUp + rounds; i++) {
			boolean last = i == warmUp + rounds - 1;
			long start = System.nanoTime();
			try (Writer out = last ? new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8)
					: Writer.nullWriter()) {
				REPORTS.get(report).write(PprofReader.read(Files.readAllBytes(file)), out);
			}
			if (i >= warmUp) {
				System.err.println("ms " + (System.nanoTime() - start) / 1e6);
			}
		}
	}

	private static void compare(Path file, int rounds, List<String> jvmOptions) throws Exception {
		String pprof = run(List.of("go", "tool", "-n", "pprof")).stdout.strip();
		System.out.printf(Locale.ROOT, "%s, JVM %s %s, file of %.1f MiB, %d rounds%n%n",
				run(List.of("go", "version")).stdout.strip(), System.getProperty("java.version"),
				String.join(" ", jvmOptions), Files.size(file) / 1024.0 / 1024.0, rounds);
		System.out.printf("%-9s" + " | %-29s".repeat(3) + "%n", "", "pprof", "cold", "warm");
		System.out.printf("%-9s" + " | %9s %10s %8s".repeat(3) + "%n", "report", "median ms", "(min-max)", "peak MiB",
				"median ms", "(min-max)", "peak MiB", "median ms", "(min-max)", "peak MiB");
		for (String report : REPORTS.keySet()) {
			Figures theirs = new Figures();
			Figures cold = new Figures();
			for (int i = 0; i < rounds; i++) {
				Run java = run(java(report, file, 1, jvmOptions));
				cold.add(java.millis, java.peakMebibytes);
				Run go = run(List.of(pprof, "-" + flag(report), file.toString()));
				theirs.add(go.millis, go.peakMebibytes);
				if (flag(report).equals(report) && !go.stdout.equals(java.stdout)) {
					throw new IllegalStateException("the reports " + report + " differ");
				}
			}
			Figures warm = new Figures();
			Run run = run(java(report, file, Math.max(2, rounds), jvmOptions));
			run.stderr.lines()
				.filter((line) -> line.startsWith("ms "))
				.forEach((line) -> warm.add(Double.parseDouble(line.substring(3)), run.peakMebibytes));
			System.out.printf("%-9s | %s | %s | %s%n", report, theirs, cold, warm);
		}
	}

	/**
	 * What pprof is asked for: of its own reports, {@code traces} is the one that writes
	 * each stack, as {@code collapsed} does, though in other words.
	 */
	private static String flag(String report) {
		return report.equals("collapsed") ? "traces" : report;
	}

	private static List<String> java(String report, Path file, int rounds, List<String> jvmOptions) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(jvmOptions);
		command.add("-cp");
		command.add(file.getParent() + File.pathSeparator + System.getProperty("java.class.path"));
		command.addAll(List.of(Reports.class.getName(), "--report", report, file.toString(), String.valueOf(rounds)));
		return command;
	}

	/**
	 * Writes the classes of this program, which the JVM compiled in its memory, to where
	 * other processes find them.
	 */
	private static void writeClasses(Path directory) throws IOException {
		List<Class<?>> classes = new ArrayList<>(List.of(Reports.class.getDeclaredClasses()));
		classes.add(Reports.class);
		for (Class<?> type : classes) {
			String name = type.getName() + ".class";
			try (InputStream in = Objects.requireNonNull(Reports.class.getClassLoader().getResourceAsStream(name))) {
				Files.copy(in, directory.resolve(name));
			}
		}
	}

	private static Run run(List<String> command) throws IOException, InterruptedException {
		Path stderr = Files.createTempFile("stderr", ".txt");
		try {
			long start = System.nanoTime();
			ProcessBuilder builder = new ProcessBuilder(command).redirectError(stderr.toFile());
			builder.environment().put("TZ", "UTC");
			Process process = builder.start();
			AtomicLong peak = new AtomicLong();
			Thread watch = new Thread(() -> watch(process, peak));
			watch.start();
			String stdout = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
				process.destroyForcibly();
				throw new IllegalStateException(command + " failed: " + Files.readString(stderr));
			}
			double millis = (System.nanoTime() - start) / 1e6;
			watch.join();
			return new Run(stdout, Files.readString(stderr), millis, peak.get() / 1024.0);
		}
		finally {
			Files.delete(stderr);
		}
	}

	/**
	 * Reads the peak of a process again and again until it ends, as it is gone then. What
	 * it needs more in its last milliseconds is missed.
	 */
	private static void watch(Process process, AtomicLong peak) {
		Path status = Path.of("/proc/" + process.pid() + "/status");
		while (process.isAlive()) {
			try {
				Matcher matcher = PEAK.matcher(Files.readString(status));
				if (matcher.find()) {
					peak.accumulateAndGet(Long.parseLong(matcher.group(1)), Math::max);
				}
				Thread.sleep(5);
			}
			catch (IOException ex) {
				// Not Linux, or the process has just ended.
				return;
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

	/**
	 * A profile as of a large web application: all stacks begin alike in a thread pool and
	 * a chain of filters, then each function calls a few others, often the same.
	 */
	private static Profile profile() {
		Random random = new Random(42);
		ProfileBuilder builder = new ProfileBuilder(Mapping.ofApplication("orders.jar", "1.0"),
				List.of(new ValueType("samples", "count"), new ValueType("cpu", "nanoseconds")));
		int[][] frames = new int[FUNCTIONS][];
		for (int i = 0; i < FUNCTIONS; i++) {
			String type = "com.example.area" + i % 40 + ".Service" + i / 10;
			var function = new io.github.profiling.profile.Function(type + ".method" + i, "",
					type.replace('.', '/') + ".java", 10 + i % 10 * 20);
			frames[i] = new int[1 + random.nextInt(6)];
			for (int j = 0; j < frames[i].length; j++) {
				frames[i][j] = builder.frame(function, function.startLine() + j);
			}
		}
		Set<String> known = new HashSet<>();
		int left = SAMPLES;
		while (known.size() < STACKS) {
			int[] stack = stack(frames, random);
			if (known.add(Arrays.toString(stack))) {
				// A few stacks are met often, most of them once.
				int missing = STACKS - known.size();
				int most = left - missing;
				int count = (missing == 0) ? most
						: (int) Math.min(most, 1 + 2 / (0.001 + Math.pow(random.nextDouble(), 2)) / 10);
				left -= count;
				builder.add(stack, List.of(), count, count * 10_000_000L);
			}
		}
		return builder.build(ProfileHeader.EMPTY.withTime(1_760_999_999_000_000_000L, 60_000_000_000L)
			.withPeriod(new ValueType("cpu", "nanoseconds"), 10_000_000)
			.withDefaultSampleType("cpu"));
	}

	private static int[] stack(int[][] frames, Random random) {
		int depth = 20 + random.nextInt(41);
		int[] stack = new int[depth];
		int function = 0;
		for (int i = 0; i < depth; i++) {
			stack[depth - 1 - i] = frames[function][(i < 12) ? 0 : random.nextInt(frames[function].length)];
			// Each function calls up to eight others, the first of them most often.
			int callee = (i < 12) ? 0 : (int) (8 * Math.pow(random.nextDouble(), 3));
			function = (i < 12) ? i + 1 : Math.floorMod(function * 31 + callee * 977 + 7, FUNCTIONS);
		}
		return stack;
	}

	/**
	 * Makes a report, and writes it away.
	 */
	private interface Writing {

		void write(Profile profile, Writer out) throws IOException;

	}

	/**
	 * A process that has ended.
	 */
	private record Run(String stdout, String stderr, double millis, double peakMebibytes) {

	}

	/**
	 * The figures of some runs.
	 */
	private static final class Figures {

		private final List<Double> millis = new ArrayList<>();

		private double peakMebibytes;

		private void add(double runMillis, double runPeakMebibytes) {
			this.millis.add(runMillis);
			this.peakMebibytes = Math.max(this.peakMebibytes, runPeakMebibytes);
		}

		@Override
		public String toString() {
			List<Double> sorted = this.millis.stream().sorted().toList();
			return String.format(Locale.ROOT, "%9s %10s %8.0f",
					String.format(Locale.ROOT, "%.0f", sorted.get(sorted.size() / 2)),
					String.format(Locale.ROOT, "(%.0f-%.0f)", sorted.get(0), sorted.get(sorted.size() - 1)),
					this.peakMebibytes);
		}

	}

}
