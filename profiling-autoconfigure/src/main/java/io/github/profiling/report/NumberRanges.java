package io.github.profiling.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins the values of a numeric label to a few ranges, such as {@code 1MB..2MB}: around
 * each of the heaviest values those that are nearest to it (google/pprof,
 * {@code internal/graph/dotgraph.go}, {@code collapsedTags}).
 */
final class NumberRanges {

	private NumberRanges() {
	}

	/**
	 * Joins values.
	 * @param numbers the values
	 * @param unit their unit
	 * @param count the largest number of ranges
	 * @param flatOnly whether what nodes called is disregarded
	 * @return the ranges, heaviest first; the values themselves where they are few
	 */
	static List<Tag> of(List<Tag> numbers, String unit, int count, boolean flatOnly) {
		List<Tag> sorted = new ArrayList<>(numbers);
		Tag.sort(sorted, flatOnly);
		if (sorted.size() <= count) {
			return sorted;
		}
		List<List<Tag>> groups = new ArrayList<>();
		for (Tag heavy : sorted.subList(0, count)) {
			groups.add(new ArrayList<>(List.of(heavy)));
		}
		for (Tag tag : sorted.subList(count, sorted.size())) {
			nearest(groups, tag).add(tag);
		}
		List<Tag> ranges = new ArrayList<>();
		for (List<Tag> group : groups) {
			ranges.add(joined(group, unit));
		}
		Tag.sort(ranges, flatOnly);
		return ranges;
	}

	private static List<Tag> nearest(List<List<Tag>> groups, Tag tag) {
		List<Tag> nearest = groups.get(0);
		for (List<Tag> group : groups) {
			if (distance(group, tag) < distance(nearest, tag)) {
				nearest = group;
			}
		}
		return nearest;
	}

	private static double distance(List<Tag> group, Tag tag) {
		return Math.abs((double) group.get(0).number() - (double) tag.number());
	}

	private static Tag joined(List<Tag> group, String unit) {
		long min = group.get(0).number();
		long max = min;
		long flat = 0;
		long flatCount = 0;
		long cum = 0;
		long cumCount = 0;
		for (Tag tag : group) {
			min = Math.min(min, tag.number());
			max = Math.max(max, tag.number());
			flat += tag.flat();
			flatCount += tag.flatCount();
			cum += tag.cum();
			cumCount += tag.cumCount();
		}
		String name = Measurement.label(min, unit);
		if (group.size() > 1) {
			name += ".." + Measurement.label(max, unit);
		}
		// Divided here, as ranges are sorted by their means.
		return new Tag("", name, min, true, ReportTotal.mean(flat, flatCount), 0, ReportTotal.mean(cum, cumCount), 0);
	}

}
