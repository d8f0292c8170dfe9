package io.github.profiling.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import io.github.profiling.recording.EngineException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The engine and the recording it is writing, if any. Used by the recorder's thread only.
 */
final class EngineSession {

	/** Of all sessions, which share their directory. */
	private static final AtomicLong FILES = new AtomicLong();

	private final Engine engine;

	private final WorkDirectory directory;

	private final RecordingLimits limits;

	private @Nullable OpenRecording open;

	EngineSession(Engine engine, WorkDirectory directory, RecordingLimits limits) {
		this.engine = engine;
		this.directory = directory;
		this.limits = limits;
	}

	Engine engine() {
		return this.engine;
	}

	RecordingLimits limits() {
		return this.limits;
	}

	/**
	 * Begins a recording.
	 * @param events what to record
	 * @throws EngineException if it cannot be begun
	 */
	void open(EventSet events) throws EngineException {
		Path file;
		try {
			Path parent = this.directory.path();
			this.limits.checkFreeSpace(parent);
			file = parent.resolve("recording-" + FILES.incrementAndGet() + ".jfr");
		}
		catch (IOException | RuntimeException ex) {
			throw new EngineException(Reason.UNAVAILABLE, "recordings cannot be written: " + ex.getMessage()
					+ "; set profiling.work-directory to a directory that can", ex);
		}
		try {
			this.engine.start(events, file);
		}
		catch (RuntimeException | Error ex) {
			// Not even an engine that breaks its promise may leave those who wait alone.
			throw new EngineException(Reason.UNAVAILABLE, "the engine failed: " + ex, ex);
		}
		this.open = new OpenRecording(file, this.engine.recorded(events), Instant.now(), System.nanoTime());
	}

	/**
	 * Ends the recording.
	 * @return the recording, which the caller holds, or {@code null} if nothing was
	 * recorded
	 */
	@Nullable Recording close() {
		OpenRecording closing = this.open;
		if (closing == null) {
			return null;
		}
		this.open = null;
		Duration duration = Duration.ofNanos(System.nanoTime() - closing.startNanos());
		long lost = 0;
		try {
			lost = this.engine.stop();
		}
		catch (EngineException | RuntimeException | Error ex) {
			// Somebody else stopped it, which completes the file as well: it counts. If
			// the file is not whole, its reader says so.
		}
		Recording recording = new Recording(closing.file(), closing.events(), closing.start(), duration, lost);
		if (hasContent(closing.file())) {
			return recording;
		}
		recording.release();
		return null;
	}

	/**
	 * Looks after the disk while something is recorded.
	 * @throws IOException if the recording has to end, with the reason
	 */
	void checkLimits() throws IOException {
		if (this.open != null) {
			Path file = this.open.file();
			this.limits.check(this.engine.size(file), file);
		}
	}

	private static boolean hasContent(Path file) {
		try {
			return Files.size(file) > 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * The recording that the engine is writing.
	 */
	private record OpenRecording(Path file, EventSet events, Instant start, long startNanos) {

	}

}
