package io.github.profiling.profile;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a profile says about itself: when and how it was taken.
 *
 * @param timeNanos when the profile was taken, in nanoseconds since the epoch, 0 where
 * unknown
 * @param durationNanos how long it covers, in nanoseconds, 0 for an instant
 * @param periodType what {@link #period()} measures: the kind of event between two
 * samples. Profiles can be merged and compared only where it is equal
 * @param period the number of events between two samples, 0 where unknown
 * @param comments free text shown by every viewer, one line each
 * @param defaultSampleType the {@link ValueType#type()} to show first, or empty for the
 * last one
 * @param dropFrames a regular expression: frames matched, and all below them, are dropped
 * by viewers. Empty for none
 * @param keepFrames a regular expression: frames kept although {@link #dropFrames()}
 * matches. Empty for none
 * @param docUrl where viewers send people for help, or empty
 */
public record ProfileHeader(long timeNanos, long durationNanos, @Nullable ValueType periodType, long period,
		List<String> comments, String defaultSampleType, String dropFrames, String keepFrames, String docUrl) {

	/**
	 * A header that says nothing.
	 */
	public static final ProfileHeader EMPTY = new ProfileHeader(0, 0, null, 0, List.of(), "", "", "", "");

	public ProfileHeader {
		comments = List.copyOf(comments);
		Objects.requireNonNull(defaultSampleType);
		Objects.requireNonNull(dropFrames);
		Objects.requireNonNull(keepFrames);
		Objects.requireNonNull(docUrl);
	}

	/**
	 * This header with another time.
	 * @param timeNanos nanoseconds since the epoch
	 * @param durationNanos nanoseconds, 0 for an instant
	 * @return the header
	 */
	public ProfileHeader withTime(long timeNanos, long durationNanos) {
		return new ProfileHeader(timeNanos, durationNanos, this.periodType, this.period, this.comments,
				this.defaultSampleType, this.dropFrames, this.keepFrames, this.docUrl);
	}

	/**
	 * This header with another period.
	 * @param periodType what the period measures
	 * @param period the number of events between two samples
	 * @return the header
	 */
	public ProfileHeader withPeriod(ValueType periodType, long period) {
		return new ProfileHeader(this.timeNanos, this.durationNanos, periodType, period, this.comments,
				this.defaultSampleType, this.dropFrames, this.keepFrames, this.docUrl);
	}

	/**
	 * This header with other comments.
	 * @param comments free text, one line each
	 * @return the header
	 */
	public ProfileHeader withComments(List<String> comments) {
		return new ProfileHeader(this.timeNanos, this.durationNanos, this.periodType, this.period, comments,
				this.defaultSampleType, this.dropFrames, this.keepFrames, this.docUrl);
	}

	/**
	 * This header with another column to show first.
	 * @param defaultSampleType the type of the column, or empty for the last one
	 * @return the header
	 */
	public ProfileHeader withDefaultSampleType(String defaultSampleType) {
		return new ProfileHeader(this.timeNanos, this.durationNanos, this.periodType, this.period, this.comments,
				defaultSampleType, this.dropFrames, this.keepFrames, this.docUrl);
	}

}
