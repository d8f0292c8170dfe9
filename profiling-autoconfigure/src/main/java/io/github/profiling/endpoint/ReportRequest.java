package io.github.profiling.endpoint;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileHeader;
import io.github.profiling.profile.ValueType;
import io.github.profiling.report.FilterOption;
import io.github.profiling.report.FilterResult;
import io.github.profiling.report.FramePreset;
import io.github.profiling.report.Granularity;
import io.github.profiling.report.Peek;
import io.github.profiling.report.ProfileFilter;
import io.github.profiling.report.ReportOptions;
import io.github.profiling.report.SampleTypes;
import io.github.profiling.report.SortOrder;
import io.github.profiling.report.pattern.BoundedPattern;
import io.github.profiling.report.pattern.PatternBudget;
import org.jspecify.annotations.Nullable;

/**
 * How a report is to be made of a capture.
 *
 * @param format the report
 * @param options its options, with any column
 * @param sampleIndex the name or number of the column, or {@code null} for the usual one
 * @param filter what is left out
 * @param peek the functions to look at, a regular expression in Go's syntax, empty but
 * for {@link Format#PEEK}
 */
record ReportRequest(Format format, ReportOptions options, @Nullable String sampleIndex, ProfileFilter filter,
		String peek) {

	private static final int MAX_NODE_COUNT = 100_000;

	/** The time for a graph grows with the square of its nodes, and nobody reads more. */
	private static final int MAX_GRAPH_NODES = 1000;

	private static final List<String> UNITS = List.of(ReportOptions.MINIMUM_UNIT, "auto", "count", "ns", "us", "ms",
			"s", "hr", "B", "kB", "MB", "GB", "TB", "PB");

	static ReportRequest parse(Format format, Values values) throws BadRequestException {
		ReportOptions usual = ReportOptions.of(0);
		try {
			ReportOptions options = new ReportOptions(0, values.flag(Parameter.MEAN),
					granularity(values, usual.granularity()), sort(values), nodeCount(format, values),
					values.fraction(Parameter.NODEFRACTION, usual.nodeFraction()),
					values.fraction(Parameter.EDGEFRACTION, usual.edgeFraction()),
					values.choice(Parameter.UNIT, UNITS, ReportOptions.MINIMUM_UNIT), usual.zone());
			return new ReportRequest(format, options, values.text(Parameter.SAMPLE_INDEX), filter(values),
					peek(format, values));
		}
		catch (IllegalArgumentException ex) {
			// A pattern that is none, or an unknown preset
			throw new BadRequestException(String.valueOf(ex.getMessage()));
		}
	}

	private static int nodeCount(Format format, Values values) throws BadRequestException {
		return (format == Format.DOT)
				? values.number(Parameter.NODECOUNT, 1, MAX_GRAPH_NODES, ReportOptions.DEFAULT_NODE_COUNT)
				: values.number(Parameter.NODECOUNT, 0, MAX_NODE_COUNT, ReportOptions.DEFAULT_NODE_COUNT);
	}

	private static Granularity granularity(Values values, Granularity usual) throws BadRequestException {
		List<String> keys = Stream.of(Granularity.values()).map(Granularity::key).toList();
		return Granularity.valueOf(values.choice(Parameter.GRANULARITY, keys, usual.key()).toUpperCase(Locale.ROOT));
	}

	private static SortOrder sort(Values values) throws BadRequestException {
		List<String> keys = Stream.of(SortOrder.values()).map(SortOrder::key).toList();
		return SortOrder.valueOf(values.choice(Parameter.SORT, keys, SortOrder.FLAT.key()).toUpperCase(Locale.ROOT));
	}

	private static ProfileFilter filter(Values values) throws BadRequestException {
		Map<FilterOption, String> filters = new EnumMap<>(FilterOption.class);
		for (FilterOption option : FilterOption.values()) {
			String value = values.text(Parameter.valueOf(option.name()));
			if (value != null) {
				filters.put(option, value);
			}
		}
		String presets = values.text(Parameter.HIDE_FRAMES);
		return ProfileFilter.of(filters, FramePreset.parse((presets != null) ? presets : ""),
				values.flag(Parameter.RELATIVE_PERCENTAGES));
	}

	private static String peek(Format format, Values values) throws BadRequestException {
		String peek = values.text(Parameter.PEEK);
		if (format != Format.PEEK) {
			if (peek != null) {
				throw new BadRequestException("'peek' goes with 'format=peek' only");
			}
			return "";
		}
		if (peek == null) {
			throw new BadRequestException("'format=peek' needs 'peek', a pattern for the functions to look at");
		}
		BoundedPattern.compile(Parameter.PEEK.key(), peek, new PatternBudget());
		return peek;
	}

	/**
	 * Checks that the column exists, before anybody waits for a capture in vain.
	 * @param sampleTypes what the capture will measure
	 */
	void check(List<ValueType> sampleTypes) throws BadRequestException {
		column(new Profile(ProfileHeader.EMPTY, sampleTypes, List.of(), List.of(), List.of(), List.of()));
	}

	private int column(Profile profile) throws BadRequestException {
		try {
			return SampleTypes.indexOf(profile, this.sampleIndex);
		}
		catch (IllegalArgumentException ex) {
			throw new BadRequestException(String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Makes the report.
	 * @param profile the capture
	 * @return the report in UTF-8
	 * @throws BadRequestException if a pattern takes too long, or the report is too large
	 */
	byte[] report(Profile profile) throws BadRequestException {
		ReportOptions ofColumn = new ReportOptions(column(profile), this.options.mean(), this.options.granularity(),
				this.options.sort(), this.options.nodeCount(), this.options.nodeFraction(), this.options.edgeFraction(),
				this.options.unit(), this.options.zone());
		BoundedBytes bytes = new BoundedBytes();
		try (Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
			FilterResult filtered = this.filter.apply(profile, this.options.unit());
			if (this.format.isForReading()) {
				for (String warning : filtered.warnings()) {
					out.append(warning).append('\n');
				}
			}
			Format.Writing writing = this.format.writing();
			if (writing != null) {
				writing.write(filtered.source(), ofColumn, out);
			}
			else {
				BoundedPattern names = BoundedPattern.compile(Parameter.PEEK.key(), this.peek, new PatternBudget());
				Peek peek = Peek.of(filtered.source(), ofColumn, names::matches);
				if (peek.entries().isEmpty()) {
					throw new BadRequestException("no matches found for regexp: " + this.peek);
				}
				out.append(peek.text());
			}
		}
		catch (IllegalArgumentException | BoundedBytes.TooLargeException ex) {
			throw new BadRequestException(String.valueOf(ex.getMessage()));
		}
		catch (IOException ex) {
			throw new IllegalStateException("memory does not fail", ex);
		}
		return bytes.toByteArray();
	}

}
