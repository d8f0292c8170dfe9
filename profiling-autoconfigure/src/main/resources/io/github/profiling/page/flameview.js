/**
 * The view of the flame graph: the graph, what is searched, and the function one looks at.
 */
import { button, h } from "./dom.js";
import { cautions, noSamples } from "./notices.js";
import { expression, matching } from "./selection.js";
import { Flame } from "./flame.js";
import { flameModel } from "./flamemodel.js";
import { legend } from "./legend.js";
import { offerPicture, rasterize } from "./downloads.js";
import { percentage } from "./units.js";
import { breakable } from "./links.js";

export function flameView(main, { capture, go }) {
	const search = h("input", { type: "search", placeholder: "Search", "aria-label": "Search for functions", "data-search": true,
		oninput: () => go({ q: search.value }, { replace: true }) });
	const found = h("span", { class: "found", "aria-live": "polite" });
	const flip = button("Flip", () => go({ flip: flip.getAttribute("aria-pressed") === "true" ? "" : "on" }), { "aria-pressed": "false",
		title: "Put the callers at the bottom" });
	const own = button("Your code", () => go({ frameworks: own.getAttribute("aria-pressed") === "true" ? "" : "off", f: "" }),
		{ "aria-pressed": "false", title: "Leave out the frames of frameworks and of the JDK" });
	const back = button("Show all", () => (flame.zoomed ? flame.zoom(flame.root) : go({ f: "" })), { hidden: true });
	const notes = h("div", { class: "notes" });
	const details = h("div", { class: "details" });
	const area = h("div", { class: "flame-area" });
	let model = null;
	const flame = new Flame({
		choose: (block) => go({ f: (block && block.frame >= 0) ? model.tree.frames.name[block.frame] : "" }),
		look: (block) => {
			back.hidden = !flame.zoomed && !flame.pivot;
			showDetails(details, block, model, go, flame);
		}
	});
	main.append(h("h1", { class: "visually-hidden" }, "Flame graph"),
		h("div", { class: "controls" }, search, found, flip, own, back, legend()), notes, area, details);
	offerPicture({
		svg: async () => flame.svg().text,
		png: async () => {
			const { text, width, height } = flame.svg();
			return rasterize(text, width, height);
		}
	});
	return {
		leave: () => flame.leave(),
		update({ state, selection }) {
			notes.replaceChildren(...cautions(selection, capture));
			if (document.activeElement !== search) {
				search.value = state.q ?? "";
			}
			flip.setAttribute("aria-pressed", String(state.flip === "on"));
			own.setAttribute("aria-pressed", String(state.frameworks === "off"));
			if (selection.shown === 0) {
				area.replaceChildren(noSamples({ selection, state, capture, go }));
				details.replaceChildren();
				return;
			}
			if (flame.element.parentNode !== area) {
				area.replaceChildren(flame.element);
			}
			const { pattern, error } = expression(state.q);
			const frames = pattern ? matching(selection.tree, pattern) : null;
			found.textContent = error || (frames ? `${percentage(weightOf(selection, frames), selection.total)} found` : "");
			const pivotFrame = state.f ? selection.tree.frames.name.indexOf(state.f) : -1;
			if (model?.selection !== selection) {
				model = flameModel(selection);
			}
			flame.show(model, { flip: state.flip === "on", found: frames, pivotFrame });
			back.hidden = pivotFrame < 0 && !flame.zoomed;
			showDetails(details, flame.current ?? flame.root, model, go, flame);
		}
	};
}

/** What was measured in stacks with one of these functions. */
function weightOf({ tree, sums }, frames) {
	let weight = 0;
	for (let node = 1; node < tree.parent.length; node++) {
		if (frames[tree.frame[node]]) {
			weight += sums[node];
			node = tree.end[node] - 1;
		}
	}
	return weight;
}

function showDetails(element, block, model, go, flame) {
	if (!block) {
		return;
	}
	const name = (block.frame >= 0) ? model.tree.frames.name[block.frame] : "";
	const quoted = `^${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`;
	const actions = (name === "") ? [] : [
		(flame.pivot?.callees.frame === block.frame) ? null
			: button("Callers and callees", () => go({ f: name }), { class: "primary" }),
		(block === flame.root || flame.zoomed === block) ? null : button("Zoom", () => flame.zoom(block)),
		button("Focus", () => go({ focus: quoted })),
		button("Ignore", () => go({ ignore: quoted })),
		button("Hide", () => go({ hide: quoted, f: "" })),
		h("a", { class: "button", href: `#/top?${new URLSearchParams({ q: quoted, open: new URLSearchParams(location.hash
			.split("?")[1]).get("open") ?? "" })}` }, "In the table")
	];
	element.replaceChildren(h("div", { class: "facts" }, h("strong", {}, name ? breakable(name) : model.rootText),
		...model.numbers(block)), h("div", { class: "actions" }, actions.filter(Boolean)));
}
