package io.github.profiling.recording.jfr;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.Sample;
import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventType;
import io.github.profiling.recording.Lease;
import io.github.profiling.recording.Recorder;
import io.github.profiling.recording.RecordingLimits;
import io.github.profiling.recording.Recordings;
import io.github.profiling.recording.WorkDirectory;
import io.github.profiling.recording.asyncprofiler.AsyncProfilerEngine;
import io.github.profiling.recording.asyncprofiler.CpuSampler;
import io.github.profiling.testing.Work;
import one.profiler.AsyncProfiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

/**
 * Tests of {@link JfrProfileReader} against what async-profiler itself says of the same
 * session.
 */
class JfrProfileReaderTests {

	private static final Mapping APPLICATION = Mapping.ofApplication("test", "");

	private static final int INTERVAL = 512 * 1024;

	@TempDir
	private Path temp;

	@Test
	void cpuTotalsAreThoseOfAsyncProfilersOwnOutput() throws Exception {
		EventSet events = EventSet.of(EventType.CPU, TimeUnit.MILLISECONDS.toNanos(10));
		try (Work work = Work.onCpu()) {
			assertThat(work.cpuNanos()).isNotNegative();
			Profile profile = profile(events, new CpuView(), 2000);
			Map<String, Long> collapsed = collapsed();
			long total = collapsed.values().stream().mapToLong(Long::longValue).sum();
			// A sample counts for a whole interval in recordings, and exactly in
			// counters.
			assertThat((double) profile.total(1)).isCloseTo(total, withinPercentage(5));
			long fibonacci = collapsed.entrySet()
				.stream()
				.filter((entry) -> entry.getKey().contains("Work.fibonacci"))
				.mapToLong(Map.Entry::getValue)
				.sum();
			assertThat((double) total(profile, "Work.fibonacci", 1)).isCloseTo(fibonacci, withinPercentage(5));
			assertThat(profile.total(0) * TimeUnit.MILLISECONDS.toNanos(10)).isEqualTo(profile.total(1));
		}
	}

	@Test
	void allocationSamplesAreThoseOfAsyncProfilersOwnOutput() throws Exception {
		EventSet events = EventSet.of(EventType.ALLOC, INTERVAL);
		try (Work work = Work.allocating(2 * INTERVAL)) {
			assertThat(work.cpuNanos()).isNotNegative();
			Profile profile = profile(events, new HeapView(), 1000);
			long size = collapsed().entrySet()
				.stream()
				.filter((entry) -> entry.getKey().contains("Work.allocate"))
				.mapToLong(Map.Entry::getValue)
				.sum();
			// Arrays of twice the interval are sampled with a probability of 1 - exp(-2);
			// async-profiler's own output does not allow for that.
			assertThat(total(profile, "Work.allocate", 1) * -Math.expm1(-2)).isCloseTo(size, withinPercentage(1));
		}
	}

	@Test
	void wallTotalsAreThoseOfAsyncProfilersOwnOutput() throws Exception {
		EventSet events = EventSet.of(EventType.WALL, TimeUnit.MILLISECONDS.toNanos(20));
		Profile profile = profile(events, new WallView(), 1000);
		long total = collapsed().values().stream().mapToLong(Long::longValue).sum();
		assertThat((double) profile.total(0) * TimeUnit.MILLISECONDS.toNanos(20)).isCloseTo(total, withinPercentage(1));
		// More where rounds were left out.
		assertThat(profile.total(1)).isGreaterThanOrEqualTo(profile.total(0) * TimeUnit.MILLISECONDS.toNanos(20));
	}

	@Test
	void longWaitsAreThoseOfAsyncProfilersOwnOutput() throws Exception {
		EventSet events = EventSet.of(EventType.LOCK, TimeUnit.MILLISECONDS.toNanos(1));
		Object monitor = new Object();
		Recorder recorder = recorder();
		try (Lease lease = recorder.acquire(events, Duration.ofMillis(1000))) {
			Thread.sleep(300);
			Thread waiter = new Thread(() -> {
				synchronized (monitor) {
					monitor.notifyAll();
				}
			});
			synchronized (monitor) {
				waiter.start();
				Thread.sleep(200);
			}
			waiter.join();
			try (Recordings recordings = lease.await()) {
				Profile profile = new JfrProfileReader(new ClassSources(null)).read(recordings.list(), new LockView(),
						APPLICATION);
				long total = collapsed().values().stream().mapToLong(Long::longValue).sum();
				assertThat(total).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(150));
				// Shorter waits of the JVM's own, if any, are unsampled here and not
				// there.
				assertThat((double) profile.total(1)).isCloseTo(total, withinPercentage(5));
			}
		}
		finally {
			recorder.close();
		}
	}

	@Test
	void aHeapProfileIsUnsampledToWhatWasAllocatedAndWhatIsLeft() throws Exception {
		EventSet events = EventSet.of(EventType.ALLOC, 64 * 1024).and(EventType.LIVE, 0);
		byte[][] kept = new byte[500][];
		Recorder recorder = recorder();
		try (Lease lease = recorder.acquire(events, Duration.ofMillis(1500))) {
			Thread.sleep(500);
			for (int i = 0; i < 5000; i++) {
				kept[i % 500] = Work.allocate(10_000);
			}
			System.gc();
			try (Recordings recordings = lease.await()) {
				Profile profile = new JfrProfileReader(new ClassSources(null)).read(recordings.list(), new HeapView(),
						APPLICATION);
				assertThat(profile.sampleTypes()).extracting(Object::toString)
					.containsExactly("alloc_objects/count", "alloc_space/bytes", "inuse_objects/count",
							"inuse_space/bytes");
				assertThat(profile.header().defaultSampleType()).isEqualTo("inuse_space");
				// About 760 and 76 samples: three standard deviations are 11 % and 35 %.
				assertThat((double) total(profile, "Work.allocate", 0)).isCloseTo(5000, withinPercentage(15));
				assertThat((double) total(profile, "Work.allocate", 1)).isCloseTo(5000 * 10_016.0,
						withinPercentage(15));
				assertThat((double) total(profile, "Work.allocate", 3)).isCloseTo(500 * 10_016.0, withinPercentage(40));
				assertThat(leaf(profile, "Work.allocate")).isEqualTo("byte[]");
			}
		}
		finally {
			recorder.close();
		}
		assertThat(List.of(kept)).hasSize(500);
	}

	@Test
	void framesHaveNamesFilesAndLines() throws Exception {
		try (Work work = Work.onCpu()) {
			assertThat(work.cpuNanos()).isNotNegative();
			Profile profile = profile(EventSet.of(EventType.CPU, TimeUnit.MILLISECONDS.toNanos(5)), new CpuView(),
					1000);
			Function fibonacci = profile.functions()
				.stream()
				.filter((function) -> function.name().equals("io.github.profiling.testing.Work.fibonacci"))
				.findFirst()
				.orElseThrow();
			assertThat(fibonacci.filename()).isEqualTo("io/github/profiling/testing/Work.java");
			assertThat(fibonacci.startLine()).isPositive();
			assertThat(profile.functions()).filteredOn((function) -> function.name().equals("java.lang.Thread.run"))
				.allSatisfy((function) -> assertThat(function.filename()).isEqualTo("java/lang/Thread.java"));
			// The JVM's own frames may have one, such as "I2C/C2I adapters".
			assertThat(profile.functions()).filteredOn((function) -> !function.filename().isEmpty())
				.noneMatch((function) -> function.name().contains("/"));
		}
	}

	@Test
	void aRecordingOfAnIdleTimeIsAnEmptyProfile() throws Exception {
		Profile profile = profile(EventSet.of(EventType.ALLOC, 1024 * 1024 * 1024), new HeapView(), 10);
		assertThat(profile.total(0)).isLessThan(1_000_000_000);
		assertThat(profile.header().period()).isEqualTo(1024 * 1024 * 1024);
	}

	private Recorder recorder() {
		return new Recorder(new AsyncProfilerEngine(List.of(this.temp), CpuSampler.PERF),
				new WorkDirectory(List.of(this.temp)), new RecordingLimits(Long.MAX_VALUE, 0));
	}

	private Profile profile(EventSet events, SampleView view, int millis) throws Exception {
		Recorder recorder = recorder();
		try (Lease lease = recorder.acquire(events, Duration.ofMillis(millis)); Recordings recordings = lease.await()) {
			return new JfrProfileReader(new ClassSources(null)).read(recordings.list(), view, APPLICATION);
		}
		finally {
			recorder.close();
		}
	}

	/**
	 * The call traces of the session that just ended, with their exact counters.
	 */
	private static Map<String, Long> collapsed() throws Exception {
		Map<String, Long> traces = new HashMap<>();
		for (String line : AsyncProfiler.getInstance().execute("collapsed,total").split("\n")) {
			int space = line.lastIndexOf(' ');
			if (space < 0) {
				// No trace at all
				continue;
			}
			traces.merge(line.substring(0, space).replace('/', '.'), Long.parseLong(line.substring(space + 1)),
					Long::sum);
		}
		return traces;
	}

	private static long total(Profile profile, String name, int sampleIndex) {
		long total = 0;
		for (Sample sample : profile.samples()) {
			for (int location : sample.stack()) {
				if (name(profile, location).endsWith(name)) {
					total += sample.values()[sampleIndex];
					break;
				}
			}
		}
		return total;
	}

	private static String leaf(Profile profile, String caller) {
		for (Sample sample : profile.samples()) {
			if (sample.stack().length > 1 && name(profile, sample.stack()[1]).endsWith(caller)) {
				return name(profile, sample.stack()[0]);
			}
		}
		return "";
	}

	private static String name(Profile profile, int location) {
		return profile.functions().get(profile.locations().get(location).lines().get(0).function()).name();
	}

}
