package io.github.profiling.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * The threads that have the same stack.
 */
final class StackGroup {

	private static final int SHOWN_THREADS = 5;

	private final List<StackFrame> stack;

	private final Map<String, Integer> states = new TreeMap<>();

	private final List<String> threads = new ArrayList<>(1);

	private int count;

	StackGroup(List<StackFrame> stack) {
		this.stack = stack;
	}

	void add(String state, String thread) {
		this.count++;
		this.states.merge(state, 1, Integer::sum);
		if (this.threads.size() < SHOWN_THREADS) {
			this.threads.add(thread);
		}
	}

	List<StackFrame> stack() {
		return this.stack;
	}

	int count() {
		return this.count;
	}

	/**
	 * The states and how many threads are in each, such as {@code BLOCKED 1, WAITING 3}.
	 */
	String states() {
		StringJoiner text = new StringJoiner(", ");
		this.states.forEach((state, threadsInState) -> text.add(state + ' ' + threadsInState));
		return text.toString();
	}

	/**
	 * The first few threads, such as {@code "main" #1, "worker" #14 and 7 more}.
	 */
	String threads() {
		int more = this.count - this.threads.size();
		return String.join(", ", this.threads) + ((more > 0) ? " and " + more + " more" : "");
	}

}
