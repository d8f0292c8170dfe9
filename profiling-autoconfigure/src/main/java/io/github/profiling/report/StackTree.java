package io.github.profiling.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.profiling.profile.Line;
import io.github.profiling.profile.Location;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.Sample;

/**
 * All stacks of a profile merged from the root: what begins alike is there once. Nodes
 * are numbers, 0 is the root above all roots; a node's parent has a smaller number.
 */
final class StackTree {

	private final List<String> names = new ArrayList<>();

	private final List<String> files = new ArrayList<>();

	/**
	 * Nodes by their parent and name: a hash table with at most half of its places taken,
	 * 0 where free. There are as many nodes as frames in distinct stacks, too many for
	 * objects.
	 */
	private int[] children = new int[128];

	private int[] parents = new int[64];

	private int[] nameOf = new int[64];

	/** What was measured in a stack that ends here: positive, and negative values. */
	private long[] plus = new long[64];

	private long[] minus = new long[64];

	private int size = 1;

	/**
	 * Merges stacks. Inlined calls are frames like any other.
	 * @param profile the profile
	 * @param options which column, divided by the first one or not
	 */
	StackTree(Profile profile, ReportOptions options) {
		GraphNodes nodes = new GraphNodes(profile, options.granularity());
		int[] nameAt = names(profile, nodes);
		for (Sample sample : profile.samples()) {
			long value = sample.values()[options.sampleIndex()];
			value = options.mean() ? ReportTotal.mean(value, sample.values()[0]) : value;
			if (value != 0 && sample.stack().length > 0) {
				int node = 0;
				for (int i = sample.stack().length - 1; i >= 0; i--) {
					int location = sample.stack()[i];
					for (int at = nodes.end(location) - 1; at >= nodes.start(location); at--) {
						node = child(node, nameAt[nodes.at(at)]);
					}
				}
				long[] sums = (value > 0) ? this.plus : this.minus;
				sums[node] += value;
			}
		}
	}

	private int[] names(Profile profile, GraphNodes nodes) {
		Map<String, Integer> known = new HashMap<>();
		int[] nameAt = new int[nodes.size()];
		for (int i = 0; i < nodes.size(); i++) {
			Integer name = known.putIfAbsent(nodes.name(i), this.names.size());
			nameAt[i] = (name != null) ? name : this.names.size();
			if (name == null) {
				this.names.add(nodes.name(i));
				this.files.add("");
			}
		}
		for (int i = 0; i < profile.locations().size(); i++) {
			Location location = profile.locations().get(i);
			for (int line = 0; line < location.lines().size(); line++) {
				Line at = location.lines().get(line);
				this.files.set(nameAt[nodes.at(nodes.start(i) + line)],
						profile.functions().get(at.function()).filename());
			}
		}
		return nameAt;
	}

	private int child(int parent, int name) {
		int place = place(parent, name);
		if (this.children[place] != 0) {
			return this.children[place];
		}
		if (this.size == this.parents.length) {
			grow();
			place = place(parent, name);
		}
		this.parents[this.size] = parent;
		this.nameOf[this.size] = name;
		this.children[place] = this.size;
		return this.size++;
	}

	private int place(int parent, int name) {
		int mask = this.children.length - 1;
		int place = (int) ((((long) parent << 32 | name) * 0x9E3779B97F4A7C15L) >>> 32) & mask;
		for (int node = this.children[place]; node != 0; node = this.children[place]) {
			if (this.parents[node] == parent && this.nameOf[node] == name) {
				return place;
			}
			place = place + 1 & mask;
		}
		return place;
	}

	private void grow() {
		int capacity = this.size * 2;
		this.parents = Arrays.copyOf(this.parents, capacity);
		this.nameOf = Arrays.copyOf(this.nameOf, capacity);
		this.plus = Arrays.copyOf(this.plus, capacity);
		this.minus = Arrays.copyOf(this.minus, capacity);
		this.children = new int[capacity * 2];
		for (int node = 1; node < this.size; node++) {
			this.children[place(this.parents[node], this.nameOf[node])] = node;
		}
	}

	int size() {
		return this.size;
	}

	int parent(int node) {
		return this.parents[node];
	}

	/** The number of a node's name. Of the root it has no meaning. */
	int nameIndex(int node) {
		return this.nameOf[node];
	}

	String name(int node) {
		return this.names.get(this.nameOf[node]);
	}

	List<String> names() {
		return this.names;
	}

	/** A source file in which a function of this name is, empty where unknown. */
	String file(int node) {
		return this.files.get(this.nameOf[node]);
	}

	/** The sum of the stacks that end in a node. */
	long self(int node) {
		return this.plus[node] + this.minus[node];
	}

	long plus(int node) {
		return this.plus[node];
	}

	long minus(int node) {
		return this.minus[node];
	}

	/**
	 * The names of a stack.
	 * @param node where the stack ends
	 * @return the names, root first
	 */
	List<String> stack(int node) {
		List<String> stack = new ArrayList<>();
		for (int at = node; at != 0; at = this.parents[at]) {
			stack.add(name(at));
		}
		Collections.reverse(stack);
		return stack;
	}

}
