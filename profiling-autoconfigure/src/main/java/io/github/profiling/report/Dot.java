package io.github.profiling.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The call graph as {@code go tool pprof -dot} draws it, in the language of Graphviz
 * (google/pprof, {@code internal/graph/dotgraph.go}, {@code ComposeDot}).
 */
public final class Dot {

	private static final int DEFAULT_NODE_COUNT = 80;

	private static final String HELP = "\nSee https://git.io/JfYMW for how to read the graph";

	private final String text;

	private Dot(String text) {
		this.text = text;
	}

	/**
	 * Draws the graph.
	 * @param source the profile
	 * @param options what is to be in the graph, by default 80 nodes; boxes for labels
	 * count like nodes. {@link ReportOptions#sort()} is disregarded
	 * @return the graph
	 * @throws UnknownSampleTypeException if the profile does not have the column
	 */
	public static Dot of(ReportSource source, ReportOptions options) {
		ReportOptions resolved = options.withDefaultNodeCount(DEFAULT_NODE_COUNT);
		TrimmedGraph.Drawing drawing = TrimmedGraph.forDrawing(new CallGraph(source, resolved), source, resolved);
		TrimmedGraph trimmed = drawing.graph();
		ValueFormat format = trimmed.format(SampleTypes.unit(source, options));
		List<String> legend = trimmed.header(source, format);
		legend.add(HELP);
		StringBuilder text = new StringBuilder(1024 + 1024 * trimmed.shown().length);
		String title = DotText.escaped(ProfileSummary.title(source.profile()));
		text.append("digraph \"").append(title.isEmpty() ? "unnamed" : title).append("\" {\n");
		text.append("node [style=filled fillcolor=\"#f8f8f8\"]\n");
		appendLegend(text, title, legend);
		appendGraph(text, drawing, format);
		return new Dot(text.append("}\n").toString());
	}

	private static void appendLegend(StringBuilder text, String title, List<String> lines) {
		text.append("subgraph cluster_L { \"").append(DotText.escaped(lines.get(0)));
		text.append("\" [shape=box fontsize=16 label=\"");
		for (String line : lines) {
			text.append(DotText.escaped(line)).append("\\l");
		}
		text.append('"');
		if (!title.isEmpty()) {
			text.append(" tooltip=\"").append(title).append('"');
		}
		text.append("] }\n");
	}

	private static void appendGraph(StringBuilder text, TrimmedGraph.Drawing drawing, ValueFormat format) {
		int[] shown = drawing.graph().shown();
		DotNodes nodes = new DotNodes(drawing, format, text);
		Map<Integer, Integer> ids = new HashMap<>();
		boolean[] hasBoxes = new boolean[shown.length + 1];
		for (int i = 0; i < shown.length; i++) {
			ids.put(shown[i], i + 1);
			hasBoxes[i + 1] = nodes.append(shown[i], i + 1);
		}
		for (Call call : drawing.calls().fromAll(shown)) {
			int caller = ids.getOrDefault(call.caller(), 0);
			// A callee whose values cancel out is not shown, and pprof gives it no
			// number.
			int callee = ids.getOrDefault(call.callee(), 0);
			text.append('N').append(caller).append(" -> N").append(callee).append(" [");
			appendCall(text, call, drawing.graph().graph(), format);
			text.append(hasBoxes[caller] ? " minlen=2]\n" : "]\n");
		}
	}

	private static void appendCall(StringBuilder text, Call call, CallGraph graph, ValueFormat format) {
		String value = format.format(call.value());
		text.append("label=\" ").append(value).append(call.inlined() ? "\\n (inline)\"" : "\"");
		if (graph.total() != 0) {
			appendIfMore(text, " weight=", Math.min(Math.abs(call.value() * 100 / graph.total()), 100));
			appendIfMore(text, " penwidth=", Math.min(Math.abs(call.value() * 5 / graph.total()), 5));
			text.append(" color=\"").append(DotColor.LINE.of(call.value(), graph.total())).append('"');
		}
		String tooltip = "=\"" + DotText.escaped(graph.nodes().name(call.caller()))
				+ (call.residual() ? " ... " : " -> ") + DotText.escaped(graph.nodes().name(call.callee())) + " ("
				+ value + ")\"";
		text.append(" tooltip").append(tooltip).append(" labeltooltip").append(tooltip);
		if (call.residual()) {
			text.append(" style=\"dotted\"");
		}
	}

	private static void appendIfMore(StringBuilder text, String attribute, long growth) {
		if (growth > 0) {
			text.append(attribute).append(1 + growth);
		}
	}

	/**
	 * The graph in Graphviz's DOT language, to be drawn with {@code dot -Tsvg} and the
	 * like.
	 * @return the text, with a line break after each line
	 */
	public String text() {
		return this.text;
	}

}
