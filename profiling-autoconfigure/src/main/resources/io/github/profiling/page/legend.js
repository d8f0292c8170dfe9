/**
 * How to read and to walk through a flame graph.
 */
import { h } from "./dom.js";
import { SORTS } from "./names.js";

const HOW = { app: "bold, warm colours, one for each package", framework: "green to blue, pale", jdk: "pale blue", class: "slanted",
	native: "grey, dotted edge" };

const KEYS = [["arrow keys", "to callers, callees and neighbours"], ["Enter, click", "callers and callees of a function, everywhere"],
	["z, Shift and click", "zoom in"], ["Escape", "back"], ["/", "search"], ["Home", "to the beginning"]];

export function legend() {
	return h("details", { class: "menu glossary end" }, h("summary", {}, "Help"), h("div", { class: "popup" },
		h("p", {}, "Each block is a function, as wide as what was measured in it and in all it called. Below it stand the functions "
			+ "it called. The order from left to right says nothing about time: the widest comes first."),
		h("ul", { class: "legend" }, Object.entries(SORTS).map(([sort, text]) => h("li", { class: `swatch sort-${sort}` },
			h("span", {}, text), ` ${HOW[sort]}`))),
		h("dl", { class: "keys" }, KEYS.map(([key, text]) => [h("dt", {}, key), h("dd", {}, text)]))));
}
