/**
 * The blocks of a flame graph. A block is a function as called from the blocks above it: a
 * set of nodes of the call tree. Blocks are made when somebody looks at them, so that a
 * profile with millions of nodes costs no more than what fits on the screen.
 */
import { isVisible } from "./selection.js";

/** What a selection is drawn from: how much a node weighs, and how it changed in a diff. */
export function weights(selection) {
	const { self, sums } = selection;
	return { self: (node) => self[node], sum: (node) => sums[node], base: () => 0 };
}

/** As wide as both profiles together, so that what came and what went can both be seen. */
export function diffWeights(current, base, factor) {
	return {
		self: (node) => current.self[node] + factor * base.self[node],
		sum: (node) => current.sums[node] + factor * base.sums[node],
		base: (node) => factor * base.sums[node]
	};
}

class Block {

	constructor(graph, parent, frame) {
		this.graph = graph;
		this.parent = parent;
		this.frame = frame;
		this.depth = parent ? parent.depth + 1 : 0;
		this.nodes = [];
		this.value = 0;
		this.base = 0;
		this.found = null;
	}

	add(node) {
		this.nodes.push(node);
		this.value += this.graph.weights.sum(node);
		this.base += this.graph.weights.base(node);
	}

	/** In a diff, how much of it came (up to 1) or went (down to -1). */
	get change() {
		return (this.value === 0) ? 0 : (this.value - 2 * this.base) / this.value;
	}

	get self() {
		return this.nodes.reduce((sum, node) => sum + this.graph.weights.self(node), 0);
	}

	/** The functions it calls, heaviest first. */
	get children() {
		if (!this.found) {
			const byFrame = new Map();
			for (const node of this.nodes) {
				this.collect(node, byFrame);
			}
			this.found = sorted(byFrame);
		}
		return this.found;
	}

	collect(node, byFrame) {
		const { tree, visible } = this.graph.selection;
		for (let child = node + 1; child < tree.end[node]; child = tree.end[child]) {
			if (!isVisible(visible, child)) {
				this.collect(child, byFrame);
			}
			else if (this.graph.weights.sum(child) !== 0) {
				blockFor(byFrame, this, tree.frame[child]).add(child);
			}
		}
	}

}

/** A function that calls the block below it; nodes are those of the function pivoted on. */
class CallerBlock extends Block {

	constructor(graph, parent, frame) {
		super(graph, parent, frame);
		this.at = [];
	}

	addCaller(node, at) {
		this.nodes.push(node);
		this.at.push(at);
		this.value += this.graph.weights.sum(node);
		this.base += this.graph.weights.base(node);
	}

	get self() {
		return 0;
	}

	get children() {
		if (!this.found) {
			const { tree, visible } = this.graph.selection;
			const byFrame = new Map();
			for (let i = 0; i < this.nodes.length; i++) {
				const parent = tree.parent[this.at[i]];
				const caller = visible ? visible[parent] : parent;
				if (caller > 0) {
					blockFor(byFrame, this, tree.frame[caller], CallerBlock).addCaller(this.nodes[i], caller);
				}
			}
			this.found = sorted(byFrame);
		}
		return this.found;
	}

}

function blockFor(byFrame, parent, frame, Type = Block) {
	let block = byFrame.get(frame);
	if (!block) {
		block = new Type(parent.graph, parent, frame);
		byFrame.set(frame, block);
	}
	return block;
}

function sorted(byFrame) {
	return [...byFrame.values()].filter((block) => block.value > 0)
		.sort((left, right) => right.value - left.value || left.frame - right.frame);
}

/** All stacks from the root. */
export function rootBlock(selection, weights) {
	const block = new Block({ selection, weights }, null, -1);
	block.add(0);
	return block;
}

/** A function everywhere it is called: what it calls, and who calls it. */
export function pivot(selection, weights, frame) {
	const graph = { selection, weights };
	const callees = new Block(graph, null, frame);
	const callers = new CallerBlock(graph, null, frame);
	const { tree, visible } = selection;
	for (let node = 1; node < tree.parent.length; node++) {
		if (tree.frame[node] === frame && tree.outer[node] < 0 && isVisible(visible, node) && weights.sum(node) !== 0) {
			callees.add(node);
			callers.addCaller(node, node);
		}
	}
	return { callees, callers };
}

/**
 * Where the blocks stand: those wide enough to be seen, as { block, x, width, depth }.
 * @param root the block that is as wide as all
 * @param width how wide that is, in pixels
 * @param narrowest blocks narrower than that are left out, and what they call too
 */
export function layout(root, width, narrowest, mostDepth = 1000) {
	const placed = [];
	const scale = (root.value > 0) ? width / root.value : 0;
	let level = [{ block: root, x: 0, width, depth: 0 }];
	for (let depth = 0; level.length > 0 && depth <= mostDepth; depth++) {
		const next = [];
		for (const box of level) {
			placed.push(box);
			let x = box.x;
			for (const child of box.block.children) {
				const childWidth = child.value * scale;
				if (childWidth < narrowest) {
					break;
				}
				next.push({ block: child, x, width: childWidth, depth: depth + 1 });
				x += childWidth;
			}
		}
		level = next;
	}
	return placed;
}

/** The blocks from the root to this one. */
export function pathTo(block) {
	const path = [];
	for (let each = block; each; each = each.parent) {
		path.unshift(each);
	}
	return path;
}
