package io.github.profiling.capture.job;

import java.time.Duration;

/**
 * What jobs may ask of the application.
 *
 * @param maxDuration the longest capture
 * @param maxWaiting the most jobs that run or wait for their time
 * @param cutInterval when what there is of a running capture is saved, in case the
 * process is killed; zero for never
 */
public record JobLimits(Duration maxDuration, int maxWaiting, Duration cutInterval) {

}
