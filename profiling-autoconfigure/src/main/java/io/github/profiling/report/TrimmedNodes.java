package io.github.profiling.report;

import java.util.Arrays;
import java.util.Comparator;

import org.jspecify.annotations.Nullable;

/**
 * The nodes of a call graph that a report shows: those of enough weight, largest
 * {@code flat} first, up to a count (google/pprof, {@code internal/report/report.go},
 * {@code newTrimmedGraph}). pprof builds its graph anew from the samples for the nodes
 * that are left. That changes no value, only the calls between nodes, so only those are
 * read again here, and only where calls were inlined.
 */
final class TrimmedNodes {

	private final CallGraph graph;

	private final int[] shown;

	private final int dropped;

	private final int candidates;

	private final long edgeCutoff;

	TrimmedNodes(CallGraph graph, ReportOptions options) {
		this.graph = graph;
		int[] all = graph.nodesWithValue();
		long flatSum = 0;
		for (int node : all) {
			flatSum += graph.flat(node);
		}
		this.edgeCutoff = cutoff(flatSum, options.edgeFraction());
		int[] heavy = heavierThan(cutoff(flatSum, options.nodeFraction()), all);
		this.candidates = heavy.length;
		this.dropped = all.length - heavy.length;
		int[] sorted = sort(heavy);
		boolean limited = options.nodeCount() > 0 && options.nodeCount() < sorted.length;
		this.shown = limited ? Arrays.copyOf(sorted, options.nodeCount()) : sorted;
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

	private int[] sort(int[] nodes) {
		Comparator<Integer> byFlat = (left, right) -> Long.compare(Math.abs(this.graph.flat(right)),
				Math.abs(this.graph.flat(left)));
		Comparator<Integer> byName = (left, right) -> CodePointOrder.compare(this.graph.nodes().name(left),
				this.graph.nodes().name(right));
		Comparator<Integer> byCum = (left, right) -> Long.compare(Math.abs(this.graph.cum(right)),
				Math.abs(this.graph.cum(left)));
		Integer[] boxed = new Integer[nodes.length];
		for (int i = 0; i < nodes.length; i++) {
			boxed[i] = nodes[i];
		}
		Arrays.sort(boxed, byFlat.thenComparing(byName).thenComparing(byCum));
		int[] sorted = new int[nodes.length];
		for (int i = 0; i < nodes.length; i++) {
			sorted[i] = boxed[i];
		}
		return sorted;
	}

	/**
	 * Tells for each node of the graph whether its callers inlined it, as far as both are
	 * shown.
	 * @return an element for each node of the graph
	 */
	Inlining[] inlining() {
		FunctionNodes nodes = this.graph.nodes();
		for (int node : this.shown) {
			if (nodes.isInlined(node)) {
				return this.graph.inlinedCalls(kept()).inlining(nodes.size(), this.edgeCutoff);
			}
		}
		Inlining[] none = new Inlining[nodes.size()];
		Arrays.fill(none, Inlining.NONE);
		return none;
	}

	private boolean @Nullable [] kept() {
		if (this.dropped == 0 && this.shown.length == this.candidates) {
			// Nodes whose values cancel out are not shown, but still call others.
			return null;
		}
		boolean[] kept = new boolean[this.graph.nodes().size()];
		for (int node : this.shown) {
			kept[node] = true;
		}
		return kept;
	}

	/**
	 * The smallest value that is shown: of each node {@code flat}, or {@code cum} where
	 * that is 0.
	 * @return the value without its sign, 0 if there is none
	 */
	long smallestValue() {
		long smallest = 0;
		for (int node : this.shown) {
			long value = Math.abs((this.graph.flat(node) != 0) ? this.graph.flat(node) : this.graph.cum(node));
			if (value > 0 && (smallest == 0 || value < smallest)) {
				smallest = value;
			}
		}
		return smallest;
	}

	int[] shown() {
		return this.shown;
	}

	/**
	 * The number of nodes that were too light.
	 * @return the number
	 */
	int dropped() {
		return this.dropped;
	}

	/**
	 * The number of nodes that were heavy enough, shown or not.
	 * @return the number
	 */
	int candidates() {
		return this.candidates;
	}

}
