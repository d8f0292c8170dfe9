package io.github.profiling.profile.pprof;

import java.util.Arrays;

/**
 * A growing list of numbers without boxes.
 */
final class LongList {

	private static final long[] EMPTY = {};

	private long[] elements = EMPTY;

	private int size;

	void add(long element) {
		if (this.size == this.elements.length) {
			this.elements = Arrays.copyOf(this.elements, Math.max(4, this.size * 2));
		}
		this.elements[this.size++] = element;
	}

	int size() {
		return this.size;
	}

	long get(int index) {
		return this.elements[index];
	}

	long[] toArray() {
		return (this.size == 0) ? EMPTY : Arrays.copyOf(this.elements, this.size);
	}

}
