package io.github.profiling.report.pattern;

import java.time.Duration;

/**
 * How long all patterns of one report may be matched, together. Only the time spent in
 * matching counts. Not thread-safe.
 */
public final class PatternBudget {

	/**
	 * What is usual for a report: one second.
	 */
	public static final Duration DEFAULT = Duration.ofSeconds(1);

	private final Duration limit;

	private long leftNanos;

	/**
	 * Creates a budget of {@link #DEFAULT}.
	 */
	public PatternBudget() {
		this(DEFAULT);
	}

	/**
	 * Creates a budget.
	 * @param limit the time for all matches together
	 */
	public PatternBudget(Duration limit) {
		this.limit = limit;
		this.leftNanos = limit.toNanos();
	}

	long leftNanos() {
		return this.leftNanos;
	}

	void spend(long nanos) {
		this.leftNanos -= nanos;
	}

	PatternTooSlowException exceeded(String parameter) {
		return new PatternTooSlowException(
				parameter + " takes too long to match: patterns have " + this.limit.toMillis() + " ms for a report");
	}

}
