package io.github.profiling.capture.job;

import java.time.Duration;
import java.time.Instant;

/**
 * How a job is doing.
 *
 * @param id identifies the job, and the capture in the store that it ends with
 * @param series the id of the first job of the same order
 * @param order what was asked for
 * @param state what has become of it
 * @param start when it began, or is to begin
 * @param elapsed for how long it has run, zero before its time
 * @param reason why it has failed or ended early, or an empty string
 * @param warning what is not as it should be while it runs, or an empty string
 */
public record JobStatus(String id, String series, CaptureOrder order, JobState state, Instant start, Duration elapsed,
		String reason, String warning) {

}
