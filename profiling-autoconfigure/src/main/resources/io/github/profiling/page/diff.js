/**
 * The difference of two profiles, by function.
 */
import { compareNames } from "./names.js";
import { functions } from "./top.js";

/** What the base is multiplied with: 1, or such that both profiles have the same total. */
export function baseFactor(selection, base, normalized) {
	return (normalized && base.total > 0) ? selection.total / base.total : 1;
}

/** What was added since; what multiplying the base left in the last digits is none. */
export function changeOf(now, was) {
	const change = now - was;
	return (Math.abs(change) <= 1e-9 * Math.max(Math.abs(now), Math.abs(was))) ? 0 : change;
}

/** The functions that differ, those that differ most first. */
export function diff(selection, base, factor, sort = "flat") {
	const now = functions(selection);
	const was = functions(base);
	const { name } = selection.tree.frames;
	const rows = [];
	for (let frame = 0; frame < name.length; frame++) {
		const row = { frame, name: name[frame], flat: now.flat[frame], baseFlat: factor * was.flat[frame], cum: now.cum[frame],
			baseCum: factor * was.cum[frame] };
		row.flatChange = changeOf(row.flat, row.baseFlat);
		row.cumChange = changeOf(row.cum, row.baseCum);
		if (row.flat !== 0 || row.baseFlat !== 0 || row.cum !== 0 || row.baseCum !== 0) {
			rows.push(row);
		}
	}
	const key = (sort === "flat") ? "flatChange" : "cumChange";
	return rows.sort((left, right) => (sort === "name") ? compareNames(left.name, right.name)
		: Math.abs(right[key]) - Math.abs(left[key]) || compareNames(left.name, right.name));
}
