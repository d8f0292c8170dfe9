package io.github.profiling.capture.store;

import java.time.Duration;

/**
 * What captures may take of the store's directory. When one is saved, the oldest go first
 * until they are kept, whichever replica they are of.
 *
 * @param maxBytes the most that all captures take, in bytes
 * @param maxAge how old they get
 * @param maxCount how many there are
 * @param minFreeBytes what is left free on the volume. Nothing is removed for it, as
 * others may have filled the volume; captures fail instead
 * @param timeout how long the volume may take for one thing that is asked of it
 */
public record StoreLimits(long maxBytes, Duration maxAge, int maxCount, long minFreeBytes, Duration timeout) {

	private static final long MEBIBYTE = 1024 * 1024;

	/**
	 * What holds where nobody says anything else.
	 * @return the limits
	 */
	public static StoreLimits defaults() {
		return new StoreLimits(256 * MEBIBYTE, Duration.ofDays(7), 500, 64 * MEBIBYTE, Duration.ofSeconds(10));
	}

}
