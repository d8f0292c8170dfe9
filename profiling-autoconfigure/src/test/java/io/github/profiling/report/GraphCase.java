package io.github.profiling.report;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

import io.github.profiling.profile.Line;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.Sample;

/**
 * A report made from a call graph, with its options, for us and for pprof.
 *
 * @param report the report: {@code top}, {@code tree}, {@code peek} or {@code dot}
 * @param names the functions that {@code peek} shows
 * @param focus the functions whose samples are reported, empty for all
 * @param relative whether percentages relate to the samples reported
 * @param options the options
 */
record GraphCase(String report, String names, String focus, boolean relative, ReportOptions options) {

	static final List<String> REPORTS = List.of("top", "tree", "peek", "dot");

	private static final String[] UNITS = { "minimum", "minimum", "minimum", "auto", "ms", "kb", "s", "count", "x" };

	private static final double[] FRACTIONS = { 0.005, 0.005, 0, 0.001, 0.02, 0.1, 1 };

	private static final int[] NODE_COUNTS = { -1, -1, 0, 1, 5, 20, 500 };

	/**
	 * A case without filters.
	 */
	static GraphCase of(String report, ReportOptions options) {
		return new GraphCase(report, ".", "", false, options.withZone(ZoneOffset.UTC));
	}

	/**
	 * One of all combinations of options.
	 * @param report the report
	 * @param random the source of the options
	 * @param sampleTypes the number of columns
	 * @return the case
	 */
	static GraphCase random(String report, Random random, int sampleTypes) {
		boolean filtered = random.nextInt(4) == 0;
		return new GraphCase(report, (random.nextInt(3) == 0) ? "1" : ".", filtered ? "f1" : "", random.nextBoolean(),
				new ReportOptions(random.nextInt(sampleTypes), random.nextInt(4) == 0,
						Granularity.values()[random.nextInt(Granularity.values().length)],
						SortOrder.values()[random.nextInt(2)], NODE_COUNTS[random.nextInt(NODE_COUNTS.length)],
						FRACTIONS[random.nextInt(FRACTIONS.length)], FRACTIONS[random.nextInt(FRACTIONS.length)],
						UNITS[random.nextInt(UNITS.length)], ZoneOffset.UTC));
	}

	/**
	 * This case with everything shown, if pprof leaves to chance what is shown: functions
	 * of one file are listed apart, but as all have the file's name, any of equal weight
	 * may be the last that is shown.
	 * @return the case
	 */
	GraphCase withoutChance() {
		if (this.options.granularity() != Granularity.FILES) {
			return this;
		}
		return new GraphCase(this.report, this.names, this.focus, this.relative, this.options.untrimmed());
	}

	/**
	 * Asserts that pprof prints the same.
	 * @param parity what counts the comparison
	 * @param file the profile for pprof
	 * @param profile the profile for us
	 */
	void assertSame(ReportParity parity, Path file, Profile profile) {
		String text = text(profile);
		if (text.isEmpty()) {
			parity.assertRefused(file, flags(), "no matches found for regexp: " + this.names);
		}
		else {
			parity.assertSame(file, flags(), text);
		}
	}

	/**
	 * The options as pprof's flags.
	 * @return the flags
	 */
	private List<String> flags() {
		List<String> flags = new ArrayList<>();
		flags.add("-" + this.report + (this.report.equals("peek") ? "=" + this.names : ""));
		flags.add("-sample_index=" + this.options.sampleIndex());
		flags.add("-" + this.options.granularity().key());
		flags.add("-" + this.options.sort().key());
		flags.add("-nodecount=" + this.options.nodeCount());
		flags.add("-nodefraction=" + this.options.nodeFraction());
		flags.add("-edgefraction=" + this.options.edgeFraction());
		flags.add("-unit=" + this.options.unit());
		flags.add("-mean=" + this.options.mean());
		flags.add("-focus=" + this.focus);
		flags.add("-relative_percentages=" + this.relative);
		return flags;
	}

	/**
	 * Our report.
	 * @param profile the profile
	 * @return the text, empty where pprof is to say that it found nothing
	 */
	private String text(Profile profile) {
		ReportSource source = focused(ReportSource.of(profile));
		switch (this.report) {
			case "top":
				return Top.of(source, this.options).text();
			case "tree":
				return Tree.of(source, this.options).text();
			case "dot":
				return Dot.of(source, this.options).text();
			default:
				Peek peek = Peek.of(source, this.options, Pattern.compile(this.names).asPredicate());
				return peek.entries().isEmpty() ? "" : peek.text();
		}
	}

	private ReportSource focused(ReportSource source) {
		if (this.focus.isEmpty()) {
			return source;
		}
		Profile whole = source.profile();
		List<Sample> samples = whole.samples().stream().filter((sample) -> isFocused(whole, sample)).toList();
		Profile focused = new Profile(whole.header(), whole.sampleTypes(), whole.mappings(), whole.functions(),
				whole.locations(), samples);
		return new ReportSource(focused, this.relative ? focused : whole, List.of("focus=" + this.focus));
	}

	private boolean isFocused(Profile profile, Sample sample) {
		for (int location : sample.stack()) {
			for (Line line : profile.locations().get(location).lines()) {
				if (profile.functions().get(line.function()).name().contains(this.focus)) {
					return true;
				}
			}
		}
		return false;
	}

}
