package io.github.profiling.recording;

/**
 * Who wrote the events of a recording. Both write the same file format and many events of
 * the same names, which differ in what they mean and weigh.
 */
public enum EventSource {

	/**
	 * async-profiler.
	 */
	ASYNC_PROFILER,

	/**
	 * JDK Flight Recorder.
	 */
	FLIGHT_RECORDER

}
