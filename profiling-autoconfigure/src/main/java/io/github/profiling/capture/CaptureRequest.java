package io.github.profiling.capture;

import java.time.Duration;

/**
 * What somebody asks for.
 *
 * @param kind what to profile
 * @param duration for how long, zero for an instant
 * @param interval what lies between two samples, in the unit of the kind's
 * {@link Kind#interval() interval}; 0 where the kind has none
 * @param gc whether to collect garbage first, for {@link Kind#HEAP} without a duration
 */
public record CaptureRequest(Kind kind, Duration duration, long interval, boolean gc) {

	boolean isInstant() {
		return this.duration.isZero();
	}

}
