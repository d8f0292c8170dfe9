/**
 * Draws a call graph as SVG. The colours are attributes of the elements, for light and for
 * dark, so that the picture can leave the page.
 */
import { dotColor, fontSize, penWidth } from "./graph.js";
import { svg } from "./dom.js";
import { percentage } from "./units.js";
import { isDark } from "./colors.js";

const context = document.createElement("canvas").getContext("2d");

const FAMILY = "system-ui, sans-serif";

function widthOf(text, size) {
	context.font = `${size}px ${FAMILY}`;
	return context.measureText(text).width;
}

/** How large each box and each label is, before it is known where they go. */
export function measure(graph, print, selection) {
	const maxFlat = graph.nodes.reduce((most, node) => Math.max(most, Math.abs(node.flat)), 0);
	const { total } = graph;
	const index = new Map(graph.nodes.map((node, i) => [node, i]));
	const boxes = graph.nodes.map((node) => {
		const lines = linesOf(node, print, total, selection.tree.frames.short[node.frame]);
		const size = fontSize(node, maxFlat);
		return { node, lines, size, width: Math.ceil(Math.max(...lines.map((line) => widthOf(line, size)))) + 16,
			height: Math.ceil(lines.length * size * 1.25) + 10, cum: print(node.cum) };
	});
	const arrows = graph.edges.map((edge) => ({ edge, text: print(edge.weight), pen: penWidth(edge, total) }));
	return { total, boxes, arrows, plan: {
		nodes: boxes.map(({ width, height }, i) => ({ id: String(i), width, height })),
		edges: arrows.map(({ edge, text }) => ({ from: String(index.get(edge.src)), to: String(index.get(edge.dest)),
			width: Math.ceil(widthOf(text, 11)) + 8, height: 16,
			weight: 1 + Math.trunc(Math.min(Math.abs(edge.weight * 100 / (total || 1)), 100)) }))
	} };
}

/** Class, method, and the numbers as in pprof's boxes. */
function linesOf(node, print, total, short) {
	const name = short.split(/\.(?=[^.]+$)|::/).map((part) => (part.length > 60) ? `${part.slice(0, 59)}…` : part);
	const flat = print(node.flat);
	const cum = print(node.cum);
	const numbers = (node.flat === node.cum) ? [`${flat} (${percentage(node.flat, total)})`]
		: [(node.flat === 0) ? "0" : `${flat} (${percentage(node.flat, total)})`, `of ${cum} (${percentage(node.cum, total)})`];
	return [...name, ...numbers];
}

const rgb = (color) => `rgb(${color.join(" ")})`;

/** From what is nothing to all, or to less than nothing. */
function mixed(nothing, less, all, score) {
	const part = Math.min(1, Math.abs(score)) ** 0.5;
	return rgb(nothing.map((from, i) => Math.round(from + ((score < 0 ? less : all)[i] - from) * part)));
}

/** pprof's colours are for paper: in the dark, boxes are dark and lines light. */
function palette(dark) {
	return dark
		? { text: "#f2f4f8", back: "#121519", fill: (score) => mixed([30, 35, 42], [26, 70, 38], [112, 34, 30], score),
			line: (score) => mixed([92, 100, 112], [111, 207, 141], [255, 107, 96], score) }
		: { text: "#14181f", back: "#fff", fill: (score) => rgb(dotColor(score, true)), line: (score) => rgb(dotColor(score, false)) };
}

export function drawGraph(measured, places, { open }) {
	const width = Math.ceil(places.width);
	const height = Math.ceil(places.height);
	const element = picture(measured, places, width, height, isDark(), open);
	const largest = measured.boxes.reduce((most, box, i) => (Math.abs(box.node.flat) > Math.abs(measured.boxes[most].node.flat)) ? i : most, 0);
	return { element, width, height, start: places.nodes[largest], text: () => new XMLSerializer().serializeToString(picture(measured, places, width, height, false)) };
}

function picture({ total, boxes, arrows }, places, width, height, dark, open) {
	const colors = palette(dark);
	const root = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width: open ? "100%" : width,
		height: open ? "100%" : height, "font-family": FAMILY, role: open ? "group" : null, "aria-label": open ? "Functions and calls" : null });
	if (!open) {
		root.append(svg("rect", { width, height, fill: colors.back }));
	}
	arrows.forEach(({ edge, text, pen }, i) => root.append(arrow(edge, text, pen, places.edges[i], colors, total)));
	boxes.forEach((box, i) => root.append(boxOf(box, places.nodes[i], colors, total, open)));
	return root;
}

function arrow(edge, text, pen, { points, x, y }, colors, total) {
	const color = colors.line((total !== 0) ? edge.weight / Math.abs(total) : 0);
	const end = points.at(-1);
	const before = points.at(-2) ?? points[0];
	const angle = Math.atan2(end.y - before.y, end.x - before.x);
	const tip = 6 + pen;
	const corner = (turn) => `${(end.x - tip * Math.cos(angle + turn)).toFixed(1)},${(end.y - tip * Math.sin(angle + turn)).toFixed(1)}`;
	return svg("g", { "aria-hidden": "true" }, svg("title", {}, `${edge.src.name} ${edge.residual ? "..." : "→"} ${edge.dest.name}: ${text}`),
		svg("path", { d: smooth(points), fill: "none", stroke: color, "stroke-width": pen, "stroke-dasharray": edge.residual ? "3 4" : null }),
		svg("polygon", { points: `${end.x.toFixed(1)},${end.y.toFixed(1)} ${corner(0.42)} ${corner(-0.42)}`, fill: color }),
		svg("text", { x, y: y + 4, "font-size": 11, "text-anchor": "middle", fill: colors.text, stroke: colors.back, "stroke-width": 3,
			"paint-order": "stroke" }, text));
}

/** A curve through the middles of the lines between the points. */
function smooth(points) {
	const at = ({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`;
	let path = `M${at(points[0])}`;
	for (let i = 1; i < points.length - 1; i++) {
		const middle = { x: (points[i].x + points[i + 1].x) / 2, y: (points[i].y + points[i + 1].y) / 2 };
		path += `Q${at(points[i])} ${at((i === points.length - 2) ? points.at(-1) : middle)}`;
	}
	return (points.length < 3) ? `${path}L${at(points.at(-1))}` : path;
}

function boxOf({ node, lines, size, width, height, cum }, { x, y }, colors, total, open) {
	const score = (total !== 0) ? node.cum / Math.abs(total) : 0;
	const group = svg("g", open ? { tabindex: "0", role: "link", class: "box", "aria-label": `${node.name}: ${lines.slice(-2).join(", ")}` } : {},
		svg("title", {}, `${node.name} (${cum})`),
		svg("rect", { x: x - width / 2, y: y - height / 2, width, height, rx: 3, fill: colors.fill(score), stroke: colors.line(score) }));
	lines.forEach((line, i) => group.append(svg("text", { x, y: (y - height / 2 + 5 + (i + 0.85) * size * 1.25).toFixed(1), "font-size": size,
		"text-anchor": "middle", fill: colors.text }, line)));
	if (open) {
		group.addEventListener("click", () => open(node.name));
		group.addEventListener("keydown", (event) => {
			if (event.key === "Enter") {
				open(node.name);
			}
		});
	}
	return group;
}
