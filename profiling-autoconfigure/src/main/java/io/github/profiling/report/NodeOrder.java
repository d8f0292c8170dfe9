package io.github.profiling.report;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * The orders in which reports show nodes: largest first, whatever the sign, and by name
 * where that is equal (google/pprof, {@code internal/graph/graph.go}, {@code Sort}).
 */
final class NodeOrder {

	private final CallGraph graph;

	NodeOrder(CallGraph graph) {
		this.graph = graph;
	}

	/**
	 * Sorts nodes for a list.
	 * @param nodes the nodes
	 * @param order by what to sort
	 * @return a new array
	 */
	int[] sort(int[] nodes, SortOrder order) {
		return (order == SortOrder.CUM) ? sort(nodes, this.graph::cum, this.graph::flat)
				: sort(nodes, this.graph::flat, this.graph::cum);
	}

	/**
	 * Sorts nodes for a drawing: those first that tell most about the graph, as many
	 * different calls lead to and from them.
	 * @param nodes the nodes
	 * @param calls the calls between them
	 * @return a new array
	 */
	int[] sort(int[] nodes, CallTable calls) {
		long[] scores = scores(calls);
		return sort(nodes, (node) -> scores[node], this.graph::flat);
	}

	private int[] sort(int[] nodes, IntToLongFunction first, IntToLongFunction last) {
		Integer[] boxed = new Integer[nodes.length];
		for (int i = 0; i < nodes.length; i++) {
			boxed[i] = nodes[i];
		}
		GraphNodes named = this.graph.nodes();
		Arrays.sort(boxed, (left, right) -> {
			int order = compareSizes(first, left, right);
			if (order == 0) {
				order = CodePointOrder.compare(named.name(left), named.name(right));
			}
			return (order != 0) ? order : compareSizes(last, left, right);
		});
		int[] sorted = new int[nodes.length];
		for (int i = 0; i < nodes.length; i++) {
			sorted[i] = boxed[i];
		}
		return sorted;
	}

	private static int compareSizes(IntToLongFunction value, int left, int right) {
		return Long.compare(Math.abs(value.applyAsLong(right)), Math.abs(value.applyAsLong(left)));
	}

	/**
	 * The weight of each node times the entropy of the calls to it and from it
	 * ({@code entropyScore}).
	 */
	private long[] scores(CallTable calls) {
		int size = this.graph.nodes().size();
		int[] callers = new int[size];
		int[] callees = new int[size];
		long[] into = new long[size];
		long[] outOf = new long[size];
		for (int node = 0; node < size; node++) {
			outOf[node] = this.graph.flat(node);
		}
		for (int call = 0; call < calls.size(); call++) {
			callers[calls.callee(call)]++;
			callees[calls.caller(call)]++;
			long weight = Math.max(0, calls.weight(call));
			into[calls.callee(call)] += weight;
			outOf[calls.caller(call)] += weight;
		}
		double[] entropyIn = new double[size];
		double[] entropyOut = new double[size];
		for (int call = 0; call < calls.size(); call++) {
			long weight = Math.abs(calls.weight(call));
			entropyIn[calls.callee(call)] += entropy(weight, into[calls.callee(call)]);
			entropyOut[calls.caller(call)] += entropy(weight, outOf[calls.caller(call)]);
		}
		long[] scores = new long[size];
		for (int node = 0; node < size; node++) {
			double in = (callers[node] > 0) ? entropyIn[node] : 1;
			double out = (callees[node] > 0) ? entropyOut[node] : 1;
			if (callees[node] > 0 && this.graph.flat(node) > 0) {
				out += entropy(this.graph.flat(node), outOf[node]);
			}
			scores[node] = toLong((in + out) * this.graph.cum(node)) + this.graph.flat(node);
		}
		return scores;
	}

	private static double entropy(long weight, long total) {
		if (total == 0) {
			return 0;
		}
		double fraction = (double) weight / (double) total;
		return -fraction * log2(fraction);
	}

	/**
	 * Go's {@code math.Log2}, exact for powers of 2.
	 */
	private static double log2(double value) {
		if (!(value > 0)) {
			return (value == 0) ? Double.NEGATIVE_INFINITY : Double.NaN;
		}
		int exponent = Math.getExponent(value) + 1;
		double fraction = Math.scalb(value, -exponent);
		return (fraction == 0.5) ? exponent - 1
				: StrictMath.log(fraction) * (1 / 0.693147180559945309417232121458) + exponent;
	}

	/**
	 * Converts as x86-64 does, on which a call without weight, of which the entropy is
	 * not a number, makes its nodes come first.
	 */
	private static long toLong(double value) {
		return (value >= -0x1p63 && value < 0x1p63) ? (long) value : Long.MIN_VALUE;
	}

}
