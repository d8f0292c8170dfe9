package io.github.profiling.report;

import java.util.Locale;

/**
 * By what a report sorts its entries, by the names of pprof's option {@code -sort}.
 */
public enum SortOrder {

	/**
	 * What was measured in an entry itself.
	 */
	FLAT,

	/**
	 * What was measured in an entry and all that it called.
	 */
	CUM;

	/**
	 * The name in pprof.
	 * @return the name, in lower case
	 */
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

}
