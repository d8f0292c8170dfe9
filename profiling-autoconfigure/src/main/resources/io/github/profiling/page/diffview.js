/**
 * The view of the difference between two profiles: a flame graph and a table. What became more
 * and what became less shows in arrows, signs and hatching, not in colours alone.
 */
import * as library from "./library.js";
import { baseFactor, changeOf, diff } from "./diff.js";
import { button, field, h } from "./dom.js";
import { diffModel } from "./flamemodel.js";
import { Flame } from "./flame.js";
import { growing } from "./growing.js";
import { functionLink } from "./links.js";
import { href } from "./state.js";
import { label, percentage } from "./units.js";
import { offerPicture, rasterize } from "./downloads.js";
import { openFile } from "./files.js";

/** Colour alone tells nobody enough. */
const MARKS = { more: "▲", less: "▼", same: "=" };

const COLUMNS = [["flat", "flat change"], [null, "base"], [null, "now"], ["cum", "cum change"], [null, "base"], [null, "now"],
	["name", "function"]];

export function diffView(main, { capture, base, go }) {
	const chooser = baseChooser(capture, base, go);
	if (!base) {
		main.append(h("section", { class: "empty" }, h("h1", {}, "What shall it be compared to?"),
			h("p", {}, "Take the same kind of profile twice, before and after a change or under little and much load, or open a file."),
			chooser, h("p", { class: "actions" }, h("a", { class: "button primary", href: href({ view: "index" }) }, "Take another"),
				button("Open a file", () => openFile()))));
		return { update() {} };
	}
	const normalized = h("input", { type: "checkbox", id: "normalized", onchange: () => go({ norm: normalized.checked ? "on" : "" }) });
	const asTable = button("Table", () => go({ as: "" }), { "aria-pressed": "true" });
	const asFlame = button("Flame graph", () => go({ as: "flame" }), { "aria-pressed": "false" });
	const summary = h("p", { class: "summary" });
	const details = h("div", { class: "details" });
	const area = h("div", { class: "flame-area" });
	let model = null;
	const flame = new Flame({
		choose: (block) => go({ f: (block && block.frame >= 0) ? model.tree.frames.name[block.frame] : "" }),
		look: (block) => details.replaceChildren(h("div", { class: "facts" }, model.details(block)))
	});
	main.append(h("h1", { class: "visually-hidden" }, "Difference of two profiles"), h("div", { class: "controls" }, chooser,
		h("div", { class: "field check" }, normalized, h("label", { for: "normalized" }, "As if both had the same total")),
		h("span", { class: "segments", role: "group", "aria-label": "Shown as" }, asTable, asFlame)), summary, area, details);
	return {
		leave: () => flame.leave(),
		update({ state, selection, baseSelection }) {
			normalized.checked = state.norm === "on";
			const isFlame = state.as === "flame";
			asTable.setAttribute("aria-pressed", String(!isFlame));
			asFlame.setAttribute("aria-pressed", String(isFlame));
			const factor = baseFactor(selection, baseSelection, state.norm === "on");
			summary.replaceChildren(summaryOf(selection, baseSelection, factor));
			details.hidden = !isFlame;
			if (!isFlame) {
				offerPicture(null);
				area.replaceChildren(tableOf(selection, baseSelection, factor, state, go));
				return;
			}
			model = diffModel(selection, baseSelection, factor);
			offerPicture({ svg: async () => flame.svg().text, png: async () => {
				const { text, width, height } = flame.svg();
				return rasterize(text, width, height);
			} });
			const back = state.f ? button("Show all", () => go({ f: "" })) : null;
			area.replaceChildren(...[back, flame.element].filter(Boolean));
			flame.show(model, { flip: false, found: null, pivotFrame: state.f ? selection.tree.frames.name.indexOf(state.f) : -1 });
			details.replaceChildren(h("div", { class: "facts" }, model.details(flame.current)));
		}
	};
}

function baseChooser(capture, base, go) {
	const others = library.captures.filter((other) => other !== capture && !library.isRecording(other));
	const choose = h("select", { onchange: () => go({ base: choose.value }) }, base ? null : h("option", { value: "" }, "choose"),
		others.map((other) => h("option", { value: other.id }, library.title(other))));
	choose.value = base?.id ?? "";
	return field("Compared to", choose);
}

function summaryOf(selection, base, factor) {
	const { unit, type } = selection.type;
	const was = factor * base.shown;
	const change = changeOf(selection.shown, was);
	return h("span", {}, `${type}: ${label(Math.round(was), unit)} → ${label(selection.shown, unit)}, ${sign(change)}`
		+ `${label(Math.abs(Math.round(change)), unit)} (${sign(change)}${percentage(change, was)})`
		+ (factor !== 1 ? `, the base multiplied by ${factor.toPrecision(3)}` : ""));
}

function sign(change) {
	return (change > 0) ? "+" : (change < 0) ? "−" : "±";
}

function tableOf(selection, base, factor, state, go) {
	const sort = state.dsort ?? "flat";
	const rows = diff(selection, base, factor, sort);
	const { unit } = selection.type;
	const value = (number) => label(Math.round(number), unit);
	const total = Math.max(1, factor * base.total);
	const changed = (change, was) => {
		const part = change / total;
		const kind = (part > 0.0005) ? "more" : (part < -0.0005) ? "less" : "same";
		return h("td", { class: `number change ${kind}` }, (change === 0) ? "=" : `${MARKS[kind]} ${sign(change)}${value(Math.abs(change))}`,
			h("span", { class: "hint" }, (was !== 0) ? ` ${sign(change)}${percentage(change, was)}` : (change !== 0) ? " new" : ""));
	};
	const header = COLUMNS.map(([key, text]) => h("th", { scope: "col", class: (key === "name") ? "name" : "number",
		"aria-sort": (key && key === sort) ? ((key === "name") ? "ascending" : "descending") : null },
	key ? button(text, () => go({ dsort: key }), { class: (key === sort) ? "sorted descending" : null }) : text));
	const { body, more } = growing(rows, (row) => h("tr", {}, changed(row.flatChange, row.baseFlat),
		h("td", { class: "number" }, value(row.baseFlat)), h("td", { class: "number" }, value(row.flat)),
		changed(row.cumChange, row.baseCum), h("td", { class: "number" }, value(row.baseCum)),
		h("td", { class: "number" }, value(row.cum)), h("td", { class: "name" }, functionLink(selection.tree, row.frame, state))));
	return h("div", { class: "table-wrap", tabindex: "0", role: "region", "aria-label": "Functions that differ" },
		h("table", { class: "top diff" }, h("thead", {}, h("tr", {}, header)), body), more);
}
