/**
 * The call graph as go tool pprof draws it: which functions and calls are in it, how large
 * and in which colour (google/pprof, internal/report/report.go, newTrimmedGraph;
 * internal/graph/graph.go and dotgraph.go). Labels are no boxes here and take nobody's place.
 */
import { callPlaces, callsBetween } from "./callplaces.js";
import { compareNames } from "./names.js";
import { functions } from "./top.js";

/** Chooses nodes and edges. */
export function callGraph(selection, { nodeCount = 80, nodeFraction = 0.005, edgeFraction = 0.001 } = {}) {
	const { flat, cum } = functions(selection);
	const all = [...flat.keys()].filter((frame) => flat[frame] !== 0 || cum[frame] !== 0);
	const sum = all.reduce((total, frame) => total + flat[frame], 0);
	const nodeCutoff = Math.abs(Math.trunc(sum * nodeFraction));
	const edgeCutoff = Math.abs(Math.trunc(sum * edgeFraction));
	const nodes = all.filter((frame) => Math.abs(cum[frame]) >= nodeCutoff).map((frame, index) => ({ index, frame,
		name: selection.tree.frames.name[frame], flat: flat[frame], cum: cum[frame], in: new Map(), out: new Map() }));
	const candidates = nodes.length;
	const places = callPlaces(selection, nodes);
	let calls = callsBetween(places, nodes);
	sortByScore(nodes, entropies(nodes, calls));
	if (nodeCount > 0 && nodeCount < candidates) {
		nodes.length = nodeCount;
		nodes.forEach((node, index) => {
			node.index = index;
		});
		calls = callsBetween(places, nodes);
		sortByScore(nodes, entropies(nodes, calls));
	}
	connect(nodes, calls);
	const droppedEdges = trimEdges(nodes, edgeCutoff);
	removeRedundantEdges(nodes);
	const edges = nodes.flatMap((node) => [...node.out.values()]).sort(byWeight);
	return { nodes, edges, total: selection.total, candidates, droppedNodes: all.length - candidates, droppedEdges };
}

/** The functions learn of their calls. */
function connect(nodes, { count, callers, callees, weights, residual }) {
	const byIndex = [];
	for (const node of nodes) {
		byIndex[node.index] = node;
	}
	for (let i = 0; i < count; i++) {
		const edge = { src: byIndex[callers[i]], dest: byIndex[callees[i]], weight: weights[i], residual: residual[i] === 1 };
		edge.src.out.set(edge.dest, edge);
		edge.dest.in.set(edge.src, edge);
	}
}

function trimEdges(nodes, cutoff) {
	let dropped = 0;
	for (const node of nodes) {
		for (const [src, edge] of node.in) {
			if (Math.abs(edge.weight) < cutoff) {
				node.in.delete(src);
				src.out.delete(node);
				dropped++;
			}
		}
	}
	return dropped;
}

/** Functions at which something happens come first, those that only pass on come last. */
function sortByScore(nodes, entropy) {
	const score = nodes.map((node) => Math.abs(Math.trunc(entropy[node.index] * node.cum) + node.flat));
	nodes.sort((left, right) => score[right.index] - score[left.index] || compareNames(left.name, right.name));
}

/** For each function, how evenly what was measured in it came from others and went to others. */
function entropies(nodes, { count, callers, callees, weights }) {
	const inTotal = new Float64Array(nodes.length);
	const outTotal = new Float64Array(nodes.length);
	const ins = new Uint8Array(nodes.length);
	const outs = new Uint8Array(nodes.length);
	for (const node of nodes) {
		outTotal[node.index] = node.flat;
	}
	for (let i = 0; i < count; i++) {
		ins[callees[i]] = outs[callers[i]] = 1;
		inTotal[callees[i]] += Math.max(0, weights[i]);
		outTotal[callers[i]] += Math.max(0, weights[i]);
	}
	const inScore = new Float64Array(nodes.length);
	const outScore = new Float64Array(nodes.length);
	for (let i = 0; i < count; i++) {
		const weight = Math.abs(weights[i]);
		inScore[callees[i]] += entropyOf(weight, inTotal[callees[i]]);
		outScore[callers[i]] += entropyOf(weight, outTotal[callers[i]]);
	}
	return nodes.map(({ flat, index }) => (ins[index] ? inScore[index] : 1)
		+ (outs[index] ? outScore[index] + (flat > 0 ? entropyOf(flat, outTotal[index]) : 0) : 1));
}

function entropyOf(part, total) {
	return (part === 0 || total === 0) ? 0 : -part / total * Math.log2(part / total);
}

/** Calls over functions left out go, where the graph shows another way. */
function removeRedundantEdges(nodes) {
	for (const node of nodes.toReversed()) {
		for (const edge of [...node.in.values()].sort(byWeight).reverse()) {
			if (!edge.residual) {
				break;
			}
			if (isRedundant(edge)) {
				edge.src.out.delete(edge.dest);
				edge.dest.in.delete(edge.src);
			}
		}
	}
}

function isRedundant(edge) {
	const seen = new Set([edge.dest]);
	const queue = [edge.dest];
	for (const node of queue) {
		for (const [src, other] of node.in) {
			if (other === edge || seen.has(src)) {
				continue;
			}
			if (src === edge.src) {
				return true;
			}
			seen.add(src);
			queue.push(src);
		}
	}
	return false;
}

function byWeight(left, right) {
	return Math.abs(right.weight) - Math.abs(left.weight) || compareNames(left.src.name, right.src.name)
		|| compareNames(left.dest.name, right.dest.name);
}

/** The size of a node's text in points: larger, the more was measured in it itself. */
export function fontSize(node, maxFlat) {
	return 8 + ((maxFlat > 0) ? Math.ceil(16 * Math.sqrt(Math.abs(node.flat) / maxFlat)) : 0);
}

/** The width of an edge in points. */
export function penWidth(edge, total) {
	return 1 + ((total > 0) ? Math.trunc(Math.min(Math.abs(edge.weight * 5 / total), 5)) : 0);
}

/** From green (less than nothing) over grey (nothing) to red (all): [red, green, blue]. */
export function dotColor(score, isBackground) {
	let saturation = isBackground ? 0.1 : 1;
	const value = isBackground ? 0.93 : 0.7;
	let part = Math.max(-1, Math.min(1, score));
	if (Math.abs(part) < 0.2) {
		saturation *= Math.abs(part) / 0.2;
	}
	part = Math.sign(part) * Math.abs(part) ** 0.3;
	const red = (part < 0) ? value * (1 + saturation * part) : value;
	const green = (part < 0) ? value : value * (1 - saturation * part);
	return [red, green, value * (1 - saturation)].map((each) => Math.trunc(each * 255));
}
