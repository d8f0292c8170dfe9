package io.github.profiling.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.github.profiling.profile.Label;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.Sample;

/**
 * Each sample with its labels and its stack, leaf first, as {@code go tool pprof -traces}
 * prints them (google/pprof, {@code internal/report/report.go}, {@code printTraces}).
 */
public final class Traces implements TextReport {

	private static final String SEPARATOR = "-----------+-------------------------------------------------------\n";

	private final Profile profile;

	private final LabelUnits units;

	private final ReportOptions options;

	private final ValueFormat format;

	private final List<String> header;

	private Traces(ReportSource source, ReportOptions options) {
		this.profile = source.profile();
		this.units = new LabelUnits(source.whole());
		this.options = options;
		this.format = new ValueFormat(this.profile.sampleTypes().get(options.sampleIndex()).unit(), options.unit());
		this.header = ProfileSummary.lines(source, options, ReportTotal.of(source, options), this.format);
	}

	/**
	 * Prepares the report.
	 * @param source the profile
	 * @param options what is to be in the report: the column, its mean, granularity, unit
	 * @return the report
	 * @throws UnknownSampleTypeException if the profile does not have the column
	 */
	public static Traces of(ReportSource source, ReportOptions options) {
		SampleTypes.check(source.profile(), options.sampleIndex());
		return new Traces(source, options);
	}

	@Override
	public void writeTo(Appendable out) throws IOException {
		GraphNodes nodes = new GraphNodes(this.profile, this.options.granularity());
		out.append(String.join("\n", this.header)).append('\n');
		for (Sample sample : this.profile.samples()) {
			if (sample.stack().length > 0) {
				out.append(SEPARATOR);
				writeLabels(sample, out);
				writeStack(sample, nodes, out);
			}
		}
		out.append(SEPARATOR);
	}

	private void writeLabels(Sample sample, Appendable out) throws IOException {
		SampleLabels labels = SampleLabels.of(sample);
		List<String> lines = new ArrayList<>();
		labels.strings().forEach((key, values) -> lines.add(line(key, values)));
		lines.sort(CodePointOrder::compare);
		List<String> numbers = new ArrayList<>();
		labels.numbers().forEach((key, values) -> {
			List<String> texts = new ArrayList<>(values.size());
			for (Label value : values) {
				texts.add(Measurement.label(value.number(), this.units.of(key)));
			}
			numbers.add(line(key, texts));
		});
		numbers.sort(CodePointOrder::compare);
		lines.addAll(numbers);
		for (String line : lines) {
			out.append(line);
		}
	}

	private static String line(String key, List<String> values) {
		return Measurement.padLeft(key, 10) + ":  " + String.join(" ", values) + "\n";
	}

	private void writeStack(Sample sample, GraphNodes nodes, Appendable out) throws IOException {
		long value = sample.values()[this.options.sampleIndex()];
		String text = this.format.format(this.options.mean() ? ReportTotal.mean(value, sample.values()[0]) : value);
		for (int location : sample.stack()) {
			for (int at = nodes.start(location); at < nodes.end(location); at++) {
				out.append(Measurement.padLeft(text, 10)).append("   ").append(nodes.name(nodes.at(at)));
				out.append((at < nodes.end(location) - 1) ? " (inline)\n" : "\n");
				text = "";
			}
		}
	}

}
