/**
 * Calls by caller and callee, asked for at each node of a tree: a matrix of numbers, or with
 * many functions a hash table. Objects for each of them would cost more than all the rest.
 */
const DENSE = 2048;

const PRESENT = 1;

const RESIDUAL = 2;

export class Calls {

	/** @param count how many functions there are, numbered from 0 */
	constructor(count) {
		this.count = count;
		this.size = 0;
		this.dense = count <= DENSE;
		this.allocate(this.dense ? count ** 2 : 1 << 14);
	}

	allocate(capacity) {
		this.keys = this.dense ? null : new Float64Array(capacity);
		this.weights = new Float64Array(capacity);
		this.flags = new Uint8Array(capacity);
	}

	slot(key) {
		if (this.dense) {
			return key;
		}
		const mask = this.flags.length - 1;
		let slot = Math.imul(key ^ key / 65536, 0x9e3779b1) >>> 9 & mask;
		while (this.flags[slot] !== 0 && this.keys[slot] !== key) {
			slot = slot + 1 & mask;
		}
		return slot;
	}

	/** @param residual 1 if others lie between that could be seen but are not in the graph */
	add(caller, callee, weight, residual) {
		const key = caller * this.count + callee;
		let slot = this.slot(key);
		if (!this.dense && this.flags[slot] === 0) {
			if (++this.size > this.flags.length / 2) {
				this.grow();
				slot = this.slot(key);
			}
			this.keys[slot] = key;
		}
		this.weights[slot] += weight;
		this.flags[slot] |= residual ? PRESENT | RESIDUAL : PRESENT;
	}

	grow() {
		const { keys, weights, flags } = this;
		this.allocate(flags.length * 2);
		for (let old = 0; old < flags.length; old++) {
			if (flags[old] !== 0) {
				const slot = this.slot(keys[old]);
				this.keys[slot] = keys[old];
				this.weights[slot] = weights[old];
				this.flags[slot] = flags[old];
			}
		}
	}

	/** @param visit called with caller, callee, weight, and whether it is residual */
	forEach(visit) {
		const { keys, weights, flags, count } = this;
		if (this.dense) {
			for (let caller = 0, slot = 0; caller < count; caller++) {
				for (let callee = 0; callee < count; callee++, slot++) {
					if (flags[slot] !== 0) {
						visit(caller, callee, weights[slot], (flags[slot] & RESIDUAL) !== 0);
					}
				}
			}
			return;
		}
		for (let slot = 0; slot < flags.length; slot++) {
			if (flags[slot] !== 0) {
				const caller = Math.floor(keys[slot] / count);
				visit(caller, keys[slot] - caller * count, weights[slot], (flags[slot] & RESIDUAL) !== 0);
			}
		}
	}

}
