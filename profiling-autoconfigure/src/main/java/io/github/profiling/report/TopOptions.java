package io.github.profiling.report;

import java.time.ZoneId;
import java.util.Objects;

/**
 * What is to be in a {@link Top}, with the defaults of {@code go tool pprof -top}.
 *
 * @param sampleIndex the column of values, an index into the profile's sample types. For
 * a name see {@link SampleTypes}
 * @param nodeCount the largest number of functions to show, 0 for all
 * @param nodeFraction functions with less than this part of the total, from 0 to 1, are
 * dropped
 * @param edgeFraction calls with less than this part of the total, from 0 to 1, are
 * disregarded. Here that is only of interest for what is called inlined
 * @param zone the time zone of the header
 */
public record TopOptions(int sampleIndex, int nodeCount, double nodeFraction, double edgeFraction, ZoneId zone) {

	/**
	 * The default of {@link #nodeFraction()}.
	 */
	public static final double DEFAULT_NODE_FRACTION = 0.005;

	/**
	 * The default of {@link #edgeFraction()}.
	 */
	public static final double DEFAULT_EDGE_FRACTION = 0.001;

	/**
	 * Creates options.
	 * @throws IllegalArgumentException if the count is negative, or a fraction is not
	 * from 0 to 1
	 */
	public TopOptions {
		Objects.requireNonNull(zone);
		if (nodeCount < 0) {
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
	 * The defaults: all functions of some weight, times in the zone of this machine.
	 * @param sampleIndex the column of values
	 * @return the options
	 */
	public static TopOptions of(int sampleIndex) {
		return new TopOptions(sampleIndex, 0, DEFAULT_NODE_FRACTION, DEFAULT_EDGE_FRACTION, ZoneId.systemDefault());
	}

	/**
	 * These options with another number of functions.
	 * @param nodeCount the largest number to show, 0 for all
	 * @return the options
	 */
	public TopOptions withNodeCount(int nodeCount) {
		return new TopOptions(this.sampleIndex, nodeCount, this.nodeFraction, this.edgeFraction, this.zone);
	}

}
