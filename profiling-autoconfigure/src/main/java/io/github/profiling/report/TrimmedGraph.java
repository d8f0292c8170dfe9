package io.github.profiling.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a report shows of a call graph: the nodes of enough weight, up to a count, and the
 * calls between them (google/pprof, {@code internal/report/report.go},
 * {@code newTrimmedGraph}).
 */
final class TrimmedGraph {

	/** The number of boxes for labels that a node in a drawing has at most. */
	static final int MAX_BOXES = 4;

	private final CallGraph graph;

	private final ReportOptions options;

	private final NodeOrder order;

	private final long nodeCutoff;

	private final long edgeCutoff;

	private final int dropped;

	private final int candidates;

	private int[] shown;

	/**
	 * The nodes of which calls are known, {@code null} for all. Nodes whose values cancel
	 * out are shown nowhere, but still call others if nothing is dropped.
	 */
	private boolean @Nullable [] kept;

	private int droppedCalls;

	private TrimmedGraph(CallGraph graph, ReportOptions options) {
		this.graph = graph;
		this.options = options;
		this.order = new NodeOrder(graph);
		int[] all = graph.nodesWithValue();
		long flatSum = 0;
		for (int node : all) {
			flatSum += graph.flat(node);
		}
		this.nodeCutoff = cutoff(flatSum, options.nodeFraction());
		this.edgeCutoff = cutoff(flatSum, options.edgeFraction());
		this.shown = heavierThan(this.nodeCutoff, all);
		this.candidates = this.shown.length;
		this.dropped = all.length - this.shown.length;
		this.kept = (this.dropped > 0) ? set(this.shown) : null;
	}

	/**
	 * Trims a graph for a list: what is sorted first is shown.
	 * @param graph the graph
	 * @param options what is shown, with a number of nodes
	 * @return the trimmed graph
	 */
	static TrimmedGraph forList(CallGraph graph, ReportOptions options) {
		TrimmedGraph trimmed = new TrimmedGraph(graph, options);
		trimmed.shown = trimmed.order.sort(trimmed.shown, options.sort());
		trimmed.limit(options.nodeCount());
		return trimmed;
	}

	/**
	 * Trims a graph for a drawing: what tells most about the graph is shown, and boxes
	 * for labels count like nodes.
	 * @param graph the graph
	 * @param source the profile of the graph
	 * @param options what is shown, with a number of nodes
	 * @return the drawing
	 */
	static Drawing forDrawing(CallGraph graph, ReportSource source, ReportOptions options) {
		TrimmedGraph trimmed = new TrimmedGraph(graph, options);
		NodeTags tags = new NodeTags(graph, source, options, trimmed.kept, trimmed.nodeCutoff);
		CallTable table = graph.calls(trimmed.kept);
		trimmed.shown = trimmed.order.sort(trimmed.shown, table);
		if (trimmed.limit(trimmed.countWithBoxes(tags))) {
			table = graph.calls(trimmed.kept);
			trimmed.shown = trimmed.order.sort(trimmed.shown, table);
		}
		List<Call> heavy = trimmed.heavy(table);
		// pprof counts only what it drops after it selected nodes.
		boolean selected = options.nodeCount() <= 0 || trimmed.shown.length < trimmed.candidates;
		trimmed.droppedCalls = selected ? table.size() - heavy.size() : 0;
		Calls calls = new Calls(heavy, graph.nodes());
		calls.removeRedundant(trimmed.shown, graph.nodes().size());
		return new Drawing(trimmed, calls, tags);
	}

	/**
	 * Leaves the first nodes.
	 * @return whether there are less now
	 */
	private boolean limit(int count) {
		if (count <= 0 || count >= this.shown.length) {
			return false;
		}
		this.shown = Arrays.copyOf(this.shown, count);
		this.kept = set(this.shown);
		return true;
	}

	/**
	 * The number of nodes that have place together with their boxes.
	 */
	private int countWithBoxes(NodeTags tags) {
		int count = 0;
		for (int i = 0; i < this.shown.length; i++) {
			count += 1 + Math.min(tags.count(this.shown[i]), MAX_BOXES);
			if (count >= this.options.nodeCount()) {
				return (this.options.nodeCount() > 0) ? i + 1 : 0;
			}
		}
		return 0;
	}

	/**
	 * The part of a total below which a node or call is too light.
	 * @param total the total
	 * @param fraction the part, from 0 to 1
	 * @return the smallest weight that is kept
	 */
	static long cutoff(long total, double fraction) {
		return Math.abs((long) (total * fraction));
	}

	private int[] heavierThan(long cutoff, int[] nodes) {
		if (cutoff <= 0) {
			return nodes;
		}
		int[] heavy = new int[nodes.length];
		int count = 0;
		for (int node : nodes) {
			if (Math.abs(this.graph.cum(node)) >= cutoff) {
				heavy[count++] = node;
			}
		}
		return Arrays.copyOf(heavy, count);
	}

	private boolean[] set(int[] nodes) {
		boolean[] set = new boolean[this.graph.nodes().size()];
		for (int node : nodes) {
			set[node] = true;
		}
		return set;
	}

	/**
	 * The calls that are heavy enough.
	 * @return the calls
	 */
	Calls calls() {
		return new Calls(heavy(this.graph.calls(this.kept)), this.graph.nodes());
	}

	private List<Call> heavy(CallTable table) {
		boolean[] isShown = set(this.shown);
		List<Call> heavy = new ArrayList<>();
		for (Call call : table.toList()) {
			if (Math.abs(call.weight()) >= this.edgeCutoff || !isShown[call.callee()]) {
				heavy.add(call);
			}
		}
		return heavy;
	}

	/**
	 * Tells for each node of the graph whether its callers inlined it, as far as both are
	 * shown.
	 * @return an element for each node of the graph
	 */
	Inlining[] inlining() {
		GraphNodes nodes = this.graph.nodes();
		boolean[] called = new boolean[nodes.size()];
		boolean[] inlined = new boolean[nodes.size()];
		if (mayBeInlined()) {
			CallTable table = this.graph.calls(this.kept);
			for (int call = 0; call < table.size(); call++) {
				if (Math.abs(table.weight(call)) >= this.edgeCutoff) {
					called[table.callee(call)] |= !table.isInlined(call);
					inlined[table.callee(call)] |= table.isInlined(call);
				}
			}
		}
		Inlining[] inlining = new Inlining[nodes.size()];
		for (int node = 0; node < inlining.length; node++) {
			inlining[node] = !inlined[node] ? Inlining.NONE : called[node] ? Inlining.PARTIAL : Inlining.FULL;
		}
		return inlining;
	}

	private boolean mayBeInlined() {
		for (int node : this.shown) {
			if (this.graph.nodes().isInlined(node)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * How values are printed: in one unit, in which the smallest that is shown can be
	 * read, unless another is asked for.
	 * @param sampleUnit the unit of the values
	 * @return the format
	 */
	ValueFormat format(String sampleUnit) {
		if (!this.options.unit().equals(ReportOptions.MINIMUM_UNIT) || this.shown.length == 0) {
			return new ValueFormat(sampleUnit, this.options.unit());
		}
		long smallest = 0;
		for (int node : this.shown) {
			long flat = this.graph.flatValue(node);
			long value = Math.abs((flat != 0) ? flat : this.graph.cumValue(node));
			if (value > 0 && (smallest == 0 || value < smallest)) {
				smallest = value;
			}
		}
		return ValueFormat.choose(sampleUnit, (smallest != 0) ? smallest : this.graph.total(), this.graph.total());
	}

	/**
	 * The lines above a report: what was profiled, and what part of it is shown.
	 * @param source the profile of the graph
	 * @param format how values are printed
	 * @return the lines
	 */
	List<String> header(ReportSource source, ValueFormat format) {
		long total = this.graph.total();
		List<String> lines = ProfileSummary.lines(source, this.options, total, format);
		lines.addAll(ProfileSummary.activeFilters(source));
		long shownSum = 0;
		for (int node : this.shown) {
			shownSum += this.graph.flatValue(node);
		}
		lines.add("Showing nodes accounting for " + format.format(shownSum) + ", "
				+ Measurement.percentage(shownSum, total).strip() + " of " + format.format(total) + " total");
		if (total == 0) {
			return lines;
		}
		if (this.dropped > 0) {
			lines.add("Dropped " + this.dropped + ((this.dropped > 1) ? " nodes" : " node") + " (cum <= "
					+ format.format(cutoff(total, this.options.nodeFraction())) + ")");
		}
		if (this.droppedCalls > 0) {
			lines.add("Dropped " + this.droppedCalls + ((this.droppedCalls > 1) ? " edges" : " edge") + " (freq <= "
					+ format.format(cutoff(total, this.options.edgeFraction())) + ")");
		}
		if (this.shown.length > 0 && this.shown.length < this.candidates) {
			lines.add("Showing top " + this.shown.length + " nodes out of " + this.candidates);
		}
		return lines;
	}

	CallGraph graph() {
		return this.graph;
	}

	/**
	 * The nodes shown, in the report's order.
	 * @return the nodes
	 */
	int[] shown() {
		return this.shown;
	}

	/**
	 * A trimmed graph with all that is drawn.
	 *
	 * @param graph the graph
	 * @param calls the calls between its nodes
	 * @param tags the labels at its nodes
	 */
	record Drawing(TrimmedGraph graph, Calls calls, NodeTags tags) {

	}

}
