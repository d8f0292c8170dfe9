package io.github.profiling.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ValueType;

/**
 * A flame graph as one HTML page that needs nothing else: it can be searched, zoomed
 * into, reversed (stacks merged from the leaf) and turned over, in light or dark. The
 * page asks nobody for anything, and its policy forbids it.
 *
 * <p>
 * Colours tell Java from C++, other native code and the kernel, as far as names tell.
 * Stacks that are less than a 20,000th of all, which no screen could show, end at the
 * frame above. Of a difference of two profiles, a frame is as wide as what became more
 * and what became less together, red where more and blue where less outweighs.
 */
public final class FlameGraph implements TextReport {

	private static final String DATA = "/*data*/";

	private static final int SMALLEST_PART = 20_000;

	private final ReportSource source;

	private final ReportOptions options;

	private final StackTree tree;

	/** What was measured in a node and above it, without signs. */
	private final long[] sizes;

	private FlameGraph(ReportSource source, ReportOptions options) {
		this.source = source;
		this.options = options;
		this.tree = new StackTree(source.profile(), options);
		this.sizes = new long[this.tree.size()];
		for (int node = this.sizes.length - 1; node > 0; node--) {
			this.sizes[node] += self(node);
			this.sizes[this.tree.parent(node)] += this.sizes[node];
		}
	}

	/**
	 * Computes the graph.
	 * @param source the profile
	 * @param options what is to be in it: the column, its mean, the granularity
	 * @return the graph
	 * @throws UnknownSampleTypeException if the profile does not have the column
	 */
	public static FlameGraph of(ReportSource source, ReportOptions options) {
		SampleTypes.check(source.profile(), options.sampleIndex());
		return new FlameGraph(source, options);
	}

	private long self(int node) {
		return this.tree.plus(node) - this.tree.minus(node);
	}

	@Override
	public void writeTo(Appendable out) throws IOException {
		String page = page();
		int data = page.indexOf(DATA);
		out.append(page, 0, data);
		writeData(new JsonWriter(out));
		out.append(page, data + DATA.length(), page.length());
	}

	private static String page() throws IOException {
		try (InputStream in = FlameGraph.class.getResourceAsStream("flame-graph.html")) {
			if (in == null) {
				throw new IOException("flame-graph.html is missing from the jar");
			}
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private void writeData(JsonWriter json) throws IOException {
		Profile profile = this.source.profile();
		ValueType type = profile.sampleTypes().get(this.options.sampleIndex());
		boolean difference = isDifference();
		String name = ProfileSummary.title(profile);
		json.open('{').name("title").value(name.isEmpty() ? type.type() : name + ": " + type.type());
		json.name("about").value(about());
		json.name("unit").value(type.unit());
		json.name("total").value(ReportTotal.of(this.source, this.options));
		json.name("difference").value(difference).name("names").open('[');
		for (String each : this.tree.names()) {
			json.value(each);
		}
		json.close(']').name("nodes").open('[');
		writeNodes(json, difference);
		json.close(']').close('}');
	}

	private boolean isDifference() {
		for (int node = 1; node < this.tree.size(); node++) {
			if (this.tree.minus(node) != 0) {
				return true;
			}
		}
		return false;
	}

	/** The head of every report, but what the title says, in one line. */
	private String about() {
		ValueFormat format = new ValueFormat(this.source.profile().sampleTypes().get(this.options.sampleIndex()).unit(),
				Measurement.AUTO);
		List<String> lines = new ArrayList<>(
				ProfileSummary.lines(this.source, this.options, ReportTotal.of(this.source, this.options), format));
		lines.removeIf((line) -> !line.startsWith("Build ID: ") && !line.startsWith("Time: ")
				&& !line.startsWith("Duration: "));
		for (String filter : this.source.activeFilters()) {
			lines.add(filter);
		}
		return String.join(", ", lines);
	}

	/**
	 * Writes the nodes, each after its parent: depth, name, kind, what ends there, and in
	 * a difference by how much that changed. A stack of one's own, as deep as a
	 * profile's, instead of Java's.
	 */
	private void writeNodes(JsonWriter json, boolean difference) throws IOException {
		int[] firstChild = new int[this.tree.size()];
		int[] nextSibling = new int[this.tree.size()];
		FrameKind[] kinds = new FrameKind[this.tree.size()];
		long[] dropped = new long[this.tree.size()];
		long[] droppedChange = new long[this.tree.size()];
		long smallest = this.sizes[0] / SMALLEST_PART;
		for (int node = this.tree.size() - 1; node > 0; node--) {
			int parent = this.tree.parent(node);
			if (this.sizes[node] <= smallest && this.sizes[node] < this.sizes[0]) {
				dropped[parent] += self(node) + dropped[node];
				droppedChange[parent] += this.tree.self(node) + droppedChange[node];
			}
			else {
				nextSibling[node] = firstChild[parent];
				firstChild[parent] = node;
			}
		}
		int depth = 0;
		for (int node = firstChild[0]; node != 0;) {
			FrameKind caller = (depth > 0) ? kinds[this.tree.parent(node)] : FrameKind.OTHER;
			kinds[node] = FrameKind.of(this.tree.name(node), this.tree.file(node), caller);
			json.value(depth).value(this.tree.nameIndex(node)).value(kinds[node].ordinal());
			json.value(self(node) + dropped[node]);
			if (difference) {
				json.value(this.tree.self(node) + droppedChange[node]);
			}
			if (firstChild[node] != 0) {
				node = firstChild[node];
				depth++;
				continue;
			}
			while (node != 0 && nextSibling[node] == 0) {
				node = this.tree.parent(node);
				depth--;
			}
			node = nextSibling[node];
		}
	}

}
