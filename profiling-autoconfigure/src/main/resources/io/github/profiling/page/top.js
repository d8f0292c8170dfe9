/**
 * The functions in which most was measured, with the numbers of go tool pprof -top
 * (google/pprof, internal/graph/graph.go, newGraph): flat is what was measured in a
 * function itself, cum what was measured in it and all that it called. A stack counts once
 * for each function in it, however often that is in it.
 */
import { compareNames } from "./names.js";
import { isVisible } from "./selection.js";
import { chooseUnit, label } from "./units.js";

/** flat and cum of each function. */
export function functions(selection) {
	selection.functions ??= added(selection);
	return selection.functions;
}

function added({ tree, self, sums, visible }) {
	const flat = new Float64Array(tree.frames.name.length);
	const cum = new Float64Array(tree.frames.name.length);
	for (let node = 1; node < tree.parent.length; node++) {
		if (!isVisible(visible, node)) {
			continue;
		}
		flat[tree.frame[node]] += self[node];
		if (tree.outer[node] < 0) {
			cum[tree.frame[node]] += sums[node];
		}
	}
	return { flat, cum };
}

/**
 * The rows of the table.
 * @param selection what is looked at
 * @param options nodeFraction (rows with less of the total are dropped), nodeCount (0 for
 * all), sort (flat, cum or name), ascending
 */
export function top(selection, options = {}) {
	const { flat, cum } = functions(selection);
	const names = selection.tree.frames.name;
	let rows = [];
	let sum = 0;
	for (let frame = 0; frame < names.length; frame++) {
		if (flat[frame] !== 0 || cum[frame] !== 0) {
			rows.push({ frame, name: names[frame], flat: flat[frame], cum: cum[frame], sum: 0 });
			sum += flat[frame];
		}
	}
	const all = rows.length;
	const cutoff = Math.abs(Math.trunc(sum * (options.nodeFraction ?? 0)));
	if (cutoff > 0) {
		rows = rows.filter((row) => Math.abs(row.cum) >= cutoff);
	}
	const heavy = rows.length;
	rows.sort(byFlat);
	if (options.nodeCount > 0) {
		rows.length = Math.min(rows.length, options.nodeCount);
	}
	if (options.sort === "cum") {
		rows.sort(byCum);
	}
	else if (options.sort === "name") {
		rows.sort((left, right) => compareNames(left.name, right.name));
	}
	if (options.ascending) {
		rows.reverse();
	}
	let running = 0;
	for (const row of rows) {
		running += row.flat;
		row.sum = running;
	}
	return { rows, total: selection.total, dropped: all - heavy, candidates: heavy, format: format(selection, rows) };
}

function byFlat(left, right) {
	return Math.abs(right.flat) - Math.abs(left.flat) || compareNames(left.name, right.name)
		|| Math.abs(right.cum) - Math.abs(left.cum);
}

function byCum(left, right) {
	return Math.abs(right.cum) - Math.abs(left.cum) || compareNames(left.name, right.name)
		|| Math.abs(right.flat) - Math.abs(left.flat);
}

/** Prints all values of a table in one unit. */
export function format(selection, rows) {
	const unit = selection.type.unit;
	let smallest = 0;
	for (const row of rows) {
		const value = Math.abs((row.flat !== 0) ? row.flat : row.cum);
		if (value > 0 && (smallest === 0 || value < smallest)) {
			smallest = value;
		}
	}
	const output = (rows.length === 0) ? "auto" : chooseUnit(unit, smallest || selection.total, selection.total);
	return (value) => label(value, unit, output);
}
