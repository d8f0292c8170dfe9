/**
 * Sums up calls by caller and callee. There may be a million calls between a few thousand
 * functions: those of one callee are kept together, so that what is added to stays close in
 * memory, and no object is made for any.
 */
export class Calls {

	/** @param most how many calls there are at most of each function, numbered from 0 */
	constructor(most) {
		this.starts = new Int32Array(most.length + 1);
		for (let callee = 0; callee < most.length; callee++) {
			this.starts[callee + 1] = this.starts[callee] + most[callee];
		}
		this.ends = this.starts.slice(0, -1);
		this.callers = new Int32Array(this.starts[most.length]);
		this.weights = new Float64Array(this.starts[most.length]);
	}

	/** @param caller the number of the caller times two, plus one if others lie between */
	add(caller, callee, weight) {
		const at = this.ends[callee]++;
		this.callers[at] = caller;
		this.weights[at] = weight;
	}

	/**
	 * Each caller of each callee once, when all have been added.
	 * @returns { count, callers, callees, weights, residual }: arrays, the first count of which
	 * count; residual is 1 if others lie between in any of the calls
	 */
	sums() {
		const { starts, ends, callers, weights } = this;
		const callees = new Int32Array(callers.length);
		const residual = new Uint8Array(callers.length);
		const place = new Int32Array(ends.length).fill(-1);
		let count = 0;
		for (let callee = 0; callee < ends.length; callee++) {
			const first = count;
			for (let i = starts[callee]; i < ends[callee]; i++) {
				const caller = callers[i] >> 1;
				const between = callers[i] & 1;
				const weight = weights[i];
				let at = place[caller];
				// What is written stands before what is still to be read.
				if (at < first) {
					at = place[caller] = count++;
					callers[at] = caller;
					callees[at] = callee;
					weights[at] = 0;
				}
				weights[at] += weight;
				residual[at] |= between;
			}
		}
		return { count, callers, callees, weights, residual };
	}

}
