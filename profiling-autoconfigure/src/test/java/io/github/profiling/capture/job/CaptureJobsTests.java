package io.github.profiling.capture.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.profiling.capture.Application;
import io.github.profiling.capture.CaptureLimits;
import io.github.profiling.capture.CaptureRequest;
import io.github.profiling.capture.Captures;
import io.github.profiling.capture.Kind;
import io.github.profiling.capture.store.CaptureOwner;
import io.github.profiling.capture.store.CaptureStore;
import io.github.profiling.capture.store.Outcome;
import io.github.profiling.capture.store.StoreException;
import io.github.profiling.capture.store.StoreLimits;
import io.github.profiling.capture.store.StoredCapture;
import io.github.profiling.profile.Profile;
import io.github.profiling.recording.EngineLadder;
import io.github.profiling.recording.Recorder;
import io.github.profiling.recording.RecordingLimits;
import io.github.profiling.recording.WorkDirectory;
import io.github.profiling.recording.asyncprofiler.AsyncProfilerEngine;
import io.github.profiling.recording.jfr.ClassSources;
import io.github.profiling.testing.Work;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.withinPercentage;

/**
 * Tests of {@link CaptureJobs} with real async-profiler and a real directory.
 */
class CaptureJobsTests {

	private static final Duration LONG = Duration.ofMinutes(2);

	@TempDir
	private Path temp;

	private Path volume;

	private WorkDirectory directory;

	private EngineLadder engines;

	private Captures captures;

	private CaptureJobs jobs;

	@BeforeEach
	void create() throws IOException {
		this.volume = Files.createDirectory(this.temp.resolve("volume"));
		this.directory = new WorkDirectory(List.of(this.temp));
		this.engines = new EngineLadder(List.of(new Recorder(new AsyncProfilerEngine(List.of(this.temp), null),
				this.directory, new RecordingLimits(64 * 1024 * 1024, 0))));
		this.captures = new Captures(new Application("jobs", "here"), this.engines, this.directory,
				new ClassSources(getClass().getClassLoader()), new CaptureLimits(LONG, 3, 1000));
		this.jobs = jobs(Duration.ZERO);
	}

	private CaptureJobs jobs(Duration cutInterval) {
		CaptureStore store = new CaptureStore(() -> this.volume, new CaptureOwner("jobs", "", "here"),
				new StoreLimits(Long.MAX_VALUE, Duration.ofDays(1), 100, 0, Duration.ofSeconds(10)), Clock.systemUTC());
		return new CaptureJobs(this.captures, store, new JobLimits(LONG, 20, cutInterval));
	}

	@AfterEach
	void close() {
		this.jobs.suspend("the test is over");
		this.captures.suspend("the test is over");
		this.engines.close();
		this.directory.close();
	}

	private static CaptureOrder order(Kind kind, Duration duration, int count, Duration every) {
		return new CaptureOrder(new CaptureRequest(kind, duration, kind.interval().usual(), false), count, every,
				List.of("test"));
	}

	private static CaptureOrder cpu(Duration duration) {
		return order(Kind.PROFILE, duration, 1, duration);
	}

	private StoredCapture awaitStored(String id) throws Exception {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> this.jobs.find(id).isEmpty() && this.jobs.store().find(id).isPresent());
		return this.jobs.store().find(id).orElseThrow();
	}

	private List<Path> files(String extension) throws IOException {
		try (Stream<Path> files = Files.walk(this.volume)) {
			return files.filter((file) -> file.toString().endsWith(extension)).toList();
		}
	}

	private static long fibonacciNanos(Profile profile) {
		return profile.samples()
			.stream()
			.filter((sample) -> Arrays.stream(sample.stack())
				.mapToObj((location) -> profile.locations().get(location))
				.flatMap((location) -> location.lines().stream())
				.anyMatch((line) -> profile.functions().get(line.function()).name().endsWith("Work.fibonacci")))
			.mapToLong((sample) -> sample.values()[1])
			.sum();
	}

	@Test
	void aCaptureOutlivesTheRequestAndEndsInTheStore() throws Exception {
		try (Work work = Work.onCpu()) {
			assertThat(work.cpuNanos()).isNotNegative();
			List<JobStatus> begun = this.jobs.submit(cpu(Duration.ofSeconds(1)));
			assertThat(begun).singleElement().satisfies((job) -> {
				assertThat(job.state()).isEqualTo(JobState.RUNNING);
				assertThat(job.series()).isEqualTo(job.id());
			});
			StoredCapture stored = awaitStored(begun.get(0).id());
			assertThat(stored.name().outcome()).isEqualTo(Outcome.WHOLE);
			assertThat(stored.name().tags()).containsExactly("test");
			assertThat(stored.name().duration()).isBetween(Duration.ofMillis(900), Duration.ofSeconds(10));
			assertThat(fibonacciNanos(this.jobs.store().read(stored).profile())).isPositive();
			assertThat(this.jobs.list()).isEmpty();
		}
	}

	@Test
	void cutsLoseNothingAndSayNothing() throws Exception {
		this.jobs = jobs(Duration.ofMillis(250));
		try (Work work = Work.onCpu()) {
			String id = this.jobs.submit(cpu(LONG)).get(0).id();
			Awaitility.await().until(() -> !files(".part").isEmpty());
			long before = work.cpuNanos();
			Path partial = files(".part").get(0);
			for (int i = 0; i < 8; i++) {
				Object written = Files.getLastModifiedTime(partial);
				Awaitility.await().until(() -> !Files.getLastModifiedTime(partial).equals(written));
			}
			long used = work.cpuNanos() - before;
			this.jobs.stop(id);
			StoredCapture stored = awaitStored(id);
			assertThat(files(".part")).isEmpty();
			Profile profile = this.jobs.store().read(stored).profile();
			// What is before the first and after the last look at the clock, at most an
			// interval each, and 10 ms a sample; each of the ten cuts may take 5 ms.
			assertThat(fibonacciNanos(profile)).isBetween((long) (used * 0.85), (long) (used * 1.1) + 2_000_000_000L);
			List<String> comments = profile.header().comments();
			assertThat(comments).doesNotHaveDuplicates()
				.filteredOn((comment) -> comment.startsWith("# recordings: "))
				.singleElement()
				.asString()
				.matches("# recordings: \\d{1,3}, intervals \\[10000000] ns");
			assertThat(comments).filteredOn((comment) -> comment.startsWith("# process CPU time: ")).hasSize(1);
			assertThat(comments).anyMatch((comment) -> comment.matches("Ended early after .* s: it was stopped"));
			assertThat(stored.name().outcome()).as("somebody wanted it so").isEqualTo(Outcome.WHOLE);
		}
	}

	@Test
	void aCutCaptureCoversItsDuration() throws Exception {
		this.jobs = jobs(Duration.ofMillis(200));
		String id = this.jobs.submit(order(Kind.WALL, Duration.ofSeconds(2), 1, LONG)).get(0).id();
		StoredCapture stored = awaitStored(id);
		// The recorder's own clock ends it; its cuts take milliseconds.
		assertThat(stored.name().duration().toMillis()).isCloseTo(2000, withinPercentage(25));
		assertThat(stored.name().outcome()).isEqualTo(Outcome.WHOLE);
	}

	@Test
	void aSeriesIsOneCaptureAfterTheOther() throws Exception {
		List<JobStatus> begun = this.jobs.submit(order(Kind.THREADS, Duration.ZERO, 3, Duration.ofMillis(300)));
		assertThat(begun).extracting(JobStatus::state)
			.containsExactly(JobState.RUNNING, JobState.QUEUED, JobState.QUEUED);
		assertThat(begun).extracting(JobStatus::series).containsOnly(begun.get(0).id());
		for (JobStatus job : begun) {
			awaitStored(job.id());
		}
		List<StoredCapture> stored = this.jobs.store().list();
		assertThat(stored).extracting((capture) -> capture.name().id())
			.containsExactly(begun.get(2).id(), begun.get(1).id(), begun.get(0).id());
		assertThat(Duration.between(stored.get(2).name().start(), stored.get(0).name().start()))
			.isGreaterThanOrEqualTo(Duration.ofMillis(400));
	}

	@Test
	void theCancelledLeaveNothing() throws Exception {
		this.jobs = jobs(Duration.ofMillis(200));
		List<JobStatus> begun = this.jobs.submit(order(Kind.PROFILE, LONG, 3, LONG));
		Awaitility.await().until(() -> !files(".part").isEmpty());
		for (JobStatus job : begun) {
			this.jobs.delete(job.id());
		}
		Awaitility.await().until(() -> this.jobs.list().stream().allMatch((job) -> job.state() == JobState.CANCELLED));
		assertThat(this.jobs.awaitSaved(Duration.ofSeconds(20))).isTrue();
		assertThat(files(".part")).isEmpty();
		assertThat(this.jobs.store().list()).isEmpty();
		assertThat(this.jobs.list()).hasSize(3);
		this.jobs.delete(begun.get(0).id());
		assertThat(this.jobs.list()).as("forgotten").hasSize(2);
		assertThatExceptionOfType(JobException.class).isThrownBy(() -> this.jobs.delete(begun.get(0).id()))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(JobException.Reason.UNKNOWN));
	}

	@Test
	void onlyWhatRunsCanBeStopped() throws Exception {
		List<JobStatus> begun = this.jobs.submit(order(Kind.PROFILE, LONG, 2, LONG));
		assertThatExceptionOfType(JobException.class).isThrownBy(() -> this.jobs.stop(begun.get(1).id()))
			.withMessageContaining("queued");
		this.jobs.stop(begun.get(0).id());
		awaitStored(begun.get(0).id());
		assertThatExceptionOfType(JobException.class).isThrownBy(() -> this.jobs.stop(begun.get(0).id()))
			.withMessageContaining("finished")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(JobException.Reason.WRONG_STATE));
		assertThatExceptionOfType(JobException.class).isThrownBy(() -> this.jobs.stop("0123456789abcdef"))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(JobException.Reason.UNKNOWN));
	}

	@Test
	void whenTheDirectoryGoesTheCaptureFailsWithTheReason() throws Exception {
		String id = this.jobs.submit(cpu(LONG)).get(0).id();
		Files.delete(this.volume);
		this.jobs.stop(id);
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.jobs.find(id).orElseThrow().state() == JobState.FAILED);
		assertThat(this.jobs.find(id).orElseThrow().reason()).contains("gone");
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.jobs.submit(cpu(LONG)))
			.withMessageContaining("gone");
		assertThat(this.captures.take(cpu(Duration.ofMillis(300)).request()).sampleTypes()).hasSize(2);
	}

	@Test
	void thereIsAnEndToTheNumberOfJobs() throws Exception {
		this.jobs.submit(order(Kind.PROFILE, LONG, 20, LONG));
		assertThatExceptionOfType(JobException.class).isThrownBy(() -> this.jobs.submit(cpu(LONG)))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(JobException.Reason.TOO_MANY));
	}

	@Test
	void whenTheApplicationStopsWhatRunsIsSavedAsTruncated() throws Exception {
		this.jobs = jobs(Duration.ofMillis(200));
		List<JobStatus> begun = this.jobs.submit(order(Kind.PROFILE, LONG, 2, LONG));
		Awaitility.await().until(() -> !files(".part").isEmpty());
		this.jobs.suspend("the application is stopping");
		this.captures.suspend("the application is stopping");
		assertThat(this.jobs.awaitSaved(Duration.ofSeconds(20))).isTrue();
		assertThat(this.jobs.store().list()).singleElement().satisfies((stored) -> {
			assertThat(stored.name().id()).isEqualTo(begun.get(0).id());
			assertThat(stored.name().outcome()).isEqualTo(Outcome.TRUNCATED);
		});
		assertThat(this.jobs.list()).singleElement()
			.satisfies((job) -> assertThat(job.state()).isEqualTo(JobState.CANCELLED));
		assertThat(files(".part")).isEmpty();
		assertThatExceptionOfType(JobException.class).isThrownBy(() -> this.jobs.submit(cpu(LONG)))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(JobException.Reason.STOPPING));
	}

	@Test
	void noThreadIsLeft() throws Exception {
		awaitStored(this.jobs.submit(cpu(Duration.ofMillis(300))).get(0).id());
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.noneMatch((thread) -> thread.getName().matches("profiling-(capture|store|recorder)")));
	}

}
