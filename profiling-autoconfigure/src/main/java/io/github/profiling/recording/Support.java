package io.github.profiling.recording;

/**
 * Whether an event can be recorded in this JVM.
 *
 * @param available whether it can
 * @param sampler what triggers the samples, such as {@code ctimer}; empty where
 * unavailable
 * @param reason why this sampler and no better one, or why none at all
 * @param remedy what the user can do about it, empty where there is nothing better
 * @param maxHz how many samples a second of CPU time the sampler can take without losing
 * some, 0 where it does not sample time
 */
public record Support(boolean available, String sampler, String reason, String remedy, int maxHz) {

	/**
	 * An event that can be recorded.
	 * @param sampler what triggers the samples
	 * @param reason why this one
	 * @param remedy how to get a better one, or empty
	 * @param maxHz samples a second that the sampler can take, 0 if it does not sample
	 * time
	 * @return the support
	 */
	public static Support by(String sampler, String reason, String remedy, int maxHz) {
		return new Support(true, sampler, reason, remedy, maxHz);
	}

	/**
	 * An event that cannot be recorded here.
	 * @param reason why not
	 * @param remedy what the user can do about it
	 * @return the support
	 */
	public static Support unavailable(String reason, String remedy) {
		return new Support(false, "", reason, remedy, 0);
	}

}
