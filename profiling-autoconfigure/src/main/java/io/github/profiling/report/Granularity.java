package io.github.profiling.report;

import java.util.Locale;

/**
 * What a report takes for one entry, by the names of pprof's option {@code -granularity}.
 */
public enum Granularity {

	/**
	 * A function, by its name.
	 */
	FUNCTIONS,

	/**
	 * A function in a source file.
	 */
	FILEFUNCTIONS,

	/**
	 * A source file.
	 */
	FILES,

	/**
	 * A line of a source file.
	 */
	LINES,

	/**
	 * An address of the code.
	 */
	ADDRESSES;

	/**
	 * The name in pprof.
	 * @return the name, in lower case
	 */
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

}
