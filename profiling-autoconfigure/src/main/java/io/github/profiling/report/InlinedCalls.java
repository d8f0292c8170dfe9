package io.github.profiling.report;

import java.util.Arrays;

/**
 * Calls from one function to another that may have been inlined, with their weight. A
 * hash table of primitives, as it is asked for each frame of each sample.
 */
final class InlinedCalls {

	private static final long FREE = -1;

	private long[] keys = new long[64];

	private long[] weights = new long[64];

	private boolean[] everCalled = new boolean[64];

	private int[] lastSample = new int[64];

	private int size;

	InlinedCalls() {
		Arrays.fill(this.keys, FREE);
	}

	/**
	 * Adds a call. Of several equal calls in one sample, the first counts.
	 * @param caller the calling node
	 * @param callee the called node
	 * @param weight the sample's value
	 * @param inlined whether the call was inlined
	 * @param sample the sample's number, from 1
	 */
	void add(int caller, int callee, long weight, boolean inlined, int sample) {
		int slot = slot((long) caller << 32 | callee);
		if (this.lastSample[slot] != sample) {
			this.lastSample[slot] = sample;
			this.weights[slot] += weight;
			this.everCalled[slot] |= !inlined;
		}
	}

	private int slot(long key) {
		int slot = find(this.keys, key);
		if (this.keys[slot] == FREE) {
			if (++this.size > this.keys.length / 2) {
				grow();
				slot = find(this.keys, key);
			}
			this.keys[slot] = key;
		}
		return slot;
	}

	private static int find(long[] keys, long key) {
		long hash = key * 0x9E3779B97F4A7C15L;
		int slot = (int) (hash >>> 32) & keys.length - 1;
		while (keys[slot] != key && keys[slot] != FREE) {
			slot = slot + 1 & keys.length - 1;
		}
		return slot;
	}

	private void grow() {
		int capacity = this.keys.length * 2;
		long[] newKeys = new long[capacity];
		long[] newWeights = new long[capacity];
		boolean[] newEverCalled = new boolean[capacity];
		int[] newLastSample = new int[capacity];
		Arrays.fill(newKeys, FREE);
		for (int i = 0; i < this.keys.length; i++) {
			if (this.keys[i] != FREE) {
				int slot = find(newKeys, this.keys[i]);
				newKeys[slot] = this.keys[i];
				newWeights[slot] = this.weights[i];
				newEverCalled[slot] = this.everCalled[i];
				newLastSample[slot] = this.lastSample[i];
			}
		}
		this.keys = newKeys;
		this.weights = newWeights;
		this.everCalled = newEverCalled;
		this.lastSample = newLastSample;
	}

	/**
	 * Tells for each node whether its callers inlined it.
	 * @param nodes the number of nodes
	 * @param cutoff calls with less weight are disregarded
	 * @return an element for each node
	 */
	Inlining[] inlining(int nodes, long cutoff) {
		boolean[] called = new boolean[nodes];
		boolean[] inlined = new boolean[nodes];
		for (int i = 0; i < this.keys.length; i++) {
			if (this.keys[i] != FREE && Math.abs(this.weights[i]) >= cutoff) {
				int callee = (int) this.keys[i];
				called[callee] |= this.everCalled[i];
				inlined[callee] |= !this.everCalled[i];
			}
		}
		Inlining[] result = new Inlining[nodes];
		for (int node = 0; node < nodes; node++) {
			result[node] = !inlined[node] ? Inlining.NONE : called[node] ? Inlining.PARTIAL : Inlining.FULL;
		}
		return result;
	}

}
