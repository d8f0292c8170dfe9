package io.github.profiling.snapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileBuilder;
import io.github.profiling.profile.ProfileHeader;
import io.github.profiling.profile.ValueType;

/**
 * Threads grouped by their stack. The number of distinct stacks is bounded, the number of
 * threads is not: each is counted, if need be under a stack that says so.
 */
final class StackGroups {

	private static final int MOST_STACKS = 50_000;

	static final ValueType THREADS = new ValueType("threads", "count");

	/**
	 * Threads of the JVM itself have no Java frames, and a sample without any frame is
	 * left out of pprof's graphs.
	 */
	private static final List<StackFrame> NO_STACK = List.of(named("[no Java stack]"));

	private static final List<StackFrame> OTHER_STACKS = List.of(named("[other stacks]"));

	private final Map<List<StackFrame>, StackGroup> groups = new LinkedHashMap<>();

	private final int mostStacks;

	private int total;

	StackGroups() {
		this(MOST_STACKS);
	}

	StackGroups(int mostStacks) {
		this.mostStacks = mostStacks;
	}

	/**
	 * Adds a thread.
	 * @param stack the frames, leaf first. Must not be changed afterwards
	 * @param state the thread's state
	 * @param thread what to show for the thread
	 */
	void add(List<StackFrame> stack, String state, String thread) {
		List<StackFrame> key = stack.isEmpty() ? NO_STACK : stack;
		StackGroup group = this.groups.get(key);
		if (group == null) {
			key = (this.groups.size() < this.mostStacks) ? key : OTHER_STACKS;
			group = this.groups.computeIfAbsent(key, StackGroup::new);
		}
		group.add(state, thread);
		this.total++;
	}

	int total() {
		return this.total;
	}

	/**
	 * The groups, those with most threads first.
	 */
	List<StackGroup> byCount() {
		List<StackGroup> sorted = new ArrayList<>(this.groups.values());
		sorted.sort(Comparator.comparingInt(StackGroup::count).reversed());
		return sorted;
	}

	Profile profile(Mapping application, ProfileHeader header) {
		ProfileBuilder builder = new ProfileBuilder(application, List.of(THREADS));
		for (StackGroup group : this.groups.values()) {
			int[] stack = new int[group.stack().size()];
			for (int i = 0; i < stack.length; i++) {
				StackFrame frame = group.stack().get(i);
				stack[i] = builder.frame(frame.function(), frame.line());
			}
			builder.add(stack, List.of(), group.count());
		}
		return builder.build(header.withPeriod(THREADS, 1).withDefaultSampleType(THREADS.type()));
	}

	private static StackFrame named(String name) {
		return new StackFrame(Function.named(name), 0);
	}

}
