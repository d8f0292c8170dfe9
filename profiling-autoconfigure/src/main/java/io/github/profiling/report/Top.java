package io.github.profiling.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The functions in which most was measured, as {@code go tool pprof -top} lists them
 * (google/pprof, {@code internal/report/report.go}, {@code printText}).
 */
public final class Top {

	private final List<String> header;

	private final List<TopRow> rows;

	private final long total;

	private final ValueFormat format;

	private Top(List<String> header, List<TopRow> rows, long total, ValueFormat format) {
		this.header = List.copyOf(header);
		this.rows = List.copyOf(rows);
		this.total = total;
		this.format = format;
	}

	/**
	 * Computes the report.
	 * @param source the profile
	 * @param options what is to be in the report
	 * @return the report
	 * @throws UnknownSampleTypeException if the profile does not have the column
	 */
	public static Top of(ReportSource source, ReportOptions options) {
		ReportOptions resolved = options.withDefaultNodeCount(0);
		TrimmedGraph trimmed = TrimmedGraph.forList(new CallGraph(source, resolved), resolved);
		ValueFormat format = trimmed.format(SampleTypes.unit(source, options));
		return new Top(trimmed.header(source, format), rows(trimmed), trimmed.graph().total(), format);
	}

	private static List<TopRow> rows(TrimmedGraph trimmed) {
		CallGraph graph = trimmed.graph();
		Inlining[] inlining = trimmed.inlining();
		List<TopRow> rows = new ArrayList<>(trimmed.shown().length);
		for (int node : trimmed.shown()) {
			rows.add(new TopRow(graph.nodes().name(node), inlining[node], graph.flatValue(node), graph.cumValue(node)));
		}
		return rows;
	}

	/**
	 * The lines above the table: what was profiled, and how much of it is shown.
	 * @return the lines
	 */
	public List<String> header() {
		return this.header;
	}

	/**
	 * The functions, or whatever {@link ReportOptions#granularity()} asks for, largest
	 * first.
	 * @return the rows
	 */
	public List<TopRow> rows() {
		return this.rows;
	}

	/**
	 * The sum of all samples without their signs, shown or not, to which percentages are
	 * relative. Of a difference of two profiles, the sum of the one subtracted. With
	 * {@link ReportOptions#mean()} the mean.
	 * @return the sum, in the unit of the column
	 */
	public long total() {
		return this.total;
	}

	/**
	 * The report as {@code go tool pprof -top} prints it.
	 * @return the text, with a line break after each line
	 */
	public String text() {
		StringBuilder text = new StringBuilder(256 + 96 * this.rows.size());
		for (String line : this.header) {
			text.append(line).append('\n');
		}
		text.append("      flat  flat%   sum%        cum   cum%\n");
		long sum = 0;
		for (TopRow row : this.rows) {
			sum += row.flat();
			text.append(Measurement.padLeft(this.format.format(row.flat()), 10))
				.append(' ')
				.append(Measurement.percentage(row.flat(), this.total))
				.append(' ')
				.append(Measurement.percentage(sum, this.total))
				.append(' ')
				.append(Measurement.padLeft(this.format.format(row.cum()), 10))
				.append(' ')
				.append(Measurement.percentage(row.cum(), this.total))
				.append("  ")
				.append(row.name());
			if (row.inlining() != Inlining.NONE) {
				text.append(' ').append(row.inlining().label());
			}
			text.append('\n');
		}
		return text.toString();
	}

}
