package io.github.profiling.recording;

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

}
