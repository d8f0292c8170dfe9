package io.github.profiling.capture;

import java.time.Duration;
import java.util.Set;

import io.github.profiling.recording.jfr.SampleLabel;

/**
 * What somebody asks for.
 *
 * @param kind what to profile
 * @param duration for how long, zero for an instant
 * @param interval what lies between two samples, in the unit of the kind's
 * {@link Kind#interval() interval}; 0 where the kind has none
 * @param gc whether to collect garbage first, for {@link Kind#HEAP} without a duration
 * @param labels what to label samples with, each one of the kind's {@link Kind#labels()
 * labels}; without labels, profiles are smaller and their graphs clearer
 */
public record CaptureRequest(Kind kind, Duration duration, long interval, boolean gc, Set<SampleLabel> labels) {

	/**
	 * Creates a request.
	 */
	public CaptureRequest {
		labels = Set.copyOf(labels);
	}

	/**
	 * A request without labels.
	 * @param kind what to profile
	 * @param duration for how long, zero for an instant
	 * @param interval what lies between two samples
	 * @param gc whether to collect garbage first
	 */
	public CaptureRequest(Kind kind, Duration duration, long interval, boolean gc) {
		this(kind, duration, interval, gc, Set.of());
	}

	/**
	 * A request with the usual interval and without labels.
	 * @param kind what to profile
	 * @param duration for how long, zero for an instant
	 * @return the request
	 */
	public static CaptureRequest of(Kind kind, Duration duration) {
		return new CaptureRequest(kind, duration, kind.interval().usual(), false);
	}

	/**
	 * This request with another interval.
	 * @param interval what lies between two samples, in the unit of the kind's
	 * {@link Kind#interval() interval}
	 * @return the request
	 */
	public CaptureRequest withInterval(long interval) {
		return new CaptureRequest(this.kind, this.duration, interval, this.gc, this.labels);
	}

	/**
	 * This request with other labels.
	 * @param labels what to label samples with
	 * @return the request
	 */
	public CaptureRequest withLabels(SampleLabel... labels) {
		return new CaptureRequest(this.kind, this.duration, this.interval, this.gc, Set.of(labels));
	}

	boolean isInstant() {
		return this.duration.isZero();
	}

}
