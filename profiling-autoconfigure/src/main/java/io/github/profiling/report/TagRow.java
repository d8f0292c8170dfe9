package io.github.profiling.report;

import java.util.List;

/**
 * The samples that have a label with a certain key.
 *
 * @param key the label's key
 * @param total what was measured in all of them, in the unit of the column
 * @param values what was measured for each of the label's values, the largest first
 */
public record TagRow(String key, long total, List<Value> values) {

	public TagRow {
		values = List.copyOf(values);
	}

	/**
	 * The samples that have a label with a certain value.
	 *
	 * @param value the value, a number with its unit
	 * @param total what was measured in them, in the unit of the column
	 */
	public record Value(String value, long total) {

	}

}
