package io.github.profiling.capture;

import java.util.List;

import io.github.profiling.profile.Profile;

/**
 * Finds stacks that JDK Flight Recorder cut off. It keeps no more than 64 frames of a
 * stack unless the JVM was started with another number, which cannot be changed later.
 */
final class CutStacks {

	private static final int FRAMES = 64;

	private CutStacks() {
	}

	/**
	 * What to say about the stacks of a profile.
	 * @param profile a profile that was recorded by JFR
	 */
	static List<String> notes(Profile profile) {
		// With the allocated class, or that of the lock, there is one more.
		long longest = profile.samples().stream().mapToInt((sample) -> sample.stack().length).max().orElse(0);
		long cut = profile.samples().stream().filter((sample) -> sample.stack().length >= FRAMES).count();
		if (cut == 0 || longest > FRAMES + 1) {
			return List.of();
		}
		return List.of("Cut stacks: " + cut + " of " + profile.samples().size() + ", JFR keeps " + FRAMES
				+ " frames; start the JVM with -XX:FlightRecorderOptions=stackdepth=256 to have more");
	}

}
