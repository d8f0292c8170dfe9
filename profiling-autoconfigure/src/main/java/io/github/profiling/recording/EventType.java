package io.github.profiling.recording;

/**
 * An event that an {@link Engine} can record. All of them can be recorded at once.
 */
public enum EventType {

	/**
	 * A thread was found on a CPU. The interval is CPU time in nanoseconds.
	 */
	CPU,

	/**
	 * An object was allocated. The interval is the mean number of allocated bytes between
	 * two samples.
	 */
	ALLOC,

	/**
	 * A sampled allocation is still alive when the recording ends. Needs {@link #ALLOC},
	 * whose interval counts; its own is 0.
	 */
	LIVE

}
