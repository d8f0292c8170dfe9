/**
 * The calls between some functions of a call tree. Which functions to draw shows only when
 * the calls between all that could be drawn are known, so the tree is looked through once,
 * for all of those: what is left of it is much smaller.
 *
 * Places are the tree's nodes with one of these functions, in the tree's order, from 1:
 *   node[p]     the node
 *   above[p]    the nearest place among its callers, or 0, times two; plus one if other
 *               functions that can be seen lie between
 *   outer[p]    the nearest caller that is the same function, or 0: recursion
 *   each[f]     how many places function f has
 */
import { Calls } from "./calls.js";

const NOBODY = -2;

/** The places of functions. */
export function callPlaces({ tree, sums, visible, hasNegative }, functions) {
	const { parent, frame, outer, end } = tree;
	const size = parent.length;
	const chosen = new Uint8Array(tree.frames.name.length);
	for (const { frame } of functions) {
		chosen[frame] = 1;
	}
	const most = 1 + functions.reduce((sum, each) => sum + tree.frames.nodes[each.frame], 0);
	const places = { tree, sums, count: 1, each: new Int32Array(chosen.length),
		node: new Int32Array(most), above: new Int32Array(most), outer: new Int32Array(most) };
	// For each node of the tree what above says of a place.
	const nearest = new Int32Array(size);
	let count = 1;
	for (let node = 1; node < size; node++) {
		const canBeSeen = !visible || visible[node] === node;
		// What is hidden holds nothing itself, but what it calls may.
		if (canBeSeen && sums[node] === 0 && !hasNegative) {
			node = end[node] - 1;
			continue;
		}
		const above = nearest[parent[node]];
		if (!canBeSeen || chosen[frame[node]] === 0) {
			nearest[node] = canBeSeen ? above | 1 : above;
			continue;
		}
		nearest[node] = count << 1;
		places.each[frame[node]]++;
		places.node[count] = node;
		places.above[count] = above;
		if (outer[node] > 0) {
			places.outer[count] = nearest[outer[node]] >> 1;
		}
		count++;
	}
	places.count = count;
	return places;
}

/**
 * The calls between functions that have places.
 * @param kept the functions; calls name them by their index in this list
 * @returns { count, callers, callees, weights, residual }, see calls.js
 */
export function callsBetween({ tree, sums, count, each, node, above, outer }, kept) {
	const indexOf = new Int32Array(tree.frames.name.length).fill(-1);
	kept.forEach(({ frame }, index) => {
		indexOf[frame] = index;
	});
	// For each place the nearest function that is kept, its own or a caller's, as in above.
	const nearest = new Int32Array(count);
	nearest[0] = NOBODY;
	const callerOf = (place) => nearest[above[place] >> 1] | above[place] & 1;
	const calls = new Calls(kept.map(({ frame }) => each[frame]));
	for (let place = 1; place < count; place++) {
		const index = indexOf[tree.frame[node[place]]];
		const caller = callerOf(place);
		if (index < 0) {
			nearest[place] = caller | 1;
			continue;
		}
		nearest[place] = index << 1;
		if (caller >= 0 && caller >> 1 !== index && isFirstCall(place, caller >> 1)) {
			calls.add(caller, index, sums[node[place]]);
		}
	}
	return calls.sums();

	/** Calls count once in each stack, however often they are in it. */
	function isFirstCall(place, caller) {
		for (let other = outer[place]; other > 0; other = outer[other]) {
			if (callerOf(other) >> 1 === caller) {
				return false;
			}
		}
		return true;
	}
}
