package io.github.profiling.report;

import java.util.Comparator;
import java.util.List;

/**
 * What was measured at a node under a label.
 *
 * @param labels all string labels of the samples, joined as pprof joins them
 * @param name the value of a numeric label as printed, or {@code labels} where this is
 * not about a number
 * @param number the value of a numeric label, the first of those that are printed alike
 * @param isNumber whether this is about a numeric label
 * @param flat what was measured in the node itself
 * @param flatCount what {@code flat} is divided by, 0 if it is not
 * @param cum what was measured in the node and all that it called
 * @param cumCount what {@code cum} is divided by, 0 if it is not
 */
record Tag(String labels, String name, long number, boolean isNumber, long flat, long flatCount, long cum,
		long cumCount) {

	long flatValue() {
		return ReportTotal.mean(this.flat, this.flatCount);
	}

	long cumValue() {
		return ReportTotal.mean(this.cum, this.cumCount);
	}

	/**
	 * Sorts tags, heaviest first.
	 * @param tags the tags
	 * @param byFlat whether what nodes called is disregarded
	 */
	static void sort(List<Tag> tags, boolean byFlat) {
		Comparator<Tag> byCum = (left, right) -> byFlat ? 0 : Long.compare(Math.abs(right.cum), Math.abs(left.cum));
		tags.sort(byCum.thenComparing((left, right) -> Long.compare(Math.abs(right.flat), Math.abs(left.flat)))
			.thenComparing(Tag::name, CodePointOrder::compare));
	}

}
