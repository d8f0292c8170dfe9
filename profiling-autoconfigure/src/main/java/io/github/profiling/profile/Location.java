package io.github.profiling.profile;

import java.util.List;

/**
 * A place in the code: one frame of a stack, or several where calls were inlined, as
 * {@code Location} in pprof's {@code profile.proto}.
 *
 * @param mapping the index of the mapping in {@link Profile#mappings()}, or
 * {@link #NO_MAPPING}
 * @param address the instruction's address, 0 for managed code
 * @param lines the frames at this place: the first is the innermost inlined callee, the
 * last the caller it was inlined into. Empty where the address is not symbolised
 * @param folded whether several symbols at the address were folded into one by the linker
 */
public record Location(int mapping, long address, List<Line> lines, boolean folded) {

	/**
	 * The value of {@link #mapping()} where the location belongs to no known mapping.
	 */
	public static final int NO_MAPPING = -1;

	public Location {
		lines = List.copyOf(lines);
	}

}
