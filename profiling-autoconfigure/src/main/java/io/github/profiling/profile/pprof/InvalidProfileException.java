package io.github.profiling.profile.pprof;

import java.io.IOException;

/**
 * Thrown when bytes are not a profile that can be read. The message says what is wrong
 * with them, in words for the person who handed them in.
 */
public class InvalidProfileException extends IOException {

	private static final long serialVersionUID = 1L;

	InvalidProfileException(String message) {
		super(message);
	}

	InvalidProfileException(String message, Throwable cause) {
		super(message, cause);
	}

	static InvalidProfileException tooLarge(int maxBytes) {
		return new InvalidProfileException("the profile has more than " + maxBytes + " bytes");
	}

}
