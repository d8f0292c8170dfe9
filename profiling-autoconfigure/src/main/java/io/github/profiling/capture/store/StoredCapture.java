package io.github.profiling.capture.store;

/**
 * A capture in the store.
 *
 * @param name what its path says of it
 * @param bytes the size of its file
 */
public record StoredCapture(CaptureName name, long bytes) {

}
