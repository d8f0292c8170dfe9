package io.github.profiling.report;

import java.util.List;

/**
 * A filtered profile.
 *
 * @param source the profile, ready for any report
 * @param warnings what the reader of a report should know, in pprof's words: filters that
 * matched nothing, labels with several units. Empty where all is well
 */
public record FilterResult(ReportSource source, List<String> warnings) {

	public FilterResult {
		warnings = List.copyOf(warnings);
	}

}
