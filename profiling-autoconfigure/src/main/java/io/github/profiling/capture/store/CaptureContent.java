package io.github.profiling.capture.store;

import io.github.profiling.profile.Profile;

/**
 * What is in the file of a capture.
 *
 * @param file the file's bytes, a gzipped profile.proto
 * @param profile the profile that they are
 */
public record CaptureContent(byte[] file, Profile profile) {

}
