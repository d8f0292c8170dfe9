package io.github.profiling.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The functions in which most was measured, each between its callers and its callees, as
 * {@code go tool pprof -tree} lists them (google/pprof,
 * {@code internal/report/report.go}, {@code printTree}).
 */
public final class Tree {

	private static final int DEFAULT_NODE_COUNT = 80;

	private static final String SEPARATOR = "-".repeat(58) + "+" + "-".repeat(13) + "\n";

	private static final String LEGEND = "      flat  flat%   sum%        cum   cum%   calls calls% + context \t \t \n";

	private final List<String> header;

	private final List<TreeEntry> entries;

	private final boolean isEmpty;

	private final long total;

	private final ValueFormat format;

	private Tree(List<String> header, List<TreeEntry> entries, boolean isEmpty, long total, ValueFormat format) {
		this.header = List.copyOf(header);
		this.entries = List.copyOf(entries);
		this.isEmpty = isEmpty;
		this.total = total;
		this.format = format;
	}

	/**
	 * Computes the report.
	 * @param source the profile
	 * @param options what is to be in the report, by default 80 functions
	 * @return the report
	 * @throws UnknownSampleTypeException if the profile does not have the column
	 */
	public static Tree of(ReportSource source, ReportOptions options) {
		return of(source, options.withDefaultNodeCount(DEFAULT_NODE_COUNT), (name) -> true);
	}

	/**
	 * Computes the report for some of the functions that it would show.
	 * @param names tells the names of these functions
	 */
	static Tree of(ReportSource source, ReportOptions options, Predicate<String> names) {
		TrimmedGraph trimmed = TrimmedGraph.forList(new CallGraph(source, options), options);
		ValueFormat format = trimmed.format(SampleTypes.unit(source, options));
		CallGraph graph = trimmed.graph();
		Calls calls = trimmed.calls();
		List<TreeEntry> entries = new ArrayList<>();
		for (int node : trimmed.shown()) {
			String name = graph.nodes().name(node);
			if (names.test(name)) {
				entries.add(new TreeEntry(name, graph.flatValue(node), graph.cumValue(node),
						callers(calls.to(node), graph.nodes()), callees(calls.from(node), graph.nodes())));
			}
		}
		return new Tree(trimmed.header(source, format), entries, trimmed.shown().length == 0, graph.total(), format);
	}

	private static List<TreeCall> callers(List<Call> calls, GraphNodes nodes) {
		return calls.stream().map((call) -> call(nodes.name(call.caller()), call)).toList();
	}

	private static List<TreeCall> callees(List<Call> calls, GraphNodes nodes) {
		return calls.stream().map((call) -> call(nodes.name(call.callee()), call)).toList();
	}

	private static TreeCall call(String name, Call call) {
		return new TreeCall(name, call.inlined() ? Inlining.FULL : Inlining.NONE, call.weight());
	}

	/**
	 * The lines above the list: what was profiled, and how much of it is shown.
	 * @return the lines
	 */
	public List<String> header() {
		return this.header;
	}

	/**
	 * The functions, or whatever {@link ReportOptions#granularity()} asks for, largest
	 * first.
	 * @return the entries
	 */
	public List<TreeEntry> entries() {
		return this.entries;
	}

	/**
	 * The sum of all samples without their signs, shown or not, to which percentages are
	 * relative, as {@link Top#total()}.
	 * @return the sum, in the unit of the column
	 */
	public long total() {
		return this.total;
	}

	/**
	 * The report as {@code go tool pprof -tree} prints it.
	 * @return the text, with a line break after each line
	 */
	public String text() {
		StringBuilder text = new StringBuilder(256 + 1024 * this.entries.size());
		for (String line : this.header) {
			text.append(line).append('\n');
		}
		text.append(SEPARATOR).append(LEGEND);
		long sum = 0;
		for (TreeEntry entry : this.entries) {
			sum += entry.flat();
			text.append(SEPARATOR);
			appendCalls(text, entry.callers(), entry.cum());
			text.append(Measurement.padLeft(this.format.format(entry.flat()), 10))
				.append(' ')
				.append(Measurement.percentage(entry.flat(), this.total))
				.append(' ')
				.append(Measurement.percentage(sum, this.total))
				.append(' ')
				.append(Measurement.padLeft(this.format.format(entry.cum()), 10))
				.append(' ')
				.append(Measurement.percentage(entry.cum(), this.total))
				.append("                | ")
				.append(entry.name())
				.append('\n');
			appendCalls(text, entry.callees(), entry.cum());
		}
		if (!this.isEmpty) {
			text.append(SEPARATOR);
		}
		return text.toString();
	}

	private void appendCalls(StringBuilder text, List<TreeCall> calls, long cum) {
		for (TreeCall call : calls) {
			text.append(Measurement.padLeft(this.format.format(call.weight()), 50))
				.append(' ')
				.append(Measurement.percentage(call.weight(), cum))
				.append(" |   ")
				.append(call.name());
			if (call.inlining() != Inlining.NONE) {
				text.append(' ').append(call.inlining().label());
			}
			text.append('\n');
		}
	}

}
