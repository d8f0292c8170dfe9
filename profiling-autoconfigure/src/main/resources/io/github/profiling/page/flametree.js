/**
 * The tree behind the canvas: for screen readers, the block one is at and those above it,
 * each with its level and its place among its siblings.
 */
import { pathTo } from "./blocks.js";
import { h, uniqueId } from "./dom.js";

const HELP = "Arrow keys go to callers, callees and neighbours. Enter shows callers and callees everywhere, z zooms, "
	+ "Escape goes back, slash searches.";

export class FlameTree {

	constructor() {
		const help = uniqueId("help");
		this.items = h("div", { class: "visually-hidden", role: "presentation" });
		this.element = h("div", { class: "flame-scroller", role: "tree", tabindex: "0", "aria-label": "Flame graph",
			"aria-describedby": help }, this.items);
		this.element.append(h("span", { id: help, hidden: true }, HELP));
	}

	show(block, model) {
		const path = pathTo(block);
		const items = path.map((each) => {
			const siblings = each.parent?.children ?? [each];
			const calls = each.children.length > 0;
			return h("div", { role: "treeitem", id: uniqueId("block"), "aria-level": each.depth + 1, "aria-setsize": siblings.length,
				"aria-posinset": siblings.indexOf(each) + 1, "aria-selected": String(each === block),
				"aria-expanded": calls ? "true" : null, "aria-label": model.describe(each) });
		});
		this.items.replaceChildren(...items);
		this.element.setAttribute("aria-activedescendant", items.at(-1).id);
	}

}
