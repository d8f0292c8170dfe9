package io.github.profiling.capture;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.github.profiling.recording.EventType;
import io.github.profiling.recording.Recording;
import io.github.profiling.recording.Recordings;
import org.jspecify.annotations.Nullable;

/**
 * What is to be known of all recordings of a capture when their files are gone.
 */
final class RecordingTotals {

	private final EventType event;

	private @Nullable Instant start;

	private Instant end = Instant.EPOCH;

	private int count;

	private long lostSamples;

	private String endedEarly = "";

	private boolean failed;

	private final Set<Long> intervals = new TreeSet<>();

	private final Set<String> notes = new LinkedHashSet<>();

	/**
	 * Creates totals.
	 * @param event the event that the capture is about
	 */
	RecordingTotals(EventType event) {
		this.event = event;
	}

	/**
	 * Adds recordings that follow the ones before.
	 * @param recordings the recordings
	 * @param notes what the reader found worth saying of them
	 */
	void add(Recordings recordings, List<String> notes) {
		this.start = (this.start == null) ? recordings.start() : this.start;
		this.end = recordings.start().plus(recordings.duration());
		this.count += recordings.list().size();
		this.lostSamples += recordings.lostSamples();
		for (Recording recording : recordings.list()) {
			this.intervals.add(recording.events().interval(this.event));
		}
		this.notes.addAll(notes);
		endEarly(recordings.endedEarly());
		this.failed |= recordings.failed();
	}

	/**
	 * Notes why there is less than was asked for, if the reason is not empty.
	 */
	void endEarly(String reason) {
		this.endedEarly = reason.isEmpty() ? this.endedEarly : reason;
	}

	EventType event() {
		return this.event;
	}

	boolean isEmpty() {
		return this.count == 0;
	}

	Instant start() {
		return (this.start != null) ? this.start : Instant.EPOCH;
	}

	/**
	 * The time from the first recording's start to the last one's end.
	 */
	Duration duration() {
		return Duration.between(start(), this.end);
	}

	String endedEarly() {
		return this.endedEarly;
	}

	/**
	 * Whether more could not be recorded, see {@link Recordings#failed()}.
	 */
	boolean failed() {
		return this.failed;
	}

	int count() {
		return this.count;
	}

	long lostSamples() {
		return this.lostSamples;
	}

	Set<Long> intervals() {
		return this.intervals;
	}

	Set<String> notes() {
		return this.notes;
	}

}
