package io.github.profiling.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.recording.EngineException.Reason;
import io.github.profiling.recording.asyncprofiler.AsyncProfilerEngine;
import io.github.profiling.recording.jfr.ClassSources;
import io.github.profiling.recording.jfr.CpuView;
import io.github.profiling.recording.jfr.JfrProfileReader;
import io.github.profiling.recording.jfr.SampleView;
import io.github.profiling.testing.Work;
import one.profiler.AsyncProfiler;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.withinPercentage;

/**
 * Tests of {@link Recorder} with real async-profiler in this JVM.
 */
class RecorderTests {

	private static final EventSet CPU_100_HZ = EventSet.of(EventType.CPU, TimeUnit.MILLISECONDS.toNanos(10));

	private static final EventSet HEAP = EventSet.of(EventType.ALLOC, 512 * 1024).and(EventType.LIVE, 0);

	private static final RecordingLimits LIMITS = new RecordingLimits(64 * 1024 * 1024, 0);

	@TempDir
	private Path temp;

	private WorkDirectory directory;

	private Recorder recorder;

	@BeforeEach
	void createRecorder() {
		this.recorder = recorder(LIMITS);
	}

	private Recorder recorder(RecordingLimits limits) {
		this.directory = new WorkDirectory(List.of(this.temp));
		return new Recorder(new AsyncProfilerEngine(List.of(this.temp), null), this.directory, limits);
	}

	@AfterEach
	void closeRecorder() {
		this.recorder.close();
		this.directory.close();
	}

	@Test
	void aLeaseCoversItsDurationWithOneRecording() throws Exception {
		try (Work work = Work.onCpu()) {
			capture(CPU_100_HZ, 300).close();
			long before = work.cpuNanos();
			try (Recordings recordings = capture(CPU_100_HZ, 1000)) {
				long used = work.cpuNanos() - before;
				assertThat(recordings.list()).hasSize(1);
				assertThat(recordings.duration()).isCloseTo(Duration.ofSeconds(1), Duration.ofMillis(150));
				assertThat(recordings.endedEarly()).isEmpty();
				assertThat(recordings.lostSamples()).isZero();
				assertThat((double) fibonacciNanos(read(recordings, new CpuView()))).isCloseTo(used,
						withinPercentage(15));
			}
		}
	}

	@Test
	void overlappingLeasesEachGetTheirOwnTimeAndTotals() throws Exception {
		try (Work cpu = Work.onCpu(); Work allocating = Work.allocating(100_000)) {
			assertThat(List.of(cpu, allocating)).hasSize(2);
			capture(CPU_100_HZ.and(EventType.ALLOC, 512 * 1024), 300).close();
			List<CompletableFuture<Recordings>> captures = new ArrayList<>();
			EventSet fine = EventSet.of(EventType.CPU, TimeUnit.MILLISECONDS.toNanos(2));
			captures.add(captureAsync(CPU_100_HZ, 3000));
			captures.add(captureAsync(HEAP, 2000));
			captures.add(captureAsync(fine, 1500));
			captures.add(captureAsync(HEAP, 1000));
			int[] millis = { 3000, 2000, 1500, 1000 };
			for (int i = 0; i < captures.size(); i++) {
				try (Recordings recordings = captures.get(i).get(10, TimeUnit.SECONDS)) {
					assertThat(recordings.duration()).isCloseTo(Duration.ofMillis(millis[i]), Duration.ofMillis(250));
				}
			}
			try (Recordings coarse = captures.get(0).get(); Recordings finer = captures.get(2).get()) {
				assertThat(coarse.list()).hasSizeGreaterThan(1);
				assertThat(finer.list()).isNotEmpty();
			}
		}
	}

	@Test
	void samplesWeighTheIntervalOfTheirOwnRecording() throws Exception {
		try (Work work = Work.onCpu()) {
			capture(CPU_100_HZ, 300).close();
			EventSet fine = EventSet.of(EventType.CPU, TimeUnit.MILLISECONDS.toNanos(1));
			long before = work.cpuNanos();
			CompletableFuture<Recordings> whole = captureAsync(CPU_100_HZ, 2000);
			captureAsync(fine, 1000).thenAccept(Recordings::close);
			try (Recordings recordings = whole.get(10, TimeUnit.SECONDS)) {
				long used = work.cpuNanos() - before;
				assertThat(recordings.list()).extracting((recording) -> recording.events().interval(EventType.CPU))
					.contains(TimeUnit.MILLISECONDS.toNanos(1), TimeUnit.MILLISECONDS.toNanos(10));
				Profile profile = read(recordings, new CpuView());
				// Weighed with the capture's own interval, the finer half would count
				// ten times.
				assertThat((double) fibonacciNanos(profile)).isCloseTo(used, withinPercentage(15));
				assertThat(profile.header().period()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(1));
			}
		}
	}

	@Test
	void suspendingGivesThoseWhoWaitWhatThereIs() throws Exception {
		CompletableFuture<Recordings> capture = captureAsync(CPU_100_HZ, 60_000);
		Awaitility.await().until(() -> this.recorder.activeLeases() == 1);
		this.recorder.suspend("the application is stopping");
		try (Recordings recordings = capture.get(1, TimeUnit.SECONDS)) {
			assertThat(recordings.endedEarly()).isEqualTo("the application is stopping");
			assertThat(recordings.duration()).isLessThan(Duration.ofSeconds(10));
			read(recordings, new CpuView());
		}
		assertThatExceptionOfType(EngineException.class).isThrownBy(() -> capture(CPU_100_HZ, 10))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.CLOSED));
		this.recorder.resume();
		capture(CPU_100_HZ, 10).close();
	}

	@Test
	void closingALeaseEndsItAtOnceAndLeavesNothing() throws Exception {
		Lease lease = this.recorder.acquire(CPU_100_HZ, Duration.ofMinutes(1));
		Awaitility.await().until(() -> this.recorder.activeLeases() == 1);
		lease.close();
		Awaitility.await().atMost(Duration.ofSeconds(2)).until(() -> this.recorder.activeLeases() == 0);
		Awaitility.await().untilAsserted(() -> assertThat(recordingFiles()).isEmpty());
		assertThat(AsyncProfiler.getInstance().execute("status")).contains("not active");
	}

	@Test
	void aRecordingThatGrowsTooLargeEndsEarlyAndSaysSo() throws Exception {
		this.recorder.close();
		this.recorder = recorder(new RecordingLimits(1, 0));
		try (Recordings recordings = capture(CPU_100_HZ, 30_000)) {
			assertThat(recordings.endedEarly()).contains("largest size").contains("profiling.max-recording-size");
		}
	}

	@Test
	void withoutFreeSpaceNothingIsRecorded() {
		this.recorder.close();
		this.recorder = recorder(new RecordingLimits(1, Long.MAX_VALUE));
		assertThatExceptionOfType(EngineException.class).isThrownBy(() -> capture(CPU_100_HZ, 100))
			.withMessageContaining("profiling.min-free-space");
	}

	@Test
	void whenSomethingElseUsesTheProfilerTheLeaseFailsWithThatReason() throws Exception {
		Path foreign = this.temp.resolve("foreign.jfr");
		capture(CPU_100_HZ, 10).close();
		AsyncProfiler.getInstance().execute("start,jfr,event=cpu,loglevel=none,file=" + foreign);
		try {
			assertThatExceptionOfType(EngineException.class).isThrownBy(() -> capture(CPU_100_HZ, 100))
				.withMessageContaining("already running")
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.IN_USE));
			assertThat(AsyncProfiler.getInstance().execute("status")).contains("is running");
		}
		finally {
			AsyncProfiler.getInstance().execute("stop");
		}
		capture(CPU_100_HZ, 10).close();
	}

	@Test
	void whenSomebodyStopsTheProfilerWhatWasRecordedCounts() throws Exception {
		CompletableFuture<Recordings> capture = captureAsync(CPU_100_HZ, 1000);
		Awaitility.await().until(() -> AsyncProfiler.getInstance().execute("status").contains("is running"));
		AsyncProfiler.getInstance().execute("stop");
		try (Recordings recordings = capture.get(5, TimeUnit.SECONDS)) {
			read(recordings, new CpuView());
		}
	}

	@Test
	void aThousandCapturesLeaveNoThreadFileOrLease() throws Exception {
		capture(CPU_100_HZ, 1).close();
		for (int i = 0; i < 1000; i++) {
			try (Recordings recordings = capture(CPU_100_HZ, 1)) {
				assertThat(recordings.list()).isNotEmpty();
			}
		}
		assertThat(this.recorder.activeLeases()).isZero();
		assertThat(recordingFiles()).isEmpty();
		Awaitility.await()
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
				.noneMatch((thread) -> thread.getName().equals("profiling-recorder")));
	}

	private Recordings capture(EventSet events, long millis) throws EngineException, InterruptedException {
		return this.recorder.acquire(events, Duration.ofMillis(millis)).await();
	}

	private CompletableFuture<Recordings> captureAsync(EventSet events, long millis) {
		Lease lease = this.recorder.acquire(events, Duration.ofMillis(millis));
		return CompletableFuture.supplyAsync(() -> {
			try {
				return lease.await();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	private Profile read(Recordings recordings, SampleView view) throws IOException {
		return new JfrProfileReader(new ClassSources(null)).read(recordings.list(), view,
				Mapping.ofApplication("test", ""));
	}

	private static long fibonacciNanos(Profile profile) {
		return profile.samples()
			.stream()
			.filter((sample) -> Arrays.stream(sample.stack())
				.mapToObj((location) -> profile.functions()
					.get(profile.locations().get(location).lines().get(0).function())
					.name())
				.anyMatch((name) -> name.endsWith("Work.fibonacci")))
			.mapToLong((sample) -> sample.values()[1])
			.sum();
	}

	private List<Path> recordingFiles() throws IOException {
		try (Stream<Path> files = Files.walk(this.temp)) {
			return files.filter((file) -> file.toString().endsWith(".jfr")).toList();
		}
	}

}
