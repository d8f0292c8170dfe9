package io.github.profiling.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.Line;
import io.github.profiling.profile.Location;
import io.github.profiling.profile.Profile;

/**
 * The nodes of a call graph, and the nodes at each location. What a granularity does not
 * tell apart is one node. A function without a name is known by its binary and its first
 * line as well, a location without a function by its binary alone; files have no name
 * (google/pprof, {@code internal/graph/graph.go}, {@code nodeInfo}, after
 * {@code profile/profile.go}, {@code Aggregate}).
 */
final class GraphNodes {

	private static final int UNKNOWN = -1;

	private final Profile profile;

	private final Granularity granularity;

	private final List<NodeInfo> infos = new ArrayList<>();

	private final List<String> names = new ArrayList<>();

	private final Map<NodeInfo, Integer> known = new HashMap<>();

	/** The source file of each function, as far as the granularity knows files. */
	private final String[] files;

	/** The node of each function that is one node wherever it is. */
	private final int[] nodeOfFunction;

	/** The nodes of all locations, one location after the other, innermost first. */
	private final int[] nodeAt;

	/** Where the nodes of each location begin, and after the last location the end. */
	private final int[] starts;

	private final boolean[] inlined;

	GraphNodes(Profile profile, Granularity granularity) {
		this.profile = profile;
		this.granularity = granularity;
		this.files = files(profile.functions(), granularity);
		this.nodeOfFunction = new int[profile.functions().size()];
		Arrays.fill(this.nodeOfFunction, UNKNOWN);
		List<Location> locations = profile.locations();
		this.starts = new int[locations.size() + 1];
		for (int i = 0; i < locations.size(); i++) {
			this.starts[i + 1] = this.starts[i] + Math.max(1, locations.get(i).lines().size());
		}
		this.nodeAt = new int[this.starts[locations.size()]];
		int next = 0;
		for (Location location : locations) {
			for (Line line : location.lines()) {
				this.nodeAt[next++] = node(location, line);
			}
			if (location.lines().isEmpty()) {
				this.nodeAt[next++] = node(new NodeInfo("", address(location), "", 0, 0, 0, binary(location)));
			}
		}
		this.inlined = new boolean[this.infos.size()];
		for (int i = 0; i < locations.size(); i++) {
			for (int at = this.starts[i]; at < this.starts[i + 1] - 1; at++) {
				this.inlined[this.nodeAt[at]] = true;
			}
		}
	}

	private static String[] files(List<Function> functions, Granularity granularity) {
		String[] files = new String[functions.size()];
		for (int i = 0; i < files.length; i++) {
			files[i] = (granularity == Granularity.FUNCTIONS) ? "" : SourceFile.clean(functions.get(i).filename());
		}
		return files;
	}

	private int node(Location location, Line line) {
		int index = line.function();
		if (this.nodeOfFunction[index] != UNKNOWN) {
			return this.nodeOfFunction[index];
		}
		Function function = this.profile.functions().get(index);
		String name = (this.granularity == Granularity.FILES) ? "" : DisplayName.of(function);
		boolean withLine = this.granularity == Granularity.LINES || this.granularity == Granularity.ADDRESSES;
		int node = node(
				new NodeInfo(name, address(location), this.files[index], name.isEmpty() ? function.startLine() : 0,
						withLine ? line.line() : 0, (this.granularity == Granularity.ADDRESSES) ? line.column() : 0,
						name.isEmpty() ? binary(location) : ""));
		if (!withLine && !name.isEmpty()) {
			this.nodeOfFunction[index] = node;
		}
		return node;
	}

	private long address(Location location) {
		return (this.granularity == Granularity.ADDRESSES) ? location.address() : 0;
	}

	private String binary(Location location) {
		return (location.mapping() != Location.NO_MAPPING)
				? BinaryName.path(this.profile.mappings().get(location.mapping())) : "";
	}

	private int node(NodeInfo info) {
		Integer node = this.known.putIfAbsent(info, this.infos.size());
		if (node != null) {
			return node;
		}
		this.infos.add(info);
		this.names.add(info.printableName());
		return this.infos.size() - 1;
	}

	int size() {
		return this.infos.size();
	}

	NodeInfo info(int node) {
		return this.infos.get(node);
	}

	/**
	 * The name that reports print.
	 * @param node the node
	 * @return the name, which other nodes may have as well
	 */
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

}
