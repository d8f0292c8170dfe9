package io.github.profiling.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Adds up calls. A hash table of primitives, as it is asked for each frame of each
 * sample.
 */
final class CallTable {

	private static final int FREE = -1;

	private static final int SMALL = 256;

	/** The position of each call in the arrays below, by the hash of its nodes. */
	private int[] slots = new int[2 * SMALL];

	private long[] nodes = new long[SMALL];

	private long[] weights = new long[SMALL];

	private long[] counts;

	private int[] lastSample = new int[SMALL];

	private boolean[] residual = new boolean[SMALL];

	private boolean[] everCalled = new boolean[SMALL];

	private int size;

	/**
	 * Creates a table.
	 * @param counting whether the calls have counts
	 */
	CallTable(boolean counting) {
		this.counts = new long[counting ? SMALL : 0];
		Arrays.fill(this.slots, FREE);
	}

	/**
	 * Adds a call. Of several equal calls in one sample, the first counts.
	 * @param caller the calling node
	 * @param callee the called node
	 * @param sample the sample's number, from 1
	 * @param overOthers whether nodes between the two are not shown
	 * @param inlined whether the call was inlined
	 * @return the call, for {@link #weigh(int, long, long)}, or -1 if it does not count
	 */
	int add(int caller, int callee, int sample, boolean overOthers, boolean inlined) {
		int call = find((long) caller << 32 | callee);
		if (this.lastSample[call] == sample) {
			return -1;
		}
		this.lastSample[call] = sample;
		this.residual[call] |= overOthers;
		this.everCalled[call] |= !inlined;
		return call;
	}

	void weigh(int call, long weight, long count) {
		this.weights[call] += weight;
		if (this.counts.length > 0) {
			this.counts[call] += count;
		}
	}

	private int find(long key) {
		int slot = slot(key);
		while (this.slots[slot] != FREE) {
			if (this.nodes[this.slots[slot]] == key) {
				return this.slots[slot];
			}
			slot = slot + 1 & this.slots.length - 1;
		}
		if (this.size == this.nodes.length) {
			grow();
			return find(key);
		}
		this.slots[slot] = this.size;
		this.nodes[this.size] = key;
		return this.size++;
	}

	private int slot(long key) {
		return (int) (key * 0x9E3779B97F4A7C15L >>> 32) & this.slots.length - 1;
	}

	private void grow() {
		int capacity = 2 * this.size;
		this.nodes = Arrays.copyOf(this.nodes, capacity);
		this.weights = Arrays.copyOf(this.weights, capacity);
		this.counts = Arrays.copyOf(this.counts, (this.counts.length > 0) ? capacity : 0);
		this.lastSample = Arrays.copyOf(this.lastSample, capacity);
		this.residual = Arrays.copyOf(this.residual, capacity);
		this.everCalled = Arrays.copyOf(this.everCalled, capacity);
		this.slots = new int[2 * capacity];
		Arrays.fill(this.slots, FREE);
		for (int call = 0; call < this.size; call++) {
			int slot = slot(this.nodes[call]);
			while (this.slots[slot] != FREE) {
				slot = slot + 1 & this.slots.length - 1;
			}
			this.slots[slot] = call;
		}
	}

	int size() {
		return this.size;
	}

	int caller(int call) {
		return (int) (this.nodes[call] >>> 32);
	}

	int callee(int call) {
		return (int) this.nodes[call];
	}

	long weight(int call) {
		return this.weights[call];
	}

	boolean isInlined(int call) {
		return !this.everCalled[call];
	}

	/**
	 * The calls, each as an object.
	 * @return a new list
	 */
	List<Call> toList() {
		List<Call> calls = new ArrayList<>(this.size);
		for (int i = 0; i < this.size; i++) {
			calls.add(new Call(caller(i), callee(i), this.weights[i], (this.counts.length > 0) ? this.counts[i] : 0,
					this.residual[i], isInlined(i)));
		}
		return calls;
	}

}
