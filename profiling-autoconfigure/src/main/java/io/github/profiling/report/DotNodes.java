package io.github.profiling.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes the nodes of a drawing, with boxes for the labels under which most was measured
 * (google/pprof, {@code internal/graph/dotgraph.go}, {@code addNode} and
 * {@code addNodelets}).
 */
final class DotNodes {

	private static final int SMALLEST_FONT = 8;

	private static final double FONT_GROWTH = 16.0;

	private final TrimmedGraph.Drawing drawing;

	private final CallGraph graph;

	private final ValueFormat format;

	private final long maxFlat;

	private final StringBuilder text;

	DotNodes(TrimmedGraph.Drawing drawing, ValueFormat format, StringBuilder text) {
		this.drawing = drawing;
		this.graph = drawing.graph().graph();
		this.format = format;
		this.text = text;
		long max = 0;
		for (int node : drawing.graph().shown()) {
			max = Math.max(max, Math.abs(this.graph.flatValue(node)));
		}
		this.maxFlat = max;
	}

	/**
	 * Writes a node and its boxes.
	 * @param node the node
	 * @param id its number in the drawing, from 1
	 * @return whether it has boxes
	 */
	boolean append(int node, int id) {
		long flat = this.graph.flatValue(node);
		long cum = this.graph.cumValue(node);
		String flatText = this.format.format(flat);
		String cumText = (cum != flat) ? this.format.format(cum) : flatText;
		this.text.append('N').append(id).append(" [label=\"").append(label(this.graph.nodes().info(node)));
		this.text.append((flat != 0) ? flatText + " (" + percentage(flat) + ")" : "0");
		if (cum != flat) {
			this.text.append((flat != 0) ? "\\n" : " ");
			this.text.append("of ").append(cumText).append(" (").append(percentage(cum)).append(')');
		}
		this.text.append("\" id=\"node").append(id).append("\" fontsize=").append(fontSize(flat));
		this.text.append(" shape=box tooltip=\"").append(DotText.escaped(this.graph.nodes().name(node)));
		this.text.append(" (").append(cumText).append(")\" color=\"");
		this.text.append(DotColor.LINE.of(cum, this.graph.total())).append("\" fillcolor=\"");
		this.text.append(DotColor.FILL.of(cum, this.graph.total())).append("\"]\n");
		return appendBoxes(node, "N" + id);
	}

	/**
	 * The name in several lines, without packages and directories.
	 */
	private static String label(NodeInfo info) {
		String name = DotText.escaped(ShortName.of(info.name()))
			.replace("::", "\\n")
			.replace("[...]", "[…]")
			.replace(".", "\\n");
		String file = info.file().isEmpty() ? "" : DotText.escaped(BinaryName.base(info.file()));
		String binary = info.binary().isEmpty() ? "" : DotText.escaped(BinaryName.base(info.binary()));
		return info.printableName(name, file, binary, "\\n") + "\\n";
	}

	private String percentage(long value) {
		return Measurement.percentage(value, this.graph.total()).strip();
	}

	private int fontSize(long flat) {
		if (flat == 0) {
			return SMALLEST_FONT;
		}
		double part = (double) Math.abs(flat) / (double) this.maxFlat;
		return SMALLEST_FONT + (int) Math.ceil(FONT_GROWTH * Math.sqrt(part));
	}

	/**
	 * Writes the boxes. Nodes that call no other get those of what they called as well,
	 * as that may have been dropped.
	 */
	private boolean appendBoxes(int node, String id) {
		int before = this.text.length();
		boolean flatOnly = !this.drawing.calls().from(node).isEmpty();
		List<Tag> tags = this.drawing.tags().at(node);
		List<Tag> strings = new ArrayList<>(tags.stream().filter((tag) -> !tag.isNumber()).toList());
		Tag.sort(strings, flatOnly);
		for (int i = 0; i < Math.min(strings.size(), TrimmedGraph.MAX_BOXES); i++) {
			Tag tag = strings.get(i);
			long value = flatOnly ? tag.flatValue() : tag.cumValue();
			if (value != 0) {
				appendBox(id, id + "_" + i, tag.name(), value, "");
				appendNumbers(numbers(tags, tag.labels()), id + "_" + i, flatOnly);
			}
		}
		appendNumbers(numbers(tags, ""), id, flatOnly);
		return this.text.length() > before;
	}

	private static List<Tag> numbers(List<Tag> tags, String labels) {
		return tags.stream().filter((tag) -> tag.isNumber() && tag.labels().equals(labels)).toList();
	}

	private void appendNumbers(List<Tag> numbers, String id, boolean flatOnly) {
		List<Tag> ranges = NumberRanges.of(numbers, this.drawing.tags().unit(), TrimmedGraph.MAX_BOXES, flatOnly);
		for (int i = 0; i < ranges.size(); i++) {
			Tag range = ranges.get(i);
			boolean isFlat = flatOnly || range.flatValue() == range.cumValue();
			long value = isFlat ? range.flatValue() : range.cumValue();
			if (value != 0) {
				// The second N is pprof's.
				appendBox(id, "N" + id + "_" + i, range.name(), value, isFlat ? "" : " style=\"dotted\"");
			}
		}
	}

	private void appendBox(String node, String box, String name, long value, String style) {
		String weight = this.format.format(value);
		this.text.append(box).append(" [label = \"").append(name);
		this.text.append("\" id=\"").append(box).append("\" fontsize=8 shape=box3d tooltip=\"").append(weight);
		this.text.append("\"]\n").append(node).append(" -> ").append(box).append(" [label=\" ").append(weight);
		this.text.append("\" weight=100 tooltip=\"").append(weight).append("\" labeltooltip=\"").append(weight);
		this.text.append('"').append(style).append("]\n");
	}

}
