package io.github.profiling.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.profiling.recording.EngineException.Reason;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link Recorder} with an engine that fails when it is told to.
 */
class RecorderFailureTests {

	private static final EventSet CPU = EventSet.of(EventType.CPU, 10);

	private static final EventSet ALLOC = EventSet.of(EventType.ALLOC, 100);

	@TempDir
	private Path temp;

	private final FailingEngine engine = new FailingEngine();

	private Recorder recorder;

	private Recorder recorder() {
		this.recorder = new Recorder(this.engine, new WorkDirectory(List.of(this.temp)),
				new RecordingLimits(Long.MAX_VALUE, 0));
		return this.recorder;
	}

	@AfterEach
	void closeRecorder() {
		this.recorder.close();
	}

	@Test
	void whatTheEngineCannotRecordFailsOnlyTheLeaseThatAskedForIt() throws Exception {
		this.engine.refused = EventType.ALLOC;
		Lease first = recorder().acquire(CPU, Duration.ofMillis(300));
		Lease second = this.recorder.acquire(ALLOC, Duration.ofMillis(100));
		assertThatExceptionOfType(EngineException.class).isThrownBy(second::await).withMessage("ALLOC is refused");
		try (Recordings recordings = first.await()) {
			assertThat(recordings.endedEarly()).isEmpty();
			assertThat(recordings.list()).hasSize(2);
		}
	}

	@Test
	void whenTheEngineDoesNotGoOnWhatWasRecordedIsNotLost() throws Exception {
		Lease first = recorder().acquire(CPU, Duration.ofSeconds(60));
		Lease second = this.recorder.acquire(CPU, Duration.ofSeconds(1));
		Awaitility.await().until(() -> this.engine.started.size() >= 2);
		this.engine.refused = EventType.CPU;
		try (Recordings recordings = second.await()) {
			assertThat(recordings.endedEarly()).isEmpty();
		}
		try (Recordings recordings = first.await()) {
			assertThat(recordings.endedEarly()).isEqualTo("CPU is refused");
			assertThat(recordings.list()).hasSize(2);
		}
		assertThat(this.recorder.activeLeases()).isZero();
	}

	@Test
	void anEngineThatWritesNothingIsAnError() {
		this.engine.content = "";
		Lease lease = recorder().acquire(CPU, Duration.ofMillis(10));
		assertThatExceptionOfType(EngineException.class).isThrownBy(lease::await).withMessage("nothing was recorded");
	}

	@Test
	void anEngineThatBreaksItsPromiseIsAnErrorAndLeavesNobodyWaiting() {
		this.engine.broken = new UnsatisfiedLinkError("no such symbol");
		Lease lease = recorder().acquire(CPU, Duration.ofSeconds(60));
		assertThatExceptionOfType(EngineException.class).isThrownBy(lease::await)
			.withMessageContaining("the engine failed")
			.withMessageContaining("no such symbol");
		assertThat(this.recorder.activeLeases()).isZero();
	}

	@Test
	void theEngineRecordsTheUnionOfAllLeases() throws Exception {
		Lease first = recorder().acquire(CPU.and(EventType.ALLOC, 50), Duration.ofMillis(400));
		Lease second = this.recorder.acquire(ALLOC.and(EventType.CPU, 5), Duration.ofMillis(100));
		second.await().close();
		first.await().close();
		EventSet union = EventSet.of(EventType.CPU, 5).and(EventType.ALLOC, 50);
		assertThat(this.engine.started).containsExactly(CPU.and(EventType.ALLOC, 50), union,
				CPU.and(EventType.ALLOC, 50));
	}

	@Test
	void aRecordingIsDeletedWhenTheLastOneLetsGo() throws Exception {
		Lease first = recorder().acquire(CPU, Duration.ofMillis(200));
		Lease second = this.recorder.acquire(CPU, Duration.ofMillis(200));
		Recordings one = first.await();
		Recordings other = second.await();
		List<Path> shared = one.list().stream().filter(other.list()::contains).map(Recording::file).toList();
		assertThat(shared).isNotEmpty();
		one.close();
		one.close();
		assertThat(shared).allSatisfy((file) -> assertThat(file).exists());
		other.close();
		assertThat(shared).allSatisfy((file) -> assertThat(file).doesNotExist());
	}

	/**
	 * An engine that writes a few bytes.
	 */
	private static final class FailingEngine implements Engine {

		private final List<EventSet> started = Collections.synchronizedList(new ArrayList<>());

		private volatile EventType refused;

		private volatile Error broken;

		private volatile String content = "recorded";

		@Override
		public String name() {
			return "failing";
		}

		@Override
		public Support support(EventType type) {
			return Support.by("none", "a test", "", 0);
		}

		@Override
		public void start(EventSet events, Path file) throws EngineException {
			if (this.refused != null && events.contains(this.refused)) {
				throw new EngineException(Reason.UNAVAILABLE, this.refused + " is refused");
			}
			if (this.broken != null) {
				throw this.broken;
			}
			this.started.add(events);
			try {
				Files.writeString(file, this.content);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public long stop() {
			return 0;
		}

	}

}
