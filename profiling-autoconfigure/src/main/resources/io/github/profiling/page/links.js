/**
 * A function's name as a link to its callers and callees.
 */
import { h } from "./dom.js";
import { href } from "./state.js";
import { SORTS } from "./names.js";

export function functionLink(tree, frame, state) {
	const { name, sort } = tree.frames;
	return h("a", { href: href({ ...state, view: "flame", f: name[frame], q: "" }), class: `function sort-${sort[frame]}`,
		title: `${SORTS[sort[frame]]}. Callers and callees of ${name[frame]}` }, ...parted(name[frame], tree.frames.short[frame]));
}

/** The package stands back behind what differs. */
function parted(name, short) {
	const start = name.endsWith(short) ? name.length - short.length : 0;
	return (start > 0) ? [h("span", { class: "package" }, breakable(name.slice(0, start))), ...breakable(short)] : breakable(name);
}

/** A long name breaks behind its dots, so that it fits a phone. */
export function breakable(name) {
	return name.split(/(?<=[./$])/).flatMap((part, i) => (i === 0) ? [part] : [h("wbr"), part]);
}
