package io.github.profiling.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The recordings that a lease covers, whole and in order. Whoever gets them closes them,
 * which lets go of their files.
 */
public final class Recordings implements AutoCloseable {

	private final List<Recording> recordings;

	private final String endedEarly;

	private final boolean failed;

	private final AtomicBoolean closed = new AtomicBoolean();

	Recordings(List<Recording> recordings, String endedEarly, boolean failed) {
		this.recordings = List.copyOf(recordings);
		this.endedEarly = endedEarly;
		this.failed = failed;
	}

	/**
	 * The recordings, at least one, in the order of time.
	 * @return the recordings
	 */
	public List<Recording> list() {
		return this.recordings;
	}

	/**
	 * Why the recordings cover less time than was asked for.
	 * @return the reason, or an empty string if they cover all of it
	 */
	public String endedEarly() {
		return this.endedEarly;
	}

	/**
	 * Whether they end early because more could not be recorded, rather than because
	 * somebody wished so: samples may be missing then.
	 * @return whether it was a failure
	 */
	public boolean failed() {
		return this.failed;
	}

	/**
	 * When the first recording began.
	 * @return the time
	 */
	public Instant start() {
		return this.recordings.get(0).start();
	}

	/**
	 * The time from the first recording's start to the last one's end.
	 * @return the duration, the 2 ms or so between two recordings included
	 */
	public Duration duration() {
		Recording last = this.recordings.get(this.recordings.size() - 1);
		return Duration.between(start(), last.start()).plus(last.duration());
	}

	/**
	 * The number of samples lost in all the recordings.
	 * @return the number of samples
	 */
	public long lostSamples() {
		long lost = 0;
		for (Recording recording : this.recordings) {
			lost += recording.lostSamples();
		}
		return lost;
	}

	@Override
	public void close() {
		if (this.closed.compareAndSet(false, true)) {
			this.recordings.forEach(Recording::release);
		}
	}

}
