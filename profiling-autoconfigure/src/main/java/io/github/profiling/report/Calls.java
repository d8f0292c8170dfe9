package io.github.profiling.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls that a report shows, by caller and by callee, heaviest first.
 */
final class Calls {

	private final Comparator<Call> order;

	private final Map<Integer, List<Call>> byCallee = new HashMap<>();

	private final Map<Integer, List<Call>> byCaller = new HashMap<>();

	/**
	 * Sorts calls.
	 * @param calls the calls
	 * @param nodes the nodes, whose names decide where calls are as heavy
	 */
	Calls(List<Call> calls, GraphNodes nodes) {
		Comparator<Call> byWeight = (left, right) -> Long.compare(Math.abs(right.weight()), Math.abs(left.weight()));
		this.order = byWeight
			.thenComparing(
					(left, right) -> CodePointOrder.compare(nodes.name(left.caller()), nodes.name(right.caller())))
			.thenComparing(
					(left, right) -> CodePointOrder.compare(nodes.name(left.callee()), nodes.name(right.callee())));
		for (Call call : calls) {
			this.byCallee.computeIfAbsent(call.callee(), (node) -> new ArrayList<>()).add(call);
			this.byCaller.computeIfAbsent(call.caller(), (node) -> new ArrayList<>()).add(call);
		}
		this.byCallee.values().forEach((to) -> to.sort(this.order));
		this.byCaller.values().forEach((from) -> from.sort(this.order));
	}

	/**
	 * The calls of a node.
	 * @param node the node
	 * @return the calls, heaviest first
	 */
	List<Call> to(int node) {
		return this.byCallee.getOrDefault(node, List.of());
	}

	/**
	 * The calls by a node.
	 * @param node the node
	 * @return the calls, heaviest first
	 */
	List<Call> from(int node) {
		return this.byCaller.getOrDefault(node, List.of());
	}

	/**
	 * The calls by some nodes.
	 * @param callers the nodes
	 * @return the calls, heaviest first
	 */
	List<Call> fromAll(int[] callers) {
		List<Call> all = new ArrayList<>();
		for (int caller : callers) {
			all.addAll(from(caller));
		}
		all.sort(this.order);
		return all;
	}

	/**
	 * Removes calls over nodes that are not shown, where their callee can be reached from
	 * the caller in another way, so that the graph is easier to read. None is removed
	 * that is heavier than a call without others between (google/pprof,
	 * {@code internal/graph/graph.go}, {@code RemoveRedundantEdges}).
	 * @param nodes the nodes shown, most important first
	 * @param size the number of all nodes
	 */
	void removeRedundant(int[] nodes, int size) {
		int[] seenIn = new int[size];
		int search = 0;
		for (int i = nodes.length - 1; i >= 0; i--) {
			List<Call> calls = List.copyOf(to(nodes[i]));
			for (int j = calls.size() - 1; j >= 0 && calls.get(j).residual(); j--) {
				if (isRedundant(calls.get(j), seenIn, ++search)) {
					to(nodes[i]).remove(j);
					from(calls.get(j).caller()).remove(calls.get(j));
				}
			}
		}
	}

	/**
	 * Tells whether a call's callee can be reached from its caller without it.
	 */
	private boolean isRedundant(Call call, int[] seenIn, int search) {
		int[] queue = new int[seenIn.length];
		int end = 0;
		queue[end++] = call.callee();
		seenIn[call.callee()] = search;
		for (int next = 0; next < end; next++) {
			for (Call other : to(queue[next])) {
				if (other == call || seenIn[other.caller()] == search) {
					continue;
				}
				if (other.caller() == call.caller()) {
					return true;
				}
				seenIn[other.caller()] = search;
				queue[end++] = other.caller();
			}
		}
		return false;
	}

}
