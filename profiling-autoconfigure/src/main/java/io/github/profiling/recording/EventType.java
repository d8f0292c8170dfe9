package io.github.profiling.recording;

/**
 * An event that an {@link Engine} can record. All that an engine supports can be recorded
 * at once.
 */
public enum EventType {

	/**
	 * A thread was found on a CPU. The interval is CPU time in nanoseconds.
	 */
	CPU,

	/**
	 * A thread was found, whatever it does. The interval is elapsed time in nanoseconds.
	 */
	WALL,

	/**
	 * An object was allocated. The interval is the mean number of allocated bytes between
	 * two samples.
	 */
	ALLOC,

	/**
	 * A sampled allocation is still alive when the recording ends. Needs {@link #ALLOC},
	 * whose interval counts; its own is 0.
	 */
	LIVE,

	/**
	 * A thread had to wait for a lock. The interval is waiting time in nanoseconds.
	 */
	LOCK,

	/**
	 * Native memory was allocated or freed. The interval is the mean number of allocated
	 * bytes between two samples.
	 */
	NATIVEMEM,

	/**
	 * A thread was started. Each is recorded; the interval is 0.
	 */
	THREAD_START,

	/**
	 * Whatever the engine records for a tool that reads recordings. The interval is 0.
	 */
	TRACE

}
