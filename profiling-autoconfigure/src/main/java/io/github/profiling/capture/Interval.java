package io.github.profiling.capture;

/**
 * What lies between two samples of a kind, and what may be asked for.
 *
 * @param unit what is counted
 * @param min the smallest, in the unit
 * @param max the largest, in the unit
 * @param usual the one that is taken where nothing else is asked for, in the unit
 */
public record Interval(Unit unit, long min, long max, long usual) {

	static final Interval NONE = new Interval(Unit.NONE, 0, 0, 0);

	private static final long MILLISECOND = 1_000_000;

	/** Go's 100 Hz, and as fast as perf_events goes. */
	static final Interval CPU = new Interval(Unit.NANOSECONDS, MILLISECOND, 1000 * MILLISECOND, 10 * MILLISECOND);

	/**
	 * 20 Hz: each thread of the application is looked at, so the cost grows with their
	 * number.
	 */
	static final Interval WALL = new Interval(Unit.NANOSECONDS, 10 * MILLISECOND, 1000 * MILLISECOND, 50 * MILLISECOND);

	/**
	 * Samples are taken by the thread that just got the lock, while others wait for it,
	 * so they must be few where there is much waiting: at most one for each millisecond
	 * that is waited, of all threads together.
	 */
	static final Interval WAITING = new Interval(Unit.NANOSECONDS, MILLISECOND / 100, 1000 * MILLISECOND, MILLISECOND);

	/** Go's 512 kB between two allocations. */
	static final Interval BYTES = new Interval(Unit.BYTES, 16 << 10, 1 << 30, 512 << 10);

	/**
	 * What an interval counts.
	 */
	public enum Unit {

		/**
		 * The kind is not sampled.
		 */
		NONE,

		/**
		 * Time, on a CPU, elapsed or waited for.
		 */
		NANOSECONDS,

		/**
		 * Memory.
		 */
		BYTES

	}

}
