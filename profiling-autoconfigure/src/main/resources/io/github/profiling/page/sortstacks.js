/**
 * Sorts stacks, root first, so that those that begin alike stand together: multikey
 * quicksort (Bentley and Sedgewick, "Fast Algorithms for Sorting and Searching Strings",
 * 1997), which looks at each common beginning once.
 * @param stacks the frames of all stacks, one stack after the other
 * @param starts where each stack begins, and after the last one the end
 * @param count how many stacks there are
 * @returns the stacks' numbers in their order
 */
export function sortStacks(stacks, starts, count) {
	const order = Int32Array.from({ length: count }, (_, i) => i);
	const keys = new Int32Array(count);
	const todo = [0, count, 0];
	while (todo.length > 0) {
		const depth = todo.pop();
		const to = todo.pop();
		const from = todo.pop();
		if (to - from < 2) {
			continue;
		}
		for (let i = from; i < to; i++) {
			const at = starts[order[i]] + depth;
			keys[i] = (at < starts[order[i] + 1]) ? stacks[at] : -1;
		}
		sortRange(keys, order, from, to);
		for (let start = from, i = from + 1; i <= to; i++) {
			if (i === to || keys[i] !== keys[start]) {
				if (keys[start] >= 0 && i - start > 1) {
					todo.push(start, i, depth + 1);
				}
				start = i;
			}
		}
	}
	return order;
}

/** Sorts keys and what belongs to them; equal ones are set aside at once. */
function sortRange(keys, order, from, to) {
	while (to - from > 12) {
		const pivot = median(keys[from], keys[from + to >> 1], keys[to - 1]);
		let less = from;
		let greater = to;
		for (let i = from; i < greater;) {
			if (keys[i] < pivot) {
				swap(keys, order, i++, less++);
			}
			else if (keys[i] > pivot) {
				swap(keys, order, i, --greater);
			}
			else {
				i++;
			}
		}
		// The smaller part first, so that the calls do not nest deeply.
		if (less - from < to - greater) {
			sortRange(keys, order, from, less);
			from = greater;
		}
		else {
			sortRange(keys, order, greater, to);
			to = less;
		}
	}
	for (let i = from + 1; i < to; i++) {
		for (let j = i; j > from && keys[j - 1] > keys[j]; j--) {
			swap(keys, order, j, j - 1);
		}
	}
}

function median(a, b, c) {
	return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

function swap(keys, order, i, j) {
	const key = keys[i];
	keys[i] = keys[j];
	keys[j] = key;
	const number = order[i];
	order[i] = order[j];
	order[j] = number;
}
