package io.github.profiling.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.profiling.profile.Label;
import io.github.profiling.profile.Sample;
import io.github.profiling.report.pattern.BoundedPattern;
import io.github.profiling.report.pattern.PatternBudget;

import org.jspecify.annotations.Nullable;

/**
 * Tells samples by their labels (google/pprof, {@code internal/driver/driver_focus.go},
 * {@code compileTagFilter}).
 */
final class TagFilter {

	private final FilterOption option;

	private final String value;

	private final @Nullable String key;

	private final @Nullable TagRange range;

	private final List<BoundedPattern> patterns = new ArrayList<>();

	/**
	 * Reads a filter.
	 * @param option what the filter is for
	 * @param text the filter, see {@link FilterOption#TAGFOCUS}
	 * @param budget the time for patterns
	 */
	TagFilter(FilterOption option, String text, PatternBudget budget) {
		this.option = option;
		int equals = text.indexOf('=');
		this.key = (equals > 0) ? text.substring(0, equals) : null;
		this.value = text.substring(equals + 1);
		this.range = TagRange.parse(option, this.value);
		if (this.range == null) {
			for (String pattern : this.value.split(",", -1)) {
				this.patterns.add(BoundedPattern.compile(option.key(), pattern, budget));
			}
		}
	}

	/**
	 * Adds what pprof says where it takes a text for a range.
	 */
	void addNotes(List<String> warnings) {
		if (this.range != null) {
			warnings.add(this.option.key() + ":Interpreted '" + this.value + "' as range, not regexp");
		}
	}

	boolean matches(Sample sample, LabelUnits units) {
		SampleLabels labels = SampleLabels.of(sample);
		if (this.range != null) {
			return matches(this.range, labels.numbers(), units);
		}
		return (this.key == null) ? allMatch(labels.strings())
				: anyMatches(labels.strings().getOrDefault(this.key, List.of()));
	}

	private boolean matches(TagRange wanted, Map<String, List<Label>> numbers, LabelUnits units) {
		for (Map.Entry<String, List<Label>> entry : numbers.entrySet()) {
			if (this.key == null || this.key.equals(entry.getKey())) {
				for (Label label : entry.getValue()) {
					if (wanted.contains(label.number(), units.of(entry.getKey()))) {
						return true;
					}
				}
			}
		}
		return false;
	}

	private boolean allMatch(Map<String, List<String>> strings) {
		for (BoundedPattern pattern : this.patterns) {
			boolean found = false;
			for (Map.Entry<String, List<String>> entry : strings.entrySet()) {
				for (String string : entry.getValue()) {
					found |= pattern.matches(entry.getKey() + ":" + string);
				}
			}
			if (!found) {
				return false;
			}
		}
		return true;
	}

	private boolean anyMatches(List<String> strings) {
		for (BoundedPattern pattern : this.patterns) {
			for (String string : strings) {
				if (pattern.matches(string)) {
					return true;
				}
			}
		}
		return false;
	}

}
