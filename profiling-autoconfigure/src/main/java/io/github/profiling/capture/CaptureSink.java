package io.github.profiling.capture;

import java.io.IOException;

import io.github.profiling.profile.Profile;

/**
 * Where finished captures go that nobody waits for.
 */
@FunctionalInterface
public interface CaptureSink {

	/**
	 * Takes a finished capture.
	 * @param request what was asked for
	 * @param profile the profile, whose header tells its time and duration
	 * @throws IOException if there is no room for it, with the reason
	 */
	void accept(CaptureRequest request, Profile profile) throws IOException;

}
