package io.github.profiling.report;

import java.util.Arrays;
import java.util.List;

import io.github.profiling.profile.Sample;

import org.jspecify.annotations.Nullable;

/**
 * The values of a profile's functions, files, lines or addresses: how much was measured
 * in one itself ({@code flat}) and in it and all that it called ({@code cum}); and the
 * calls between them. A sample counts once for each node and for each call in its stack,
 * however often that is in it (google/pprof, {@code internal/graph/graph.go},
 * {@code newGraph}).
 *
 * <p>
 * pprof builds a new graph for the nodes that it keeps. That changes no value of a node,
 * so here only the calls are computed anew.
 */
final class CallGraph {

	private final List<Sample> samples;

	private final int sampleIndex;

	private final boolean mean;

	private final GraphNodes nodes;

	private final long[] flat;

	private final long[] cum;

	/** What the values are divided by, empty where they are not. */
	private final long[] flatCount;

	private final long[] cumCount;

	private final long total;

	CallGraph(ReportSource source, ReportOptions options) {
		this.total = ReportTotal.of(source, options);
		this.samples = source.profile().samples();
		this.sampleIndex = options.sampleIndex();
		this.mean = options.mean();
		this.nodes = new GraphNodes(source.profile(), options.granularity());
		this.flat = new long[this.nodes.size()];
		this.cum = new long[this.nodes.size()];
		this.flatCount = new long[this.mean ? this.nodes.size() : 0];
		this.cumCount = new long[this.mean ? this.nodes.size() : 0];
		addSamples();
	}

	private void addSamples() {
		int[] lastSeenIn = new int[this.nodes.size()];
		int number = 0;
		for (Sample sample : this.samples) {
			number++;
			long value = value(sample);
			long count = count(sample);
			int[] stack = sample.stack();
			if ((value == 0 && count == 0) || stack.length == 0) {
				continue;
			}
			for (int location : stack) {
				int end = this.nodes.end(location);
				for (int at = this.nodes.start(location); at < end; at++) {
					int node = this.nodes.at(at);
					if (lastSeenIn[node] != number) {
						lastSeenIn[node] = number;
						this.cum[node] += value;
						if (this.mean) {
							this.cumCount[node] += count;
						}
					}
				}
			}
			int leaf = leaf(sample);
			this.flat[leaf] += value;
			if (this.mean) {
				this.flatCount[leaf] += count;
			}
		}
	}

	/**
	 * Computes the calls between nodes. Where only some nodes are kept, callers that are
	 * not kept are passed over for the next one that is.
	 * @param kept the nodes kept, or {@code null} for all
	 * @return the calls
	 */
	CallTable calls(boolean @Nullable [] kept) {
		CallTable calls = new CallTable(this.mean);
		int number = 0;
		for (Sample sample : this.samples) {
			number++;
			long value = value(sample);
			long count = count(sample);
			if (value == 0 && count == 0) {
				continue;
			}
			int[] stack = sample.stack();
			int caller = -1;
			boolean residual = false;
			for (int i = stack.length - 1; i >= 0; i--) {
				int outermost = this.nodes.end(stack[i]) - 1;
				for (int at = outermost; at >= this.nodes.start(stack[i]); at--) {
					int node = this.nodes.at(at);
					if (kept != null && !kept[node]) {
						residual = true;
						continue;
					}
					if (caller >= 0 && caller != node) {
						int call = calls.add(caller, node, number, residual, at != outermost);
						if (call >= 0) {
							calls.weigh(call, value, count);
						}
					}
					caller = node;
					residual = false;
				}
			}
		}
		return calls;
	}

	/**
	 * The nodes that have a value, in no order.
	 * @return the nodes
	 */
	int[] nodesWithValue() {
		int[] found = new int[this.nodes.size()];
		int size = 0;
		for (int node = 0; node < found.length; node++) {
			if (this.flat[node] != 0 || this.cum[node] != 0) {
				found[size++] = node;
			}
		}
		return Arrays.copyOf(found, size);
	}

	List<Sample> samples() {
		return this.samples;
	}

	long value(Sample sample) {
		return sample.values()[this.sampleIndex];
	}

	/**
	 * What the value of a sample is divided by.
	 * @param sample the sample
	 * @return the count, 0 where values are not divided
	 */
	long count(Sample sample) {
		return this.mean ? sample.values()[0] : 0;
	}

	/**
	 * The innermost node of a sample.
	 * @param sample the sample, whose stack is not empty
	 * @return the node
	 */
	int leaf(Sample sample) {
		return this.nodes.at(this.nodes.start(sample.stack()[0]));
	}

	GraphNodes nodes() {
		return this.nodes;
	}

	/**
	 * What was measured in a node itself, before it is divided.
	 * @param node the node
	 * @return the sum
	 */
	long flat(int node) {
		return this.flat[node];
	}

	/**
	 * What was measured in a node and all that it called, before it is divided.
	 * @param node the node
	 * @return the sum
	 */
	long cum(int node) {
		return this.cum[node];
	}

	long flatValue(int node) {
		return this.mean ? ReportTotal.mean(this.flat[node], this.flatCount[node]) : this.flat[node];
	}

	long cumValue(int node) {
		return this.mean ? ReportTotal.mean(this.cum[node], this.cumCount[node]) : this.cum[node];
	}

	boolean isMean() {
		return this.mean;
	}

	long total() {
		return this.total;
	}

}
