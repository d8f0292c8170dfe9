package io.github.profiling.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.profiling.profile.Label;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.Sample;

/**
 * What was measured for each label, as {@code go tool pprof -tags} prints it
 * (google/pprof, {@code internal/report/report.go}, {@code printTags}). A tab or a line
 * break in a label, which would tear pprof's table apart, is printed as it is.
 */
public final class Tags implements TextReport {

	private final List<TagRow> rows;

	private final long total;

	private final ValueFormat format;

	private Tags(List<TagRow> rows, long total, ValueFormat format) {
		this.rows = List.copyOf(rows);
		this.total = total;
		this.format = format;
	}

	/**
	 * Computes the report.
	 * @param source the profile
	 * @param options what is to be in the report: the column, its mean, the unit
	 * @return the report
	 * @throws UnknownSampleTypeException if the profile does not have the column
	 */
	public static Tags of(ReportSource source, ReportOptions options) {
		Profile profile = source.profile();
		SampleTypes.check(profile, options.sampleIndex());
		LabelUnits units = new LabelUnits(source.whole());
		Map<String, Map<String, Long>> sums = new TreeMap<>(CodePointOrder::compare);
		for (Sample sample : profile.samples()) {
			long value = sample.values()[options.sampleIndex()];
			SampleLabels labels = SampleLabels.of(sample);
			labels.strings().forEach((key, texts) -> texts.forEach((text) -> add(sums, key, text, value)));
			labels.numbers().forEach((key, numbers) -> {
				for (Label number : numbers) {
					add(sums, key, Measurement.label(number.number(), units.of(key), options.unit()), value);
				}
			});
		}
		List<TagRow> rows = new ArrayList<>();
		sums.forEach((key, values) -> rows.add(row(key, values)));
		return new Tags(rows, ReportTotal.of(source, options),
				new ValueFormat(profile.sampleTypes().get(options.sampleIndex()).unit(), options.unit()));
	}

	private static void add(Map<String, Map<String, Long>> sums, String key, String text, long value) {
		sums.computeIfAbsent(key, (unused) -> new HashMap<>()).merge(text, value, Long::sum);
	}

	private static TagRow row(String key, Map<String, Long> sums) {
		List<TagRow.Value> values = new ArrayList<>(sums.size());
		sums.forEach((value, sum) -> values.add(new TagRow.Value(value, sum)));
		values.sort(Comparator.comparingLong((TagRow.Value value) -> -Math.abs(value.total()))
			.thenComparing(TagRow.Value::value, CodePointOrder::compare));
		return new TagRow(key, values.stream().mapToLong(TagRow.Value::total).sum(), values);
	}

	/**
	 * The labels' keys, in the order of their names.
	 * @return the rows
	 */
	public List<TagRow> rows() {
		return this.rows;
	}

	/**
	 * What percentages relate to.
	 * @return the total, in the unit of the column
	 */
	public long total() {
		return this.total;
	}

	@Override
	public void writeTo(Appendable text) throws IOException {
		for (TagRow row : this.rows) {
			text.append(' ').append(row.key()).append(": Total ").append(this.format.format(row.total()));
			text.append(" of ").append(this.format.format(this.total));
			if (this.total > 0) {
				text.append(" (").append(Measurement.percentage(row.total(), this.total)).append(')');
			}
			text.append('\n');
			List<String> cells = row.values().stream().map(this::cell).toList();
			int width = cells.stream().mapToInt((cell) -> cell.codePointCount(0, cell.length())).max().orElse(0);
			String indentation = " ".repeat(row.key().codePointCount(0, row.key().length()) + 2);
			for (int i = 0; i < cells.size(); i++) {
				text.append(indentation).append(Measurement.padLeft(cells.get(i), width + 1)).append(' ');
				text.append(row.values().get(i).value()).append('\n');
			}
			text.append('\n');
		}
	}

	private String cell(TagRow.Value value) {
		String sum = this.format.format(value.total());
		return (this.total > 0) ? sum + " (" + Measurement.percentage(value.total(), this.total) + "):" : sum + ":";
	}

}
