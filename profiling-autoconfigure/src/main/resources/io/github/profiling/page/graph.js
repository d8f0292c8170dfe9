/**
 * The call graph as go tool pprof draws it: which functions and calls are in it, how large
 * and in which colour (google/pprof, internal/report/report.go, newTrimmedGraph;
 * internal/graph/graph.go and dotgraph.go). Labels are no boxes here and take nobody's place.
 */
import { Calls } from "./calls.js";
import { compareNames } from "./names.js";
import { functions } from "./top.js";

/** Chooses nodes and edges. */
export function callGraph(selection, { nodeCount = 80, nodeFraction = 0.005, edgeFraction = 0.001 } = {}) {
	const { flat, cum } = functions(selection);
	const all = [...flat.keys()].filter((frame) => flat[frame] !== 0 || cum[frame] !== 0);
	const sum = all.reduce((total, frame) => total + flat[frame], 0);
	const nodeCutoff = Math.abs(Math.trunc(sum * nodeFraction));
	const edgeCutoff = Math.abs(Math.trunc(sum * edgeFraction));
	const candidates = all.filter((frame) => Math.abs(cum[frame]) >= nodeCutoff);
	const first = measured(selection, candidates);
	sortByScore(first.nodes, entropies(first));
	let graph = first;
	const present = first.nodes.filter(isPresent);
	if (nodeCount > 0 && nodeCount < present.length) {
		graph = measured(selection, present.slice(0, nodeCount).map((node) => node.frame));
		sortByScore(graph.nodes, entropies(graph));
	}
	graph = connected(graph);
	const droppedEdges = trimEdges(graph, edgeCutoff);
	removeRedundantEdges(graph);
	const edges = graph.nodes.flatMap((node) => [...node.out.values()]).sort(byWeight);
	return { nodes: graph.nodes, edges, total: selection.total, candidates: present.length,
		droppedNodes: all.length - present.length, droppedEdges };
}

/** The functions that are kept, and how much was measured in the calls between them. */
function measured({ tree, self, sums, visible, hasNegative }, kept) {
	const { parent, frame, outer, end } = tree;
	const nodes = kept.map((each, index) => ({ index, frame: each, name: tree.frames.name[each], flat: 0, cum: 0, in: new Map(), out: new Map() }));
	const indexOf = new Int32Array(tree.frames.name.length).fill(-1);
	kept.forEach((each, index) => {
		indexOf[each] = index;
	});
	const flat = new Float64Array(kept.length);
	const cum = new Float64Array(kept.length);
	const calls = new Calls(kept.length);
	// For each node of the tree the nearest function in the graph, its own or a caller's, and
	// whether others that could be seen but are not in the graph lie between.
	const nearest = new Int32Array(parent.length);
	const passed = new Uint8Array(parent.length);
	nearest[0] = -1;
	for (let node = 1; node < parent.length; node++) {
		const canBeSeen = !visible || visible[node] === node;
		// What is hidden holds nothing itself, but what it calls may.
		if (canBeSeen && sums[node] === 0 && !hasNegative) {
			node = end[node] - 1;
			continue;
		}
		const above = parent[node];
		const index = indexOf[frame[node]];
		if (!canBeSeen || index < 0) {
			nearest[node] = nearest[above];
			passed[node] = canBeSeen ? 1 : passed[above];
			continue;
		}
		nearest[node] = index;
		flat[index] += self[node];
		const caller = nearest[above];
		if (outer[node] < 0) {
			cum[index] += sums[node];
			if (caller >= 0 && caller !== index) {
				calls.add(caller, index, sums[node], passed[above]);
			}
		}
		else if (caller >= 0 && caller !== index && isFirstCall(tree, nearest, node, caller)) {
			calls.add(caller, index, sums[node], passed[above]);
		}
	}
	for (const node of nodes) {
		node.flat = flat[node.index];
		node.cum = cum[node.index];
	}
	return { nodes, calls };
}

function isPresent(node) {
	return node.flat !== 0 || node.cum !== 0;
}

/** The functions as nodes that know their calls. */
function connected({ nodes, calls }) {
	const byIndex = [];
	for (const node of nodes) {
		byIndex[node.index] = node;
	}
	calls.forEach((caller, callee, weight, residual) => {
		const edge = { src: byIndex[caller], dest: byIndex[callee], weight, residual };
		edge.src.out.set(edge.dest, edge);
		edge.dest.in.set(edge.src, edge);
	});
	return { nodes: nodes.filter(isPresent) };
}

/** Calls count once in each stack, however often they are in it. */
function isFirstCall(tree, nearest, node, caller) {
	for (let outer = tree.outer[node]; outer > 0; outer = tree.outer[outer]) {
		if (nearest[tree.parent[outer]] === caller) {
			return false;
		}
	}
	return true;
}

function trimEdges(graph, cutoff) {
	let dropped = 0;
	for (const node of graph.nodes) {
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
function entropies({ nodes, calls }) {
	const inTotal = new Float64Array(nodes.length);
	const outTotal = Float64Array.from(nodes, (node) => node.flat);
	const ins = new Uint8Array(nodes.length);
	const outs = new Uint8Array(nodes.length);
	calls.forEach((caller, callee, weight) => {
		ins[callee] = outs[caller] = 1;
		inTotal[callee] += Math.max(0, weight);
		outTotal[caller] += Math.max(0, weight);
	});
	const inScore = new Float64Array(nodes.length);
	const outScore = new Float64Array(nodes.length);
	const entropyOf = (part, total) => (part === 0 || total === 0) ? 0 : -part / total * Math.log2(part / total);
	calls.forEach((caller, callee, weight) => {
		inScore[callee] += entropyOf(Math.abs(weight), inTotal[callee]);
		outScore[caller] += entropyOf(Math.abs(weight), outTotal[caller]);
	});
	return nodes.map(({ flat }, i) => (ins[i] ? inScore[i] : 1) + (outs[i] ? outScore[i] + (flat > 0 ? entropyOf(flat, outTotal[i]) : 0) : 1));
}

/** Calls over functions left out go, where the graph shows another way. */
function removeRedundantEdges(graph) {
	for (const node of graph.nodes.toReversed()) {
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
