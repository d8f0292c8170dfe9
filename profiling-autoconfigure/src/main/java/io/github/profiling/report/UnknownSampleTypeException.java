package io.github.profiling.report;

/**
 * A profile does not have the sample type that was asked for. The message names those it
 * has.
 */
public final class UnknownSampleTypeException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	UnknownSampleTypeException(String message) {
		super(message);
	}

}
