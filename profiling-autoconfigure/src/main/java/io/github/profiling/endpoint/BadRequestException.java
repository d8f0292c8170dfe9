package io.github.profiling.endpoint;

/**
 * Thrown when a request cannot be understood. The message says what is wrong and what
 * would be right, on one line, as it may repeat what was sent.
 */
final class BadRequestException extends Exception {

	private static final long serialVersionUID = 1L;

	BadRequestException(String message) {
		super(Values.oneLine(message));
	}

}
