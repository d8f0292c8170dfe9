package io.github.profiling.profile.pprof;

import java.util.HashMap;
import java.util.Map;

/**
 * The ids that the elements of one table of a file were given, in the order in which they
 * were read. A file may number them as it likes, a profile goes by the index.
 */
final class IdTable {

	private final String what;

	private final Map<Long, Integer> indexes = new HashMap<>();

	IdTable(String what) {
		this.what = what;
	}

	/**
	 * Notes the id of the next element.
	 */
	void register(long id) throws InvalidProfileException {
		if (id == 0) {
			throw new InvalidProfileException("a " + this.what + " has the reserved id 0");
		}
		if (this.indexes.putIfAbsent(id, this.indexes.size()) != null) {
			throw new InvalidProfileException("several " + this.what + "s have the id " + Long.toUnsignedString(id));
		}
	}

	/**
	 * Finds the index of the element that must be there.
	 */
	int resolve(long id) throws InvalidProfileException {
		Integer index = this.indexes.get(id);
		if (index == null) {
			throw new InvalidProfileException("unknown " + this.what + " id " + Long.toUnsignedString(id));
		}
		return index;
	}

	/**
	 * Finds the index of the element that may be missing.
	 */
	int find(long id, int ifMissing) {
		return this.indexes.getOrDefault(id, ifMissing);
	}

}
