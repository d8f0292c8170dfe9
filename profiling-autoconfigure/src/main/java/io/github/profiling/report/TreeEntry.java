package io.github.profiling.report;

import java.util.List;

/**
 * A function in a {@link Tree}, with its callers and callees.
 *
 * @param name the function's name, or that of its binary in brackets where it is unknown
 * @param flat what was measured in the function itself, in the unit of the column
 * @param cum what was measured in the function and all that it called
 * @param callers the calls of the function, heaviest first
 * @param callees the calls by the function, heaviest first
 */
public record TreeEntry(String name, long flat, long cum, List<TreeCall> callers, List<TreeCall> callees) {

	public TreeEntry {
		callers = List.copyOf(callers);
		callees = List.copyOf(callees);
	}

}
