package io.github.profiling.profile;

/**
 * Thrown where profiles cannot be merged or compared because they measure different
 * things. The message says which.
 */
public final class IncompatibleProfilesException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	IncompatibleProfilesException(String message) {
		super(message);
	}

}
