package io.github.profiling.capture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.Location;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.Sample;
import io.github.profiling.recording.EngineLadder;
import io.github.profiling.recording.Recorder;
import io.github.profiling.recording.RecordingLimits;
import io.github.profiling.recording.WorkDirectory;
import io.github.profiling.recording.flightrecorder.FlightRecorderEngine;
import io.github.profiling.recording.jfr.ClassSources;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

/**
 * Tests of captures by JDK Flight Recorder of work of which is known what it costs. All
 * kinds are captured at once, next to a recording of somebody else.
 */
class FlightTruthTests {

	private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

	private static final int THREADS = 7;

	private static final int CONTENTIONS = 10;

	private static final long HELD = 30_000_000;

	@TempDir
	private static Path temp;

	private static final FlightWork work = new FlightWork();

	private static final Map<Kind, Profile> profiles = new EnumMap<>(Kind.class);

	private static WorkDirectory directory;

	private static EngineLadder engines;

	private static Captures captures;

	private static Recording foreign;

	@BeforeAll
	static void capture() throws Exception {
		directory = new WorkDirectory(List.of(temp));
		engines = new EngineLadder(List
			.of(new Recorder(new FlightRecorderEngine(), directory, new RecordingLimits(1024 * 1024 * 1024, 0))));
		captures = new Captures(new Application("truth", "here"), engines, directory,
				new ClassSources(FlightTruthTests.class.getClassLoader()), new CaptureLimits(LONG_ENOUGH, 8, 1000));
		foreign = new Recording(jdk.jfr.Configuration.getConfiguration("default"));
		foreign.setName("foreign");
		foreign.start();
		Map<Kind, CompletableFuture<Profile>> running = new EnumMap<>(Kind.class);
		for (Kind kind : List.of(Kind.PROFILE, Kind.HEAP, Kind.ALLOCS, Kind.MUTEX, Kind.THREADCREATE)) {
			running.put(kind, CompletableFuture.supplyAsync(() -> take(kind), (task) -> new Thread(task).start()));
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> isRecording("jdk.ThreadStart", "jdk.OldObjectSample", "jdk.JavaMonitorEnter"));
		work.keep();
		System.gc();
		Runnable rounds = () -> {
			work.spin(1);
			work.allocate(1000);
		};
		for (int i = 0; i < 50; i++) {
			rounds.run();
		}
		work.start(THREADS);
		work.contend(CONTENTIONS, HELD);
		engines.suspend("enough");
		engines.resume();
		for (Map.Entry<Kind, CompletableFuture<Profile>> entry : running.entrySet()) {
			profiles.put(entry.getKey(), entry.getValue().join());
		}
	}

	private static Profile take(Kind kind) {
		try {
			return captures.take(new CaptureRequest(kind, LONG_ENOUGH, kind.interval().usual(), false));
		}
		catch (CaptureException | InterruptedException ex) {
			throw new CompletionException(ex);
		}
	}

	private static boolean isRecording(String... events) {
		return FlightRecorder.getFlightRecorder()
			.getRecordings()
			.stream()
			.filter((recording) -> recording.getName().equals("profiling")
					&& recording.getState() == RecordingState.RUNNING)
			.anyMatch((recording) -> List.of(events)
				.stream()
				.allMatch((event) -> "true".equals(recording.getSettings().get(event + "#enabled"))));
	}

	@AfterAll
	static void close() {
		foreign.close();
		engines.close();
		directory.close();
	}

	@Test
	void cpuTimeGoesToWhoSpentIt() {
		Profile profile = profiles.get(Kind.PROFILE);
		double thrice = total(profile, 1, "FlightWork.spinThrice");
		double once = total(profile, 1, "FlightWork.spinOnce");
		double share = (double) work.thriceNanos() / (work.thriceNanos() + work.onceNanos());
		// Some 100 samples or more, so three standard deviations of a share of 3/4 are
		// 0.13.
		assertThat(thrice / (thrice + once)).isCloseTo(share, within(0.13));
		// A thread is sampled once in a period at most; with CPU time there is no more
		// of it.
		assertThat(thrice + once).isGreaterThan(0.5 * (work.thriceNanos() + work.onceNanos()));
		assertThat(profile.header().period()).isEqualTo(10_000_000);
		assertThat(types(profile)).containsExactly("samples/count", "cpu/nanoseconds");
		// What waits in native code is not on a CPU, though the recording of the other
		// asked for samples of it.
		assertThat(total(profile, 1, "Object.wait")).isZero();
	}

	@Test
	void allocatedBytesGoToWhoAllocatedThem() {
		for (Kind kind : List.of(Kind.ALLOCS, Kind.HEAP)) {
			Profile profile = profiles.get(kind);
			double thrice = total(profile, 0, "FlightWork.allocateThrice");
			double once = total(profile, 0, "FlightWork.allocateOnce");
			// A sample stands for what its thread allocated since the last, by whomever.
			assertThat(thrice + once).isCloseTo(work.allocated(), withinPercentage(10));
			// Of 40 samples or more, three standard deviations of a share of 3/4 are 0.2.
			assertThat(thrice / (thrice + once)).isCloseTo(0.75, within(0.2));
			assertThat(leaf(profile, "FlightWork.allocateOnce")).isEqualTo("byte[]");
		}
		assertThat(types(profiles.get(Kind.ALLOCS))).containsExactly("alloc_space/bytes");
		assertThat(comments(Kind.ALLOCS)).anyMatch((comment) -> comment.startsWith("alloc_objects: "));
	}

	@Test
	void whatIsKeptIsFoundWhereItWasMade() {
		assertThat(work.isKept()).isTrue();
		Profile profile = profiles.get(Kind.HEAP);
		assertThat(types(profile)).containsExactly("alloc_space/bytes", "inuse_samples/count");
		assertThat(total(profile, 1, "FlightWork.keep")).isPositive();
		assertThat(total(profile, 1, "FlightWork.allocateThrice") + total(profile, 1, "FlightWork.allocateOnce"))
			.isLessThanOrEqualTo(1);
		assertThat(comments(Kind.HEAP)).anyMatch((comment) -> comment.startsWith("inuse_samples: "));
	}

	@Test
	void waitsForLocksAreCountedAndMeasured() {
		Profile profile = profiles.get(Kind.MUTEX);
		assertThat(types(profile)).containsExactly("contentions/count", "delay/nanoseconds");
		for (String waiter : List.of("FlightWork.waitForMonitor", "FlightWork.waitForLock")) {
			// A parked thread may wake up and find the lock still held.
			assertThat(total(profile, 0, waiter)).as(waiter).isBetween(CONTENTIONS - 1L, CONTENTIONS + 2L);
			assertThat(total(profile, 1, waiter)).as(waiter)
				.isBetween((long) (0.85 * CONTENTIONS * HELD), 10 * CONTENTIONS * HELD);
		}
		assertThat(leaf(profile, "FlightWork.waitForMonitor")).isEqualTo("java.lang.Object");
		// Threads that are parked until there is work wait for no lock.
		assertThat(profile.functions()).noneMatch((function) -> function.name().contains("ConditionObject"));
	}

	@Test
	void threadsGoToWhoStartedThem() {
		Profile profile = profiles.get(Kind.THREADCREATE);
		assertThat(types(profile)).containsExactly("threads/count");
		assertThat(total(profile, 0, "FlightWork.start")).isEqualTo(THREADS);
		assertThat(total(profile, 0, "FlightWork.contend")).isEqualTo(2 * CONTENTIONS);
	}

	@Test
	void framesHaveFilesAndLines() {
		assertThat(profiles.get(Kind.PROFILE).functions())
			.filteredOn((function) -> function.name().endsWith("FlightWork.spinThrice"))
			.singleElement()
			.satisfies((function) -> assertThat(function.filename())
				.isEqualTo("io/github/profiling/capture/FlightWork.java"));
		Profile profile = profiles.get(Kind.PROFILE);
		assertThat(profile.locations())
			.filteredOn((location) -> profile.functions()
				.get(location.lines().get(0).function())
				.name()
				.endsWith("FlightWork.count"))
			.isNotEmpty()
			.allMatch((location) -> location.lines().get(0).line() > 50);
	}

	@Test
	void whatTheOtherRecordingAskedForIsThereForItAloneAndItGoesOn() throws Exception {
		assertThat(foreign.getState()).isEqualTo(RecordingState.RUNNING);
		Path dump = temp.resolve("foreign.jfr");
		foreign.dump(dump);
		assertThat(RecordedEvents.counts(dump)).containsKeys("jdk.InitialSystemProperty", "jdk.JVMInformation");
		try (CapturedFile file = captures
			.recordingOf(new CaptureRequest(Kind.THREADCREATE, Duration.ofMillis(200), 0, false))) {
			work.start(1);
			assertThat(RecordedEvents.counts(file.path()).keySet()).isSubsetOf("jdk.ThreadStart", "jdk.ActiveSetting");
		}
	}

	@Test
	void whatCannotBeRecordedIsUnavailableWithTheReason() {
		for (Kind kind : List.of(Kind.WALL, Kind.NATIVEMEM)) {
			assertThat(captures.availability(kind).available()).isFalse();
			assertThatExceptionOfType(CaptureException.class)
				.isThrownBy(() -> captures.take(new CaptureRequest(kind, Duration.ofSeconds(1), 0, false)))
				.withMessage("JFR does not record it")
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(CaptureException.Reason.UNAVAILABLE));
		}
		assertThat(captures.availability(Kind.PROFILE).engine()).startsWith("JFR ");
	}

	@Test
	void deepStacksAreSaidToBeCut() throws Exception {
		CompletableFuture<Profile> capture = CompletableFuture.supplyAsync(() -> {
			try {
				return captures.take(new CaptureRequest(Kind.THREADCREATE, LONG_ENOUGH, 0, false));
			}
			catch (CaptureException | InterruptedException ex) {
				throw new CompletionException(ex);
			}
		}, (task) -> new Thread(task).start());
		Awaitility.await().until(() -> isRecording("jdk.ThreadStart"));
		startDeep(100);
		engines.suspend("enough");
		engines.resume();
		assertThat(capture.join().header().comments()).anyMatch((comment) -> comment.startsWith("Cut stacks: "));
	}

	private static void startDeep(int depth) throws InterruptedException {
		if (depth > 0) {
			startDeep(depth - 1);
			return;
		}
		work.start(1);
	}

	private static List<String> comments(Kind kind) {
		return profiles.get(kind).header().comments();
	}

	@Test
	void codeThatIsMadeAtRunTimeHasNoAddressNoLineAndASourceBelowItsPackage() {
		for (Profile profile : profiles.values()) {
			assertThat(profile.functions())
				.allSatisfy((function) -> assertThat(function.name()).doesNotContain("0x", "Lambda$"));
			assertThat(profile.functions()).filteredOn((function) -> function.name().startsWith("io.github.profiling."))
				.isNotEmpty()
				.allSatisfy((function) -> assertThat(function.filename()).startsWith("io/github/profiling/"));
			assertThat(profile.locations()).flatExtracting(Location::lines)
				.allSatisfy((line) -> assertThat(line.line()).isLessThan(65_535));
		}
		if (Runtime.version().feature() < 21) {
			assertThat(profiles.get(Kind.PROFILE).functions()).extracting(Function::name)
				.contains("io.github.profiling.capture.FlightTruthTests$$Lambda.run");
		}
	}

	private static List<String> types(Profile profile) {
		return profile.sampleTypes().stream().map(Object::toString).toList();
	}

	private static long total(Profile profile, int column, String name) {
		return profile.samples()
			.stream()
			.filter((sample) -> IntStream.of(sample.stack())
				.anyMatch((location) -> name(profile, location).endsWith(name)))
			.mapToLong((sample) -> sample.values()[column])
			.sum();
	}

	private static String leaf(Profile profile, String caller) {
		for (Sample sample : profile.samples()) {
			if (IntStream.of(sample.stack()).anyMatch((location) -> name(profile, location).endsWith(caller))
					&& sample.values()[0] > 0) {
				return name(profile, sample.stack()[0]);
			}
		}
		return "";
	}

	private static String name(Profile profile, int location) {
		return profile.functions().get(profile.locations().get(location).lines().get(0).function()).name();
	}

}
