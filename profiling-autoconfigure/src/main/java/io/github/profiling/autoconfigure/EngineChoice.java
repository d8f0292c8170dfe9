package io.github.profiling.autoconfigure;

/**
 * Which engines may be used.
 */
public enum EngineChoice {

	/**
	 * For each kind the best that works: async-profiler, else JDK Flight Recorder.
	 */
	AUTO,

	/**
	 * async-profiler only.
	 */
	ASYNC_PROFILER,

	/**
	 * JDK Flight Recorder only: no native library is loaded.
	 */
	JFR

}
