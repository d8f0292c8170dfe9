package io.github.profiling.recording.flightrecorder;

import java.io.IOException;
import java.nio.file.Path;

import io.github.profiling.recording.Engine;
import io.github.profiling.recording.EngineException;
import io.github.profiling.recording.EngineException.Reason;
import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventSource;
import io.github.profiling.recording.EventType;
import io.github.profiling.recording.Support;
import io.github.profiling.recording.jfr.JfrScrubber;
import org.jspecify.annotations.Nullable;

/**
 * Records with JDK Flight Recorder, which needs no native library and no directory that
 * allows to execute. It is started with the first recording: that takes a fraction of a
 * second and some memory, once in the life of a JVM.
 *
 * <p>
 * A JVM has one stream of events for all its recordings, so that a recording also holds
 * what others have enabled. What was not asked for, and what tells of arguments,
 * environment and system properties, is taken out when a recording stops. Recordings of
 * others are not touched.
 *
 * <p>
 * The class itself uses nothing of {@code jdk.jfr}; what does is loaded by the first call
 * that needs it.
 */
public final class FlightRecorderEngine implements Engine {

	private static final String MISSING_REMEDY = "use a Java runtime with the module jdk.jfr";

	private @Nullable String unavailable;

	private boolean probed;

	private @Nullable FlightRecording current;

	private @Nullable EventSet recorded;

	private @Nullable Path file;

	@Override
	public String name() {
		return "JFR " + Runtime.version().feature();
	}

	@Override
	public EventSource source() {
		return EventSource.FLIGHT_RECORDER;
	}

	@Override
	public synchronized Support support(EventType type) {
		String reason = probe();
		if (reason != null) {
			return Support.unavailable(reason, MISSING_REMEDY);
		}
		return switch (type) {
			case CPU -> CpuEvent.HERE.support();
			case ALLOC ->
				Support.by("jdk.ObjectAllocationSample", "at most 300 samples a second with their weights", "", 0);
			case LIVE -> Support.by("jdk.OldObjectSample", "at most 256 objects are followed", "", 0);
			case LOCK -> Support.by("jdk.JavaMonitorEnter, jdk.ThreadPark", "each wait that is long enough", "", 0);
			case THREAD_START -> Support.by("jdk.ThreadStart", "each start of a thread", "", 0);
			case TRACE -> Support.by("profile.jfc", "the JDK's own choice for profiling", "", 0);
			case WALL, NATIVEMEM -> Support.unavailable("JFR does not record it", "");
		};
	}

	@Override
	public boolean isPrepared() {
		return true;
	}

	private @Nullable String probe() {
		if (!this.probed) {
			try {
				this.unavailable = FlightRecording.isAvailable() ? null : "the JVM has no Flight Recorder";
			}
			catch (Throwable ex) {
				// NoClassDefFoundError where the runtime was linked without the module.
				this.unavailable = "the Java runtime has no Flight Recorder (" + ex.getClass().getSimpleName() + ")";
			}
			this.probed = true;
		}
		return this.unavailable;
	}

	@Override
	public synchronized void start(EventSet events, Path file) throws EngineException {
		String reason = probe();
		if (reason != null) {
			throw new EngineException(Reason.UNAVAILABLE, reason + "; " + MISSING_REMEDY);
		}
		try {
			FlightRecording recording = new FlightRecording(events, file);
			this.current = recording;
			this.recorded = recording.recorded();
			this.file = file;
		}
		catch (Throwable ex) {
			throw new EngineException(Reason.UNAVAILABLE,
					"JFR could not be started: " + ex
							+ "; it needs a temporary directory that can be written to, or one given by "
							+ "-XX:FlightRecorderOptions=repository=<directory>",
					ex);
		}
	}

	@Override
	public synchronized EventSet recorded(EventSet asked) {
		return (this.recorded != null) ? this.recorded : asked;
	}

	@Override
	public synchronized long size(Path file) throws IOException {
		return (this.current != null) ? this.current.size() : 0;
	}

	@Override
	public synchronized long stop() throws EngineException {
		FlightRecording stopping = this.current;
		Path written = this.file;
		EventSet events = this.recorded;
		if (stopping == null || written == null || events == null) {
			throw new EngineException(Reason.UNAVAILABLE, "JFR is not recording");
		}
		this.current = null;
		try {
			stopping.stop();
		}
		catch (Throwable ex) {
			throw new EngineException(Reason.UNAVAILABLE, "JFR: " + ex, ex);
		}
		finally {
			// Whatever happened: what is in the file is fit to be kept, or gone.
			keepOnly(events, written);
		}
		return 0;
	}

	private static void keepOnly(EventSet events, Path file) throws EngineException {
		try {
			JfrScrubber.scrub(file, (event) -> !FlightRecorderSettings.isWanted(event, events));
		}
		catch (IOException | RuntimeException ex) {
			FlightRecording.discard(file);
			throw new EngineException(Reason.UNAVAILABLE, "the recording cannot be read: " + ex.getMessage(), ex);
		}
	}

}
