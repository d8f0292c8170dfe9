package io.github.profiling.capture;

/**
 * Whether, how and why a kind can be captured in this JVM.
 *
 * @param available whether it can
 * @param engine what takes the samples, such as {@code async-profiler 4.6}; empty where
 * none are needed
 * @param sampler what triggers the samples, such as {@code ctimer}; empty where there are
 * none
 * @param reason why this engine and sampler and no better one, or why none at all
 * @param remedy what the user can do about it, empty where there is nothing better
 */
public record Availability(boolean available, String engine, String sampler, String reason, String remedy) {

}
