package io.github.profiling.report;

/**
 * Whether the calls of a function were inlined into its callers.
 */
public enum Inlining {

	/** None of the calls was inlined. */
	NONE(""),

	/** Some callers inlined the function. */
	PARTIAL("(partial-inline)"),

	/** All callers inlined the function. */
	FULL("(inline)");

	private final String label;

	Inlining(String label) {
		this.label = label;
	}

	/**
	 * What pprof prints after the function's name.
	 * @return the label, empty for {@link #NONE}
	 */
	public String label() {
		return this.label;
	}

}
