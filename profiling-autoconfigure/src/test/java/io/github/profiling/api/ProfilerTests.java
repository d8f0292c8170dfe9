package io.github.profiling.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.profiling.capture.CaptureException;
import io.github.profiling.capture.CaptureRequest;
import io.github.profiling.capture.Kind;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.pprof.PprofReader;
import io.github.profiling.recording.jfr.SampleLabel;
import io.github.profiling.testing.GoPprof;
import io.github.profiling.testing.Work;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link Profiler}, of this JVM by the real engines.
 */
class ProfilerTests {

	private static final String FIBONACCI = "io.github.profiling.testing.Work.fibonacci";

	private static final String ALLOCATE = "io.github.profiling.testing.Work.allocate";

	@TempDir
	private Path temp;

	private Profiler profiler;

	@BeforeEach
	void createProfiler() {
		this.profiler = Profiler.builder()
			.application("tests")
			.workDirectory(this.temp)
			.maxDuration(minutes(2))
			.build();
	}

	@AfterEach
	void closingLeavesNothingBehind() {
		this.profiler.close();
		this.profiler.close();
		assertThat(directories()).isEmpty();
	}

	@Test
	void whatIsStartedIsStoppedAndReadByGo() throws Exception {
		GoPprof.requireGo();
		Path file = this.temp.resolve("made/on/the/way/cpu.pb.gz");
		try (Profiling profiling = this.profiler.start(Kind.PROFILE)) {
			workOnCpu();
			profiling.writeTo(file);
			assertThat(profiling.stop()).isSameAs(profiling.stop());
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			profiling.writeTo(out);
			assertThat(out.toByteArray()).isEqualTo(Files.readAllBytes(file));
		}
		GoPprof.Result top = GoPprof.run(file, "-top");
		assertThat(top.warnings()).isEmpty();
		assertThat(top.stdout()).contains(FIBONACCI);
		Profile profile = PprofReader.read(Files.readAllBytes(file));
		assertThat(profile.header().comments()).contains("# application: tests")
			.noneMatch((comment) -> comment.startsWith("Ended early"));
		try (Stream<Path> files = Files.list(file.getParent())) {
			assertThat(files).containsExactly(file);
		}
	}

	@Test
	void profilersShareARecorderAndTheirCapturesOverlap() throws Exception {
		try (Profiler other = Profiler.create();
				Profiling cpu = this.profiler.start(Kind.PROFILE);
				Profiling allocations = other.start(Kind.ALLOCS);
				Profiling abandoned = other.start(Kind.WALL)) {
			workOnCpu();
			allocate(Duration.ofMillis(500));
			assertThat(names(cpu.stop())).contains(FIBONACCI);
			assertThat(names(allocations.stop())).contains(ALLOCATE);
			assertThat(abandoned.request().kind()).isEqualTo(Kind.WALL);
		}
	}

	@Test
	void whatIsNeverStoppedEndsByItself() throws Exception {
		try (Profiler brief = Profiler.builder().maxDuration(Duration.ofSeconds(1)).build();
				Profiling profiling = brief.start(Kind.ALLOCS)) {
			allocate(Duration.ofSeconds(4));
			// A second, and what a busy machine needs to notice.
			assertThat(profiling.stop().header().durationNanos()).isBetween(TimeUnit.MILLISECONDS.toNanos(900),
					TimeUnit.SECONDS.toNanos(3));
		}
	}

	@Test
	void whatIsClosedWithoutBeingStoppedHasNoProfile() throws Exception {
		Profiling profiling = this.profiler.start(Kind.ALLOCS);
		profiling.close();
		assertThatIllegalStateException().isThrownBy(profiling::stop);
		Profiling forgotten = this.profiler.start(Kind.ALLOCS);
		this.profiler.close();
		assertThatIllegalStateException().isThrownBy(forgotten::stop);
	}

	@Test
	void workIsProfiledWhileItIsDone() throws Exception {
		List<Profile> profiles = new ArrayList<>();
		String result = this.profiler.during(Kind.PROFILE, () -> {
			workOnCpu();
			return "done";
		}, (request, profile) -> profiles.add(profile));
		assertThat(result).isEqualTo("done");
		assertThat(profiles).singleElement().satisfies((profile) -> assertThat(names(profile)).contains(FIBONACCI));
	}

	@Test
	void workThatFailsFailsAsWithoutAProfilerAndIsProfiled() {
		List<Profile> profiles = new ArrayList<>();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.profiler.during(Kind.PROFILE, () -> {
			workOnCpu();
			throw new IOException("the work's own");
		}, (request, profile) -> profiles.add(profile))).withMessage("the work's own");
		assertThat(profiles).hasSize(1);
	}

	@Test
	void workIsDoneOnceWhereItCannotBeProfiledOrTheSinkRefuses() throws Exception {
		AtomicInteger done = new AtomicInteger();
		try (Profiler narrow = Profiler.builder().maxCaptures(1).build(); Profiling first = narrow.start(Kind.WALL)) {
			assertThat(first.start()).isNotNull();
			assertThatExceptionOfType(CaptureException.class).isThrownBy(() -> narrow.start(Kind.ALLOCS))
				.withMessageContaining("profiling.max-captures");
			assertThat(narrow.during(Kind.ALLOCS, done::incrementAndGet, (request, profile) -> {
				throw new AssertionError("there is no profile");
			})).isEqualTo(1);
		}
		assertThat(this.profiler.during(Kind.THREADS, done::incrementAndGet, (request, profile) -> {
			throw new IOException("no room");
		})).isEqualTo(2);
	}

	@Test
	void aScheduleTakesOneCaptureAfterTheOtherUntilItIsClosed() throws Exception {
		List<Profile> profiles = new CopyOnWriteArrayList<>();
		CaptureRequest request = CaptureRequest.of(Kind.ALLOCS, Duration.ofMillis(300));
		long start = System.nanoTime();
		try (Work work = Work.allocating(1 << 20)) {
			assertThat(work.cpuNanos()).isNotNegative();
			ProfilingSchedule schedule = this.profiler.every(Duration.ofSeconds(1), request, (asked, profile) -> {
				profiles.add(profile);
				if (profiles.size() == 1) {
					throw new IOException("a full disk, once");
				}
			});
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> schedule.taken() >= 2);
			schedule.close();
			assertThat(schedule.failed()).isEqualTo(1);
			assertThat(threads()).doesNotContain("profiling-schedule");
		}
		assertThat(profiles).allSatisfy((profile) -> assertThat(names(profile)).contains(ALLOCATE));
		// The third begins two seconds after the first, not earlier.
		assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.SECONDS.toNanos(2));
	}

	@Test
	void closingTheProfilerEndsItsSchedules() throws Exception {
		ProfilingSchedule schedule = this.profiler.every(minutes(2), CaptureRequest.of(Kind.ALLOCS, minutes(2)),
				(request, profile) -> {
				});
		Awaitility.await().until(() -> threads().contains("profiling-schedule"));
		this.profiler.close();
		assertThat(threads()).doesNotContain("profiling-schedule");
		assertThat(schedule.taken()).isZero();
	}

	@Test
	void aRequestForWhatThereIsNotIsRefused() {
		refused(CaptureRequest.of(Kind.TRACE, minutes(1)), "jdk.jfr.Recording");
		refused(CaptureRequest.of(Kind.PROFILE, minutes(3)), "at most PT2M");
		refused(CaptureRequest.of(Kind.PROFILE, minutes(-1)), "at most PT2M");
		refused(CaptureRequest.of(Kind.PROFILE, Duration.ZERO), "needs a duration");
		refused(CaptureRequest.of(Kind.PROFILE, minutes(1)).withInterval(1), "from 1000000 to 1000000000");
		refused(CaptureRequest.of(Kind.THREADS, minutes(1)).withLabels(SampleLabel.THREAD), "no other labels");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.profiler.start(CaptureRequest.of(Kind.HEAP, Duration.ZERO)));
		assertThatIllegalArgumentException().isThrownBy(() -> this.profiler.every(Duration.ofSeconds(30),
				CaptureRequest.of(Kind.PROFILE, minutes(1)), (request, profile) -> {
				}));
	}

	private void refused(CaptureRequest request, String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.profiler.take(request))
			.withMessageContaining(reason);
	}

	/**
	 * Long enough for an engine that is loaded first, on a busy machine.
	 */
	private static void workOnCpu() {
		try (Work work = Work.onCpu()) {
			long before = work.cpuNanos();
			Awaitility.await()
				.pollDelay(1, TimeUnit.SECONDS)
				.atMost(Duration.ofSeconds(60))
				.until(() -> work.cpuNanos() - before > TimeUnit.MILLISECONDS.toNanos(500));
		}
	}

	private static void allocate(Duration duration) {
		try (Work work = Work.allocating(1 << 20)) {
			long end = System.nanoTime() + duration.toNanos();
			Awaitility.await()
				.atMost(duration.plusSeconds(30))
				.until(() -> System.nanoTime() > end && work.cpuNanos() > TimeUnit.MILLISECONDS.toNanos(100));
		}
	}

	private List<Path> directories() {
		try (Stream<Path> files = Files.list(this.temp)) {
			return files.filter((file) -> file.getFileName().toString().startsWith("spring-profiling-")).toList();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
	}

	private static List<String> names(Profile profile) {
		return profile.functions().stream().map((function) -> function.name()).toList();
	}

	private static Duration minutes(long minutes) {
		return Duration.ofMinutes(minutes);
	}

}
