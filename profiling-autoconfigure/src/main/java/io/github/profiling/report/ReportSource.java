package io.github.profiling.report;

import java.util.List;

import io.github.profiling.profile.Profile;
import io.github.profiling.profile.UnnamedMapping;
import io.github.profiling.report.pattern.PatternBudget;

/**
 * A profile made ready for a report: filtered, together with what the report has to know
 * of it from before.
 *
 * @param profile what is to be reported
 * @param whole what percentages relate to: the profile before it was filtered, or the
 * same again where they are to be relative to what is left (pprof's
 * {@code -relative_percentages})
 * @param activeFilters the filters that were applied, such as {@code focus=Order}, as
 * reports list them
 */
public record ReportSource(Profile profile, Profile whole, List<String> activeFilters) {

	public ReportSource {
		activeFilters = List.copyOf(activeFilters);
	}

	/**
	 * A profile as it is, less the frames that it calls uninteresting itself.
	 * @param profile the profile
	 * @return the source
	 */
	public static ReportSource of(Profile profile) {
		Profile interesting = DroppedFrames.dropFrom(UnnamedMapping.addTo(profile), new PatternBudget());
		return new ReportSource(interesting, interesting, List.of());
	}

}
