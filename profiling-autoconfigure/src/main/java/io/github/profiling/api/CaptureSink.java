package io.github.profiling.api;

import java.io.IOException;

import io.github.profiling.capture.CaptureRequest;
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
	 * @throws InterruptedException if the thread is interrupted
	 */
	void accept(CaptureRequest request, Profile profile) throws IOException, InterruptedException;

}
