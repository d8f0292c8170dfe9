/**
 * The table of functions, as go tool pprof -top prints it, and sortable.
 */
import { button, h } from "./dom.js";
import { growing } from "./growing.js";
import { cautions, noSamples } from "./notices.js";
import { expression } from "./selection.js";
import { glossary } from "./glossary.js";
import { percentage } from "./units.js";
import { functionLink } from "./links.js";
import { top } from "./top.js";

const COLUMNS = [["flat", "flat"], [null, "flat %"], [null, "sum %"], ["cum", "cum"], [null, "cum %"], ["name", "function"]];

export function topView(main, { capture, go }) {
	const search = h("input", { type: "search", placeholder: "Find a function", "aria-label": "Find a function", "data-search": true,
		oninput: () => go({ q: search.value }, { replace: true }) });
	const notes = h("div", { class: "notes" });
	const summary = h("p", { class: "summary" });
	const table = h("div", { class: "table-wrap", tabindex: "0", role: "region", "aria-label": "Functions" });
	main.append(h("h1", { class: "visually-hidden" }, "Top functions"), h("div", { class: "controls" }, search, glossary()), notes,
		summary, table);
	let shown = { key: null, rows: null };
	const update = ({ state, selection }) => {
		if (document.activeElement !== search) {
			search.value = state.q ?? "";
		}
		if (selection.shown === 0) {
			notes.replaceChildren();
			summary.textContent = "";
			table.replaceChildren(noSamples({ selection, state, capture, go }));
			return;
		}
		const sort = state.sort ?? "flat";
		const ascending = state.order === "up";
		const report = top(selection, { sort, ascending });
		const { pattern } = expression(state.q);
		const rows = pattern ? report.rows.filter((row) => pattern.test(row.name)) : report.rows;
		notes.replaceChildren(...cautions(selection, capture));
		summary.textContent = `${report.format(selection.shown)} of ${report.format(selection.total)} ${selection.type.type}`
			+ ` (${percentage(selection.shown, selection.total)}) in ${report.rows.length} functions`
			+ (pattern ? `, ${rows.length} found` : "");
		const largest = rows.reduce((most, row) => Math.max(most, Math.abs(row.flat)), 0);
		const key = [selection.key, sort, ascending, state.q].join("\n");
		shown = { key, rows: growing(rows, (row) => rowOf(row, report, largest, { state, selection }),
			(shown.key === key) ? shown.rows.count() : undefined) };
		table.replaceChildren(tableOf(shown.rows.body, { sort, ascending, go }), shown.rows.more);
	};
	return { update };
}

function tableOf(body, { sort, ascending, go }) {
	const header = COLUMNS.map(([key, text]) => {
		const sorted = key === sort;
		const direction = (ascending === (key !== "name")) ? "ascending" : "descending";
		return h("th", { scope: "col", class: (text === "function") ? "name" : "number", "aria-sort": sorted ? direction : null },
			key ? button(text, () => go({ sort: key, order: sorted && !ascending ? "up" : "" }),
				{ class: sorted ? `sorted ${direction}` : null }) : text);
	});
	return h("table", { class: "top" }, h("thead", {}, h("tr", {}, header)), body);
}

function rowOf(row, report, largest, { state, selection }) {
	const bar = h("span", { class: "weight", "aria-hidden": "true" });
	bar.style.width = `${(largest > 0) ? 100 * Math.abs(row.flat) / largest : 0}%`;
	return h("tr", {}, h("td", { class: "number flat" }, report.format(row.flat), bar),
		h("td", { class: "number" }, percentage(row.flat, report.total)),
		h("td", { class: "number" }, percentage(row.sum, report.total)),
		h("td", { class: "number" }, report.format(row.cum)),
		h("td", { class: "number" }, percentage(row.cum, report.total)),
		h("td", { class: "name" }, functionLink(selection.tree, row.frame, state)));
}
