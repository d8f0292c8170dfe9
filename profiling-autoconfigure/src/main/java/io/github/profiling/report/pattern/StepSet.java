package io.github.profiling.report.pattern;

/**
 * A set of steps that is emptied in no time (Briggs and Torczon, "An Efficient
 * Representation for Sparse Sets").
 */
final class StepSet {

	private final int[] elements;

	private final int[] places;

	private int size;

	StepSet(int capacity) {
		this.elements = new int[capacity];
		this.places = new int[capacity];
	}

	void clear() {
		this.size = 0;
	}

	boolean add(int step) {
		int place = this.places[step];
		if (place < this.size && this.elements[place] == step) {
			return false;
		}
		this.places[step] = this.size;
		this.elements[this.size++] = step;
		return true;
	}

	int size() {
		return this.size;
	}

	int get(int index) {
		return this.elements[index];
	}

}
