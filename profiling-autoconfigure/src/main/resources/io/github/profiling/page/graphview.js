/**
 * The view of the call graph: boxes and arrows as go tool pprof draws them, laid out by dagre.
 */
import { announce, button, h } from "./dom.js";
import { onThemeChange } from "./colors.js";
import { callGraph } from "./graph.js";
import { cautions, noSamples } from "./notices.js";
import { drawGraph, measure } from "./graphpaint.js";
import { layoutInWorker } from "./opener.js";
import { offerPicture, rasterize } from "./downloads.js";
import { percentage } from "./units.js";
import { format } from "./top.js";
import { PanZoom } from "./panzoom.js";

const SIZES = [20, 40, 80, 160];

const USUAL_SIZE = 80;

export function graphView(main, { capture, go }) {
	const size = h("select", { "aria-label": "Number of functions", onchange: () => go({ n: size.value }) },
		SIZES.map((count) => h("option", { value: count }, `${count} functions`)));
	const panZoom = new PanZoom();
	const summary = h("p", { class: "summary" });
	const notes = h("div", { class: "notes" });
	const area = h("div", { class: "graph-area" });
	main.append(h("h1", { class: "visually-hidden" }, "Call graph"), h("div", { class: "controls" }, size,
		button("+", () => panZoom.zoomBy(1.4), { "aria-label": "Zoom in" }), button("−", () => panZoom.zoomBy(1 / 1.4),
			{ "aria-label": "Zoom out" }), button("Fit", () => panZoom.fit()), help()), notes, summary, area);
	let drawing = 0;
	let shown = null;
	let draw = null;
	const end = new AbortController();
	onThemeChange(() => {
		if (draw) {
			shown = draw();
			panZoom.repaint(shown.element);
		}
	}, end.signal);
	offerPicture({ svg: async () => shown.text(), png: async () => rasterize(shown.text(), shown.width, shown.height) });
	return {
		leave() {
			end.abort();
			panZoom.leave();
		},
		async update({ state, selection }) {
			const mine = ++drawing;
			notes.replaceChildren(...cautions(selection, capture));
			size.value = sizeOf(state);
			if (selection.shown === 0) {
				summary.textContent = "";
				area.removeAttribute("aria-busy");
				area.replaceChildren(noSamples({ selection, state, capture, go }));
				return;
			}
			area.setAttribute("aria-busy", "true");
			// Let the browser show that something happens before the work begins.
			await new Promise((resolve) => setTimeout(resolve));
			let plan;
			try {
				plan = await planned(selection, sizeOf(state));
			}
			catch (ex) {
				area.removeAttribute("aria-busy");
				area.replaceChildren(h("p", { class: "notice error", role: "alert" }, ex.message));
				return;
			}
			if (mine !== drawing) {
				return;
			}
			const { graph, print, measured, places } = plan;
			draw = () => drawGraph(measured, places, { open: (name) => go({ view: "flame", f: name, q: "" }) });
			shown = draw();
			summary.textContent = summaryOf(graph, print);
			area.removeAttribute("aria-busy");
			area.replaceChildren(panZoom.element);
			panZoom.show(shown.element, shown.width, shown.height, shown.start);
			announce(`Call graph of ${graph.nodes.length} functions`);
		}
	};
}

/** Which functions and calls, and where they go: kept with the selection, for who comes back. */
function planned(selection, nodeCount) {
	selection.plans ??= new Map();
	if (!selection.plans.has(nodeCount)) {
		const plan = make(selection, nodeCount);
		selection.plans.set(nodeCount, plan);
		plan.catch(() => selection.plans.delete(nodeCount));
	}
	return selection.plans.get(nodeCount);
}

async function make(selection, nodeCount) {
	const graph = callGraph(selection, { nodeCount });
	const print = format(selection, graph.nodes);
	const measured = measure(graph, print, selection);
	return { graph, print, measured, places: await layoutInWorker(measured.plan) };
}

/** Somebody is about to look: what takes longest begins before they do. */
export function prepareGraph(selection, state) {
	if (selection.shown > 0) {
		planned(selection, sizeOf(state));
	}
}

function sizeOf(state) {
	return SIZES.includes(Number(state.n)) ? Number(state.n) : USUAL_SIZE;
}

function summaryOf(graph, print) {
	const flat = graph.nodes.reduce((sum, node) => sum + node.flat, 0);
	return `${graph.nodes.length} of ${graph.candidates + graph.droppedNodes} functions, with ${print(flat)} of ${print(graph.total)} `
		+ `(${percentage(flat, graph.total)}) in them`
		+ ((graph.droppedNodes > 0) ? `; ${graph.droppedNodes} with less than 0.5 % are left out` : "");
}

function help() {
	return h("details", { class: "menu glossary end" }, h("summary", {}, "Help"), h("div", { class: "popup" },
		h("p", {}, "Each box is a function. The larger its text, the more was measured in the function itself (flat); the redder, the more "
			+ "in it and all it called (cum). An arrow is a call, as thick as what was measured in it; a dotted one goes over functions "
			+ "that are left out."),
		h("p", {}, "Drag or use the arrow keys to move, + and - or the wheel with Ctrl to zoom, 0 to see all. Tab goes from box to box, Enter "
			+ "shows callers and callees.")));
}
