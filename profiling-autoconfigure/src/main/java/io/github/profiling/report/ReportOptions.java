package io.github.profiling.report;

import java.time.ZoneId;
import java.util.Objects;

/**
 * How a report shows a profile, with the names and defaults of {@code go tool pprof}.
 *
 * @param sampleIndex the column of values, an index into the profile's sample types. For
 * a name see {@link SampleTypes}
 * @param mean whether to divide the values by the first column, which counts
 * @param granularity what is one entry
 * @param sort by what entries are sorted
 * @param nodeCount the largest number of entries to show, 0 for all,
 * {@link #DEFAULT_NODE_COUNT} for what is usual for the report
 * @param nodeFraction entries with less than this part of the total, from 0 to 1, are
 * dropped
 * @param edgeFraction calls with less than this part of the total, from 0 to 1, are
 * dropped
 * @param unit the unit to print, {@code minimum} for one in which the smallest value can
 * be read, {@code auto} for the natural one of each value
 * @param zone the time zone of the header
 */
public record ReportOptions(int sampleIndex, boolean mean, Granularity granularity, SortOrder sort, int nodeCount,
		double nodeFraction, double edgeFraction, String unit, ZoneId zone) {

	/**
	 * The value of {@link #nodeCount()} that leaves the choice to the report.
	 */
	public static final int DEFAULT_NODE_COUNT = -1;

	/**
	 * The default of {@link #nodeFraction()}.
	 */
	public static final double DEFAULT_NODE_FRACTION = 0.005;

	/**
	 * The default of {@link #edgeFraction()}.
	 */
	public static final double DEFAULT_EDGE_FRACTION = 0.001;

	/**
	 * The default of {@link #unit()}.
	 */
	public static final String MINIMUM_UNIT = "minimum";

	/**
	 * Creates options.
	 * @throws IllegalArgumentException if the count is negative, or a fraction is not
	 * from 0 to 1
	 */
	public ReportOptions {
		Objects.requireNonNull(granularity);
		Objects.requireNonNull(sort);
		Objects.requireNonNull(unit);
		Objects.requireNonNull(zone);
		if (nodeCount < DEFAULT_NODE_COUNT) {
			throw new IllegalArgumentException("nodecount must be 0 (for all) or more, not " + nodeCount);
		}
		checkFraction("nodefraction", nodeFraction);
		checkFraction("edgefraction", edgeFraction);
	}

	private static void checkFraction(String name, double fraction) {
		if (!(fraction >= 0 && fraction <= 1)) {
			throw new IllegalArgumentException(name + " must be from 0 to 1, not " + fraction);
		}
	}

	/**
	 * The defaults: all that is usual for the report, times in the zone of this machine.
	 * @param sampleIndex the column of values
	 * @return the options
	 */
	public static ReportOptions of(int sampleIndex) {
		return new ReportOptions(sampleIndex, false, Granularity.FUNCTIONS, SortOrder.FLAT, DEFAULT_NODE_COUNT,
				DEFAULT_NODE_FRACTION, DEFAULT_EDGE_FRACTION, MINIMUM_UNIT, ZoneId.systemDefault());
	}

	/**
	 * These options with another number of entries.
	 * @param nodeCount the largest number to show, 0 for all
	 * @return the options
	 */
	public ReportOptions withNodeCount(int nodeCount) {
		return new ReportOptions(this.sampleIndex, this.mean, this.granularity, this.sort, nodeCount, this.nodeFraction,
				this.edgeFraction, this.unit, this.zone);
	}

	/**
	 * These options with another time zone.
	 * @param zone the time zone of the header
	 * @return the options
	 */
	public ReportOptions withZone(ZoneId zone) {
		return new ReportOptions(this.sampleIndex, this.mean, this.granularity, this.sort, this.nodeCount,
				this.nodeFraction, this.edgeFraction, this.unit, zone);
	}

	/**
	 * These options with a number of entries where they leave it to the report.
	 * @param nodeCount the number usual for the report
	 * @return the options
	 */
	ReportOptions withDefaultNodeCount(int nodeCount) {
		return (this.nodeCount == DEFAULT_NODE_COUNT) ? withNodeCount(nodeCount) : this;
	}

	/**
	 * These options without any limit to what is shown (pprof's {@code -trim=false}).
	 * @return the options
	 */
	ReportOptions untrimmed() {
		return new ReportOptions(this.sampleIndex, this.mean, this.granularity, this.sort, 0, 0, 0, this.unit,
				this.zone);
	}

}
