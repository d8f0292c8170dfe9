package io.github.profiling.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import io.github.profiling.profile.Profile;
import io.github.profiling.profile.UnnamedMapping;
import io.github.profiling.report.pattern.BoundedPattern;
import io.github.profiling.report.pattern.PatternBudget;

import org.jspecify.annotations.Nullable;

/**
 * What of a profile a report is to show, in the words and with the effect of
 * {@code go tool pprof}'s options (google/pprof, {@code internal/driver/driver.go},
 * {@code generateRawReport}, and {@code internal/driver/driver_focus.go}). Immutable;
 * each {@link #apply} has a {@link PatternBudget} of its own.
 */
public final class ProfileFilter {

	/**
	 * Keeps everything.
	 */
	public static final ProfileFilter NONE = of(Map.of(), Set.of(), false);

	private final Map<FilterOption, String> values;

	private final Set<FramePreset> presets;

	private final boolean relativePercentages;

	private ProfileFilter(Map<FilterOption, String> values, Set<FramePreset> presets, boolean relativePercentages) {
		this.values = values;
		this.presets = presets;
		this.relativePercentages = relativePercentages;
	}

	/**
	 * Creates a filter.
	 * @param values what to filter by; an empty text is no filter
	 * @param presets frames to hide besides
	 * @param relativePercentages whether percentages relate to what is left, instead of
	 * to the whole profile
	 * @return the filter
	 * @throws IllegalArgumentException if a value is not valid. The message names the
	 * option and says why
	 */
	public static ProfileFilter of(Map<FilterOption, String> values, Set<FramePreset> presets,
			boolean relativePercentages) {
		Map<FilterOption, String> present = new EnumMap<>(FilterOption.class);
		values.forEach((option, value) -> {
			if (!value.isEmpty()) {
				present.put(option, value);
			}
		});
		PatternBudget unused = new PatternBudget();
		present.forEach((option, value) -> check(option, value, unused));
		Set<FramePreset> hidden = EnumSet.noneOf(FramePreset.class);
		hidden.addAll(presets);
		return new ProfileFilter(present, hidden, relativePercentages);
	}

	private static void check(FilterOption option, String value, PatternBudget budget) {
		if (option.matchesSamplesByLabel()) {
			new TagFilter(option, value, budget);
		}
		else if (!option.addsFrames()) {
			BoundedPattern.compile(option.key(), value, budget);
		}
		else if (value.length() > BoundedPattern.MAX_LENGTH) {
			throw new IllegalArgumentException(option.key() + " has " + value.length() + " characters, at most "
					+ BoundedPattern.MAX_LENGTH + " are allowed");
		}
	}

	/**
	 * Filters a profile.
	 * @param profile the profile
	 * @param unit the unit of the report, see {@link ReportOptions#unit()}: frames made
	 * of labels that are numbers are named in it
	 * @return what is left
	 * @throws io.github.profiling.report.pattern.PatternTooSlowException if all patterns
	 * together take longer than a second
	 */
	public FilterResult apply(Profile profile, String unit) {
		PatternBudget budget = new PatternBudget();
		List<String> warnings = new ArrayList<>();
		Profile whole = DroppedFrames.dropFrom(UnnamedMapping.addTo(profile), budget);
		LabelUnits units = new LabelUnits(whole);
		warnings.addAll(units.warnings());
		String roots = value(FilterOption.TAGROOT);
		String leaves = value(FilterOption.TAGLEAF);
		if (!roots.isEmpty() || !leaves.isEmpty()) {
			whole = new TagFrames(whole, unit).add(roots, leaves, warnings);
		}
		FrameFilter frames = new FrameFilter(whole);
		filterByName(frames, budget, warnings);
		filterByLabel(frames, units, budget, warnings);
		ifPresent(FilterOption.PRUNE_FROM, budget, (option, pattern) -> frames.pruneFrom(pattern));
		Profile filtered = frames.toProfile();
		return new FilterResult(
				new ReportSource(filtered, this.relativePercentages ? filtered : whole, activeFilters()), warnings);
	}

	private void filterByName(FrameFilter frames, PatternBudget budget, List<String> warnings) {
		BoundedPattern focus = pattern(FilterOption.FOCUS, budget);
		BoundedPattern ignore = pattern(FilterOption.IGNORE, budget);
		BoundedPattern hide = pattern(FilterOption.HIDE, budget);
		BoundedPattern show = pattern(FilterOption.SHOW, budget);
		if (focus != null || ignore != null || hide != null || show != null) {
			boolean[] matched = frames.byName(focus, ignore, hide, show);
			for (FilterOption option : EnumSet.range(FilterOption.FOCUS, FilterOption.SHOW)) {
				warnUnless(matched[option.ordinal()], option, warnings);
			}
		}
		if (!this.presets.isEmpty()) {
			frames.byName(null, null, presetPattern(budget), null);
		}
		ifPresent(FilterOption.SHOW_FROM, budget,
				(option, pattern) -> warnUnless(frames.showFrom(pattern), option, warnings));
	}

	private BoundedPattern presetPattern(PatternBudget budget) {
		String all = this.presets.contains(FramePreset.FRAMEWORK) ? FramePreset.FRAMEWORK.pattern()
				: this.presets.stream().map(FramePreset::pattern).collect(Collectors.joining("|"));
		return BoundedPattern.compileTrusted(all, budget);
	}

	private void filterByLabel(FrameFilter frames, LabelUnits units, PatternBudget budget, List<String> warnings) {
		TagFilter focus = tagFilter(FilterOption.TAGFOCUS, budget, warnings);
		TagFilter ignore = tagFilter(FilterOption.TAGIGNORE, budget, warnings);
		if (focus != null || ignore != null) {
			boolean[] matched = new boolean[2];
			frames.keepSamples((sample) -> {
				boolean focused = focus == null || focus.matches(sample, units);
				boolean ignored = ignore != null && ignore.matches(sample, units);
				matched[0] |= focused;
				matched[1] |= ignored;
				return focused && !ignored;
			});
			warnUnless(matched[0], FilterOption.TAGFOCUS, warnings);
			warnUnless(matched[1], FilterOption.TAGIGNORE, warnings);
		}
		BoundedPattern show = pattern(FilterOption.TAGSHOW, budget);
		BoundedPattern hide = pattern(FilterOption.TAGHIDE, budget);
		if (show != null || hide != null) {
			boolean[] matched = new boolean[2];
			frames.keepLabels((key) -> {
				boolean shown = show == null || show.matches(key);
				boolean hidden = hide != null && hide.matches(key);
				matched[0] |= shown;
				matched[1] |= hidden;
				return shown && !hidden;
			});
			warnUnless(matched[0], FilterOption.TAGSHOW, warnings);
			warnUnless(matched[1], FilterOption.TAGHIDE, warnings);
		}
	}

	private String value(FilterOption option) {
		return this.values.getOrDefault(option, "");
	}

	private @Nullable BoundedPattern pattern(FilterOption option, PatternBudget budget) {
		return BoundedPattern.compileIfPresent(option.key(), value(option), budget);
	}

	private void ifPresent(FilterOption option, PatternBudget budget, BiConsumer<FilterOption, BoundedPattern> action) {
		BoundedPattern pattern = pattern(option, budget);
		if (pattern != null) {
			action.accept(option, pattern);
		}
	}

	private @Nullable TagFilter tagFilter(FilterOption option, PatternBudget budget, List<String> warnings) {
		if (value(option).isEmpty()) {
			return null;
		}
		TagFilter filter = new TagFilter(option, value(option), budget);
		filter.addNotes(warnings);
		return filter;
	}

	private void warnUnless(boolean matched, FilterOption option, List<String> warnings) {
		if (!matched && !value(option).isEmpty()) {
			warnings.add(option.warning());
		}
	}

	/**
	 * The filters as reports list them.
	 */
	private List<String> activeFilters() {
		List<String> filters = new ArrayList<>();
		this.values.forEach((option, value) -> {
			if (option.isListed()) {
				filters.add(option.key() + "=" + value);
			}
		});
		if (!this.presets.isEmpty()) {
			filters.add("hide_frames=" + this.presets.stream().map(FramePreset::key).collect(Collectors.joining(",")));
		}
		return filters;
	}

}
