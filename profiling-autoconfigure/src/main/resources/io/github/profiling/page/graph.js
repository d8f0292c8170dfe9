/**
 * The call graph as go tool pprof draws it: which functions and calls are in it, how large
 * and in which colour (google/pprof, internal/report/report.go, newTrimmedGraph;
 * internal/graph/graph.go and dotgraph.go). Labels are no boxes here and take nobody's place.
 */
import { compareNames } from "./names.js";
import { isVisible } from "./selection.js";
import { functions } from "./top.js";

/** Chooses nodes and edges. */
export function callGraph(selection, { nodeCount = 80, nodeFraction = 0.005, edgeFraction = 0.001 } = {}) {
	const { flat, cum } = functions(selection);
	const all = [...flat.keys()].filter((frame) => flat[frame] !== 0 || cum[frame] !== 0);
	const sum = all.reduce((total, frame) => total + flat[frame], 0);
	const nodeCutoff = Math.abs(Math.trunc(sum * nodeFraction));
	const edgeCutoff = Math.abs(Math.trunc(sum * edgeFraction));
	let graph = build(selection, all.filter((frame) => Math.abs(cum[frame]) >= nodeCutoff));
	const candidates = graph.nodes.length;
	sortByEntropy(graph);
	if (nodeCount > 0 && nodeCount < candidates) {
		graph = build(selection, graph.nodes.slice(0, nodeCount).map((node) => node.frame));
		sortByEntropy(graph);
	}
	const droppedEdges = trimEdges(graph, edgeCutoff);
	removeRedundantEdges(graph);
	const edges = graph.nodes.flatMap((node) => [...node.out.values()]).sort(byWeight);
	return { nodes: graph.nodes, edges, total: selection.total, candidates, droppedNodes: all.length - candidates, droppedEdges };
}

/** The functions that are kept, with the calls between them. */
function build({ tree, self, sums, visible, hasNegative }, kept) {
	const names = tree.frames.name;
	const nodes = kept.map((frame) => ({ frame, name: names[frame], flat: 0, cum: 0, in: new Map(), out: new Map() }));
	const indexOf = new Int32Array(names.length).fill(-1);
	kept.forEach((frame, index) => {
		indexOf[frame] = index;
	});
	const edges = new Edges(nodes);
	// For each node the nearest one in the graph, itself or a caller, and whether others that
	// could be seen but are not in the graph lie between.
	const nearest = new Int32Array(tree.parent.length);
	const passed = new Uint8Array(tree.parent.length);
	for (let node = 1; node < tree.parent.length; node++) {
		if (sums[node] === 0 && !hasNegative) {
			node = tree.end[node] - 1;
			continue;
		}
		const parent = tree.parent[node];
		const index = indexOf[tree.frame[node]];
		const canBeSeen = isVisible(visible, node);
		if (!canBeSeen || index < 0) {
			nearest[node] = nearest[parent];
			passed[node] = (passed[parent] || canBeSeen) ? 1 : 0;
			continue;
		}
		nearest[node] = node;
		nodes[index].flat += self[node];
		if (tree.outer[node] < 0) {
			nodes[index].cum += sums[node];
		}
		const caller = nearest[parent];
		if (caller > 0 && tree.frame[caller] !== tree.frame[node] && isFirstCall(tree, nearest, node, caller)) {
			edges.add(indexOf[tree.frame[caller]], index, sums[node], passed[parent]);
		}
	}
	edges.connect();
	return { nodes: nodes.filter((node) => node.flat !== 0 || node.cum !== 0) };
}

const DENSE = 1024;

/**
 * Calls by caller and callee, asked for at each node of the tree: a matrix, or with many
 * functions a hash table of numbers.
 */
class Edges {

	constructor(nodes) {
		this.nodes = nodes;
		this.size = 0;
		this.dense = nodes.length <= DENSE;
		this.allocate(this.dense ? nodes.length ** 2 : 1024);
	}

	allocate(capacity) {
		this.keys = new Float64Array(capacity).fill(-1);
		this.weights = new Float64Array(capacity);
		this.residual = new Uint8Array(capacity);
	}

	slot(key) {
		if (this.dense) {
			return key;
		}
		const mask = this.keys.length - 1;
		let slot = Math.imul(key ^ key / 65536, 0x9e3779b1) >>> 9 & mask;
		while (this.keys[slot] !== key && this.keys[slot] !== -1) {
			slot = slot + 1 & mask;
		}
		return slot;
	}

	add(src, dest, weight, residual) {
		const key = src * this.nodes.length + dest;
		let slot = this.slot(key);
		if (this.keys[slot] === -1) {
			if (++this.size > this.keys.length / 2 && !this.dense) {
				this.grow();
				slot = this.slot(key);
			}
			this.keys[slot] = key;
		}
		this.weights[slot] += weight;
		this.residual[slot] |= residual;
	}

	grow() {
		const { keys, weights, residual } = this;
		this.allocate(keys.length * 2);
		keys.forEach((key, old) => {
			if (key !== -1) {
				const slot = this.slot(key);
				this.keys[slot] = key;
				this.weights[slot] = weights[old];
				this.residual[slot] = residual[old];
			}
		});
	}

	connect() {
		this.keys.forEach((key, slot) => {
			if (key !== -1) {
				const src = this.nodes[Math.floor(key / this.nodes.length)];
				const dest = this.nodes[key % this.nodes.length];
				const edge = { src, dest, weight: this.weights[slot], residual: this.residual[slot] === 1 };
				src.out.set(dest, edge);
				dest.in.set(src, edge);
			}
		});
	}

}

/** Calls count once in each stack, however often they are in it. */
function isFirstCall(tree, nearest, node, caller) {
	for (let outer = tree.outer[node]; outer > 0; outer = tree.outer[outer]) {
		const outerCaller = nearest[tree.parent[outer]];
		if (outerCaller > 0 && tree.frame[outerCaller] === tree.frame[caller]) {
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
function sortByEntropy(graph) {
	const score = new Map();
	for (const node of graph.nodes) {
		const entropy = ((node.in.size === 0) ? 1 : edgeEntropy(node.in, 0))
			+ ((node.out.size === 0) ? 1 : edgeEntropy(node.out, node.flat));
		score.set(node, Math.abs(Math.trunc(entropy * node.cum) + node.flat));
	}
	graph.nodes.sort((left, right) => score.get(right) - score.get(left) || compareNames(left.name, right.name));
}

function edgeEntropy(edges, self) {
	let total = self;
	for (const edge of edges.values()) {
		total += Math.max(0, edge.weight);
	}
	if (total === 0) {
		return 0;
	}
	let score = 0;
	for (const edge of edges.values()) {
		const fraction = Math.abs(edge.weight) / total;
		score -= fraction * Math.log2(fraction);
	}
	if (self > 0) {
		score -= self / total * Math.log2(self / total);
	}
	return score;
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
