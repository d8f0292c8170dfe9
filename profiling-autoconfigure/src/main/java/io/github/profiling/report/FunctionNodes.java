package io.github.profiling.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.Line;
import io.github.profiling.profile.Location;
import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;

/**
 * The nodes of a call graph at the granularity of functions, and the nodes at each
 * location. Functions of the same name are one node. A function without a name is known
 * by its binary and its first line, a location without a function by its binary alone
 * (google/pprof, {@code internal/graph/graph.go}, {@code nodeInfo}).
 */
final class FunctionNodes {

	private static final int UNKNOWN = -1;

	private static final long NO_FUNCTION = 0;

	private final List<String> names = new ArrayList<>();

	private final Map<Object, Integer> nodes = new HashMap<>();

	/** The nodes of all locations, one location after the other, innermost first. */
	private final int[] nodeAt;

	/** Where the nodes of each location begin, and after the last location the end. */
	private final int[] starts;

	private final boolean[] inlined;

	FunctionNodes(Profile profile) {
		List<Location> locations = profile.locations();
		this.starts = new int[locations.size() + 1];
		for (int i = 0; i < locations.size(); i++) {
			this.starts[i + 1] = this.starts[i] + Math.max(1, locations.get(i).lines().size());
		}
		this.nodeAt = new int[this.starts[locations.size()]];
		int[] nodeOfFunction = new int[profile.functions().size()];
		Arrays.fill(nodeOfFunction, UNKNOWN);
		int next = 0;
		for (Location location : locations) {
			String binary = binary(profile, location);
			for (Line line : location.lines()) {
				this.nodeAt[next++] = node(profile.functions(), line.function(), nodeOfFunction, binary);
			}
			if (location.lines().isEmpty()) {
				this.nodeAt[next++] = nameless(binary, NO_FUNCTION);
			}
		}
		this.inlined = new boolean[this.names.size()];
		for (int i = 0; i < locations.size(); i++) {
			for (int at = this.starts[i]; at < this.starts[i + 1] - 1; at++) {
				this.inlined[this.nodeAt[at]] = true;
			}
		}
	}

	private static String binary(Profile profile, Location location) {
		if (location.mapping() != Location.NO_MAPPING) {
			Mapping mapping = profile.mappings().get(location.mapping());
			return BinaryName.path(mapping);
		}
		return "";
	}

	private int node(List<Function> functions, int index, int[] nodeOfFunction, String binary) {
		if (nodeOfFunction[index] != UNKNOWN) {
			return nodeOfFunction[index];
		}
		Function function = functions.get(index);
		String name = DisplayName.of(function);
		if (name.isEmpty()) {
			return nameless(binary, function.startLine());
		}
		nodeOfFunction[index] = node(name, name);
		return nodeOfFunction[index];
	}

	private int nameless(String binary, long startLine) {
		String name = binary.isEmpty() ? "<unknown>" : "[" + BinaryName.base(binary) + "]";
		return node(new Nameless(binary, startLine), name);
	}

	private int node(Object key, String name) {
		Integer known = this.nodes.putIfAbsent(key, this.names.size());
		if (known != null) {
			return known;
		}
		this.names.add(name);
		return this.names.size() - 1;
	}

	int size() {
		return this.names.size();
	}

	String name(int node) {
		return this.names.get(node);
	}

	/**
	 * Tells whether any location has the node as a call inlined into another.
	 * @param node the node
	 * @return whether it may be inlined
	 */
	boolean isInlined(int node) {
		return this.inlined[node];
	}

	/**
	 * Where the nodes of a location begin: its innermost frame.
	 * @param location the location
	 * @return the position for {@link #at(int)}
	 */
	int start(int location) {
		return this.starts[location];
	}

	/**
	 * Where the nodes of a location end.
	 * @param location the location
	 * @return the position after its outermost frame
	 */
	int end(int location) {
		return this.starts[location + 1];
	}

	int at(int position) {
		return this.nodeAt[position];
	}

	private record Nameless(String binary, long startLine) {

	}

}
