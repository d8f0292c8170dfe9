package io.github.profiling.report.pattern;

/**
 * Thrown for a text that is not a regular expression, or too long or too large to be used
 * as one. The message names the parameter it was given for and says what is wrong.
 */
public final class InvalidPatternException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	InvalidPatternException(String message) {
		super(message);
	}

}
