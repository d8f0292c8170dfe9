package io.github.profiling.report;

import java.util.Arrays;
import java.util.List;

import io.github.profiling.profile.Profile;
import io.github.profiling.profile.Sample;

import org.jspecify.annotations.Nullable;

/**
 * The values of a profile's functions: how much was measured in a function itself
 * ({@code flat}) and in it and all that it called ({@code cum}). A sample counts once for
 * each function in its stack, however often that is in it (google/pprof,
 * {@code internal/graph/graph.go}, {@code newGraph}).
 */
final class CallGraph {

	private final Profile profile;

	private final int sampleIndex;

	private final FunctionNodes nodes;

	private final long[] flat;

	private final long[] cum;

	private final long total;

	CallGraph(ReportSource source, ReportOptions options) {
		this.total = ReportTotal.of(source, options);
		this.profile = source.profile();
		this.sampleIndex = options.sampleIndex();
		this.nodes = new FunctionNodes(this.profile);
		this.flat = new long[this.nodes.size()];
		this.cum = new long[this.nodes.size()];
		addSamples(this.profile.samples());
	}

	private void addSamples(List<Sample> samples) {
		int[] lastSeenIn = new int[this.nodes.size()];
		int number = 0;
		for (Sample sample : samples) {
			number++;
			long value = sample.values()[this.sampleIndex];
			int[] stack = sample.stack();
			if (value == 0 || stack.length == 0) {
				continue;
			}
			for (int location : stack) {
				int end = this.nodes.end(location);
				for (int at = this.nodes.start(location); at < end; at++) {
					int node = this.nodes.at(at);
					if (lastSeenIn[node] != number) {
						lastSeenIn[node] = number;
						this.cum[node] += value;
					}
				}
			}
			this.flat[this.nodes.at(this.nodes.start(stack[0]))] += value;
		}
	}

	/**
	 * The calls of functions that were inlined somewhere, from all of their callers.
	 * Where only some nodes are kept, callers that are not kept are passed over for the
	 * next one that is.
	 * @param kept the nodes kept, or {@code null} for all
	 * @return the calls
	 */
	InlinedCalls inlinedCalls(boolean @Nullable [] kept) {
		InlinedCalls calls = new InlinedCalls();
		int number = 0;
		for (Sample sample : this.profile.samples()) {
			number++;
			long value = sample.values()[this.sampleIndex];
			if (value == 0) {
				continue;
			}
			int[] stack = sample.stack();
			int caller = -1;
			for (int i = stack.length - 1; i >= 0; i--) {
				int outermost = this.nodes.end(stack[i]) - 1;
				for (int at = outermost; at >= this.nodes.start(stack[i]); at--) {
					int node = this.nodes.at(at);
					if (kept != null && !kept[node]) {
						continue;
					}
					if (caller >= 0 && caller != node && this.nodes.isInlined(node)) {
						calls.add(caller, node, value, at != outermost, number);
					}
					caller = node;
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
		int count = 0;
		for (int node = 0; node < found.length; node++) {
			if (this.flat[node] != 0 || this.cum[node] != 0) {
				found[count++] = node;
			}
		}
		return Arrays.copyOf(found, count);
	}

	FunctionNodes nodes() {
		return this.nodes;
	}

	long flat(int node) {
		return this.flat[node];
	}

	long cum(int node) {
		return this.cum[node];
	}

	long total() {
		return this.total;
	}

}
