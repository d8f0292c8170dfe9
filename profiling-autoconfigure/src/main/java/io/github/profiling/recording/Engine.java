package io.github.profiling.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What takes samples and writes them to a JFR file: async-profiler, or something else
 * where that cannot be loaded. An engine has one session at a time and is driven by the
 * {@link Recorder} alone, from one thread. No method throws anything but what it
 * declares, whatever goes wrong in native code.
 */
public interface Engine {

	/**
	 * The engine's name and version, such as {@code async-profiler 4.6}.
	 * @return the name
	 */
	String name();

	/**
	 * Whether, how and why an event can be recorded here. May load native code at the
	 * first call; cheap afterwards.
	 * @param type the event
	 * @return the support
	 */
	Support support(EventType type);

	/**
	 * Starts recording.
	 * @param events the events, not empty
	 * @param file the JFR file to write, which does not exist yet
	 * @throws EngineException if it cannot, with the reason
	 */
	void start(EventSet events, Path file) throws EngineException;

	/**
	 * Stops recording; the file is complete when this returns.
	 * @return the number of samples that were lost while recording
	 * @throws EngineException if there was nothing to stop, with the reason
	 */
	long stop() throws EngineException;

	/**
	 * Who writes the events, which says how they are read and weighed.
	 * @return the source
	 */
	default EventSource source() {
		return EventSource.ASYNC_PROFILER;
	}

	/**
	 * Whether all that {@link #support} may load is loaded, or was tried in vain.
	 * @return whether asking costs nothing
	 */
	default boolean isPrepared() {
		return true;
	}

	/**
	 * What is recorded since the last start, where the engine cannot do quite what it was
	 * asked for: samples are weighed with these intervals.
	 * @param asked the events of the last start
	 * @return the same events with the intervals at which they really come
	 */
	default EventSet recorded(EventSet asked) {
		return asked;
	}

	/**
	 * The size of the recording so far.
	 * @param file the file of the last start
	 * @return the size in bytes
	 * @throws IOException if it cannot be found out
	 */
	default long size(Path file) throws IOException {
		return Files.size(file);
	}

}
