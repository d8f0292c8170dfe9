package io.github.profiling.capture.job;

import java.util.Locale;

/**
 * What has become of a job.
 */
public enum JobState {

	/**
	 * It waits for its time.
	 */
	QUEUED,

	/**
	 * It captures.
	 */
	RUNNING,

	/**
	 * The capture is in the store.
	 */
	FINISHED,

	/**
	 * There is no capture, for a reason.
	 */
	FAILED,

	/**
	 * There is no capture because nobody wants it any more.
	 */
	CANCELLED;

	/**
	 * The name to show.
	 * @return the name
	 */
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Whether nothing will change any more.
	 */
	boolean isEnd() {
		return this != QUEUED && this != RUNNING;
	}

}
