package io.github.profiling.capture;

import java.time.Duration;

/**
 * What captures may ask of the application.
 *
 * @param maxDuration the longest capture for which a request waits
 * @param maxConcurrent the most captures at once
 * @param maxPerMinute the most captures begun within a minute
 */
public record CaptureLimits(Duration maxDuration, int maxConcurrent, int maxPerMinute) {

}
