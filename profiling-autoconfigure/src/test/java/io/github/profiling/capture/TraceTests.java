package io.github.profiling.capture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.profiling.recording.Engine;
import io.github.profiling.recording.EngineLadder;
import io.github.profiling.recording.Recorder;
import io.github.profiling.recording.RecordingLimits;
import io.github.profiling.recording.WorkDirectory;
import io.github.profiling.recording.asyncprofiler.AsyncProfilerEngine;
import io.github.profiling.recording.flightrecorder.FlightRecorderEngine;
import io.github.profiling.recording.jfr.ClassSources;
import io.github.profiling.recording.jfr.JfrScrubber;
import io.github.profiling.testing.Work;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import one.jfr.JfrReader;
import one.jfr.event.Event;
import one.jfr.event.ExecutionSample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link Kind#TRACE} and of other captures as files.
 */
class TraceTests {

	private static final RecordingLimits LIMITS = new RecordingLimits(64 * 1024 * 1024, 0);

	@TempDir
	private Path temp;

	private WorkDirectory directory;

	private EngineLadder engines;

	private Captures captures(Engine... all) {
		this.directory = new WorkDirectory(List.of(this.temp));
		this.engines = new EngineLadder(
				List.of(all).stream().map((engine) -> new Recorder(engine, this.directory, LIMITS)).toList());
		return new Captures(new Application("trace", "here"), this.engines, this.directory, new ClassSources(null),
				new CaptureLimits(Duration.ofMinutes(1), 8, 1000));
	}

	@AfterEach
	void close() {
		this.engines.close();
		this.directory.close();
	}

	@Test
	void aTraceHasTheEventsOfBothEnginesAndNothingThatIsForbidden() throws Exception {
		Captures captures = captures(new AsyncProfilerEngine(List.of(this.temp), null), new FlightRecorderEngine());
		try (Work cpu = Work.onCpu(); Work allocating = Work.allocating(100_000)) {
			assertThat(List.of(cpu, allocating)).hasSize(2);
			CaptureRequest request = new CaptureRequest(Kind.TRACE, Duration.ofSeconds(1), 0, false);
			try (CapturedFile file = captures.recordingOf(request)) {
				assertThat(file.size()).isEqualTo(Files.size(file.path()));
				Map<String, Integer> counts = RecordedEvents.counts(file.path());
				// async-profiler's, and the JVM's.
				assertThat(counts).containsKeys("jdk.ExecutionSample", "jdk.ObjectAllocationInNewTLAB", "jdk.CPULoad",
						"jdk.GCConfiguration", "jdk.OSInformation");
				assertThat(counts.keySet()).doesNotContainAnyElementsOf(JfrScrubber.FORBIDDEN_EVENTS);
				// Nothing is counted twice: one busy thread and the little that others
				// do, a hundred times a second, in two processors at the most.
				assertThat(counts.get("jdk.ExecutionSample")).isBetween(20, 250);
				assertThat(counts).doesNotContainKey("jdk.ObjectAllocationSample");
				assertThat(samples(file.path())).isEqualTo(counts.get("jdk.ExecutionSample"));
				assertNothingSecret(file.path());
			}
		}
		try (Stream<Path> left = Files.walk(this.temp)) {
			assertThat(left).noneMatch((file) -> file.toString().endsWith(".jfr"));
		}
	}

	@Test
	void withoutAsyncProfilerATraceHasTheSamplesOfTheJvm() throws Exception {
		Captures captures = captures(new FlightRecorderEngine());
		try (Work cpu = Work.onCpu()) {
			assertThat(cpu.cpuNanos()).isNotNegative();
			try (CapturedFile file = captures
				.recordingOf(new CaptureRequest(Kind.TRACE, Duration.ofSeconds(1), 0, false))) {
				assertThat(RecordedEvents.counts(file.path())).containsKeys("jdk.ExecutionSample", "jdk.CPULoad");
				assertNothingSecret(file.path());
			}
		}
	}

	@Test
	void everyRecordedKindCanBeHadAsAFile() throws Exception {
		Captures captures = captures(new AsyncProfilerEngine(List.of(this.temp), null));
		try (Work cpu = Work.onCpu()) {
			assertThat(cpu.cpuNanos()).isNotNegative();
			CaptureRequest request = new CaptureRequest(Kind.PROFILE, Duration.ofMillis(500),
					Kind.PROFILE.interval().usual(), false);
			try (CapturedFile file = captures.recordingOf(request)) {
				assertThat(RecordedEvents.counts(file.path()).get("jdk.ExecutionSample")).isPositive();
				assertNothingSecret(file.path());
			}
		}
	}

	@Test
	void withoutFlightRecorderThereIsNoTrace() {
		Captures captures = captures(new AsyncProfilerEngine(List.of(this.temp), null));
		assertThat(captures.availability(Kind.TRACE).available()).isFalse();
		assertThatExceptionOfType(CaptureException.class)
			.isThrownBy(() -> captures.recordingOf(new CaptureRequest(Kind.TRACE, Duration.ofSeconds(1), 0, false)))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(CaptureException.Reason.UNAVAILABLE));
	}

	/**
	 * The class path is an argument and a system property of this JVM.
	 */
	private static void assertNothingSecret(Path file) throws Exception {
		String secret = System.getProperty("java.class.path");
		try (RecordingFile events = new RecordingFile(file)) {
			while (events.hasMoreEvents()) {
				RecordedEvent event = events.readEvent();
				assertThat(event.toString()).doesNotContain(secret);
			}
		}
	}

	private static int samples(Path file) throws Exception {
		int samples = 0;
		try (JfrReader reader = new JfrReader(file.toString())) {
			for (Event event = reader.readEvent(); event != null; event = reader.readEvent()) {
				samples += (event instanceof ExecutionSample) ? 1 : 0;
			}
		}
		return samples;
	}

}
