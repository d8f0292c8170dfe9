package io.github.profiling.report.pattern;

/**
 * Thrown when all the patterns of a report together have used up their
 * {@link PatternBudget}. The message names the pattern that was being matched.
 */
public final class PatternTooSlowException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	PatternTooSlowException(String message) {
		super(message);
	}

}
