package io.github.profiling.capture;

import java.time.Duration;

/**
 * What somebody asks for.
 *
 * @param kind what to profile
 * @param duration for how long, zero for an instant
 * @param hz samples a second of CPU time, for {@link Kind#PROFILE}
 * @param allocationInterval the mean number of allocated bytes between two samples, for
 * {@link Kind#HEAP} with a duration
 * @param gc whether to collect garbage first, for {@link Kind#HEAP} without a duration
 */
public record CaptureRequest(Kind kind, Duration duration, int hz, long allocationInterval, boolean gc) {

	/**
	 * Samples a second of CPU time where nothing else is asked for, as in Go.
	 */
	public static final int DEFAULT_HZ = 100;

	/**
	 * Bytes between two allocation samples where nothing else is asked for, as in Go.
	 */
	public static final long DEFAULT_ALLOCATION_INTERVAL = 512 * 1024;

	boolean isInstant() {
		return this.duration.isZero();
	}

}
