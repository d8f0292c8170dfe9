package io.github.profiling.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.Label;
import io.github.profiling.profile.Line;
import io.github.profiling.profile.Location;
import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileHeader;
import io.github.profiling.profile.Sample;
import io.github.profiling.profile.ValueType;

/**
 * All that is in a profile, as {@code go tool pprof -raw} prints it (google/pprof,
 * {@code profile/profile.go}, {@code String}). A {@link Profile} does not keep the ids
 * that its file had: mappings and locations are numbered from 1 in their order, as
 * {@link io.github.profiling.profile.Profile} is written. Files whose ids are others,
 * which neither Go's runtime nor we write, are printed with other numbers by pprof.
 */
public final class Raw implements TextReport {

	private static final String LABELS = "                ";

	private static final String NEXT_LINE = "             ";

	private final Profile profile;

	private final ReportOptions options;

	private Raw(Profile profile, ReportOptions options) {
		this.profile = profile;
		this.options = options;
	}

	/**
	 * Prepares the report.
	 * @param source the profile
	 * @param options of these, only the time zone makes a difference
	 * @return the report
	 * @throws UnknownSampleTypeException if the profile does not have the column
	 */
	public static Raw of(ReportSource source, ReportOptions options) {
		SampleTypes.check(source.profile(), options.sampleIndex());
		return new Raw(source.profile(), options);
	}

	@Override
	public void writeTo(Appendable out) throws IOException {
		writeHeader(out);
		out.append("Samples:\n").append(sampleTypes()).append('\n');
		for (Sample sample : this.profile.samples()) {
			writeSample(sample, out);
		}
		out.append("Locations\n");
		for (int i = 0; i < this.profile.locations().size(); i++) {
			writeLocation(i, out);
		}
		out.append("Mappings\n");
		for (int i = 0; i < this.profile.mappings().size(); i++) {
			writeMapping(i + 1, this.profile.mappings().get(i), out);
		}
	}

	private void writeHeader(Appendable out) throws IOException {
		ProfileHeader header = this.profile.header();
		for (String comment : header.comments()) {
			out.append("Comment: ").append(comment).append('\n');
		}
		if (!header.docUrl().isEmpty()) {
			out.append("Doc: ").append(header.docUrl()).append('\n');
		}
		ValueType period = header.periodType();
		out.append("PeriodType: ").append((period != null) ? period.type() : "").append(' ');
		out.append((period != null) ? period.unit() : "").append('\n');
		out.append("Period: ").append(String.valueOf(header.period())).append('\n');
		if (header.timeNanos() != 0) {
			out.append("Time: ").append(GoTime.time(header.timeNanos(), this.options.zone())).append('\n');
		}
		if (header.durationNanos() != 0) {
			// pprof cuts the duration after four characters.
			String duration = GoTime.duration(header.durationNanos());
			out.append("Duration: ").append(duration, 0, Math.min(4, duration.length())).append('\n');
		}
	}

	private String sampleTypes() {
		StringBuilder types = new StringBuilder();
		for (ValueType type : this.profile.sampleTypes()) {
			boolean isDefault = type.type().equals(this.profile.header().defaultSampleType());
			types.append(type).append(isDefault ? "[dflt] " : " ");
		}
		return types.toString().strip();
	}

	private static void writeSample(Sample sample, Appendable out) throws IOException {
		for (long value : sample.values()) {
			out.append(' ').append(Measurement.padLeft(String.valueOf(value), 10));
		}
		out.append(": ");
		for (int location : sample.stack()) {
			out.append(String.valueOf(location + 1)).append(' ');
		}
		out.append('\n');
		SampleLabels labels = SampleLabels.of(sample);
		List<String> strings = new ArrayList<>();
		labels.strings().forEach((key, values) -> strings.add(key + ":[" + String.join(" ", values) + "]"));
		writeLabels(strings, out);
		List<String> numbers = new ArrayList<>();
		labels.numbers().forEach((key, values) -> numbers.add(key + ":[" + numbers(values) + "]"));
		writeLabels(numbers, out);
	}

	private static String numbers(List<Label> values) {
		boolean units = SampleLabels.haveUnits(values);
		List<String> texts = new ArrayList<>(values.size());
		for (Label value : values) {
			texts.add(units ? value.number() + " " + value.unit() : String.valueOf(value.number()));
		}
		return String.join(" ", texts);
	}

	private static void writeLabels(List<String> labels, Appendable out) throws IOException {
		if (!labels.isEmpty()) {
			labels.sort(CodePointOrder::compare);
			out.append(LABELS).append(String.join(" ", labels)).append('\n');
		}
	}

	private void writeLocation(int index, Appendable out) throws IOException {
		Location location = this.profile.locations().get(index);
		out.append(Measurement.padLeft(String.valueOf(index + 1), 6)).append(": ");
		out.append(hex(location.address())).append(' ');
		if (location.mapping() != Location.NO_MAPPING) {
			out.append("M=").append(String.valueOf(location.mapping() + 1)).append(' ');
		}
		out.append(location.folded() ? "[F] " : "");
		String start = "";
		for (Line line : location.lines()) {
			out.append(start);
			writeLine(line, out);
			start = NEXT_LINE;
		}
		if (location.lines().isEmpty()) {
			out.append('\n');
		}
	}

	private void writeLine(Line line, Appendable out) throws IOException {
		Function function = this.profile.functions().get(line.function());
		String name = DisplayName.of(function);
		out.append(name).append(' ').append(function.filename()).append(':').append(String.valueOf(line.line()));
		out.append(':').append(String.valueOf(line.column())).append(" s=");
		out.append(String.valueOf(function.startLine()));
		if (!name.equals(function.systemName())) {
			out.append('(').append(function.systemName()).append(')');
		}
		out.append('\n');
	}

	private static void writeMapping(int number, Mapping mapping, Appendable out) throws IOException {
		out.append(String.valueOf(number)).append(": ").append(hex(mapping.memoryStart())).append('/');
		out.append(hex(mapping.memoryLimit())).append('/').append(hex(mapping.fileOffset())).append(' ');
		out.append(BinaryName.path(mapping)).append(' ').append(mapping.buildId()).append(' ');
		out.append(mapping.hasFunctions() ? "[FN]" : "").append(mapping.hasFilenames() ? "[FL]" : "");
		out.append(mapping.hasLineNumbers() ? "[LN]" : "").append(mapping.hasInlineFrames() ? "[IN]" : "").append('\n');
	}

	private static String hex(long value) {
		return "0x" + Long.toHexString(value);
	}

}
