/**
 * All stacks of one or two profiles as one tree that shares their common beginnings. Made
 * once when a profile is opened; every view is a pass over its arrays.
 *
 * Tree nodes are numbers in the order of a walk from the root, depth first: node 0 is the
 * root, and what a node calls, directly or not, are the nodes from n + 1 to end[n] - 1.
 *   parent[n]    the caller
 *   end[n]       the first node after all that n calls
 *   frame[n]     the function, an index into frames; -1 for the root
 *                frames.nodes tells how many nodes each has
 *   outer[n]     the nearest caller that is the same function, or -1: recursion
 *   leaf[s]      the node at which the stack of sample s ends
 *   side[s]      which of the two profiles sample s is from: 0, or 1 for the base of a diff
 */
import { displayName, packageOf, shortName, sortOf } from "./names.js";
import { dropFrames } from "./dropframes.js";
import { sortStacks } from "./sortstacks.js";
import { Numbers } from "./wire.js";

const NO_NODE = -1;

/** Makes the tree of a decoded profile, or of two to be compared. */
export function callTree(profile, base) {
	const builder = new Builder();
	const types = base ? commonTypes(profile, base) : profile.types;
	builder.add(profile, types, 0);
	if (base) {
		builder.add(base, types, 1);
	}
	const tree = builder.finish(types);
	tree.defaultType = Math.max(0, types.findIndex((type) => type.type === profile.types[profile.defaultType].type));
	tree.header = { application: profile.application, comments: profile.comments, time: profile.time,
		duration: profile.duration, baseDuration: base?.duration ?? 0, baseTime: base?.time ?? 0 };
	return tree;
}

function commonTypes(profile, base) {
	const common = profile.types.filter((type) => base.types.some((other) => sameType(type, other)));
	if (common.length === 0) {
		const names = (types) => types.map((type) => type.type).join(", ");
		throw new Error(`These two cannot be compared: one measures ${names(profile.types)}, the other ${names(base.types)}.`);
	}
	return common;
}

function sameType(left, right) {
	return left.type === right.type && left.unit === right.unit;
}

class Builder {

	constructor() {
		this.frames = { name: [], short: [], file: [], binaries: [], package: [], sort: [], nodes: [] };
		this.frameIds = new Map();
		this.stacks = new Numbers(Int32Array, 1 << 16);
		this.starts = new Numbers(Uint32Array, 1 << 12);
		this.starts.push(0);
		this.samples = [];
		this.labelSets = [[]];
	}

	frameId(name, file, key, binary) {
		let id = this.frameIds.get(key);
		if (id === undefined) {
			id = this.frames.name.length;
			this.frameIds.set(key, id);
			this.frames.name.push(name);
			this.frames.short.push(shortName(name));
			this.frames.file.push(file);
			this.frames.binaries.push([]);
			this.frames.nodes.push(0);
			this.frames.package.push(packageOf(name));
			this.frames.sort.push(sortOf(name, file));
		}
		if (binary !== "" && !this.frames.binaries[id].includes(binary)) {
			this.frames.binaries[id].push(binary);
		}
		return id;
	}

	/** The frames at each location, outermost first: several where calls were inlined. */
	framesAt(locations) {
		const known = new Map();
		return locations.map(({ lines, binary }) => {
			const ids = lines.map((line) => {
				let name = known.get(line);
				if (name === undefined) {
					name = displayName(line);
					known.set(line, name);
				}
				return (name === "") ? this.nameless(binary, line.startLine) : this.frameId(name, line.file, "f" + name, binary);
			});
			return (ids.length === 0) ? [this.nameless(binary, 0)] : ids.reverse();
		});
	}

	nameless(binary, startLine) {
		const base = binary.replace(/\/+$/, "").replace(/^.*\//, "") || "/";
		return this.frameId((binary === "") ? "<unknown>" : `[${base}]`, "", `n${startLine} ${binary}`, binary);
	}

	add(profile, types, side) {
		const dropped = dropFrames(profile);
		const framesAt = this.framesAt(dropped.locations);
		const columns = types.map((type) => profile.types.findIndex((other) => sameType(type, other)));
		const width = profile.types.length;
		const count = profile.stackEnds.length;
		const values = columns.map(() => new Float64Array(count));
		let start = 0;
		for (let sample = 0; sample < count; sample++) {
			const end = profile.stackEnds[sample];
			const innermost = start + dropped.leafOffset(start, end);
			for (let at = end - 1; at >= innermost; at--) {
				const frames = framesAt[profile.stacks[at]];
				for (let i = 0; i < frames.length; i++) {
					this.stacks.push(frames[i]);
				}
			}
			this.starts.push(this.stacks.length);
			for (let i = 0; i < columns.length; i++) {
				values[i][sample] = profile.values[sample * width + columns[i]];
			}
			start = end;
		}
		const labelSet = profile.labelSet.map((set) => (set === 0) ? 0 : set - 1 + this.labelSets.length);
		this.labelSets.push(...profile.labelSets.slice(1));
		this.samples.push({ values, labelSet, side: new Uint8Array(count).fill(side) });
	}

	finish(types) {
		return {
			types, frames: this.frames, ...this.nodes(),
			side: concat(Uint8Array, this.samples.map((each) => each.side)),
			labelSet: concat(Uint32Array, this.samples.map((each) => each.labelSet)),
			labelSets: this.labelSets,
			values: types.map((_, i) => concat(Float64Array, this.samples.map((each) => each.values[i])))
		};
	}

	/** Of sorted stacks, each shares with the one before it what both begin with. */
	nodes() {
		const stacks = this.stacks.array;
		const starts = this.starts.array;
		const order = sortStacks(stacks, starts, this.starts.length - 1);
		const parent = new Numbers(Int32Array, 1 << 16);
		const frame = new Numbers(Int32Array, 1 << 16);
		const outer = new Numbers(Int32Array, 1 << 16);
		const end = new Numbers(Int32Array, 1 << 16);
		const leaf = new Int32Array(order.length);
		const last = new Int32Array(this.frames.name.length).fill(NO_NODE);
		const path = [0];
		for (const column of [parent, frame, outer]) {
			column.push(NO_NODE);
		}
		end.push(0);
		const leave = (depth) => {
			while (path.length > depth) {
				const node = path.pop();
				end.array[node] = parent.length;
				if (node !== 0) {
					last[frame.array[node]] = outer.array[node];
				}
			}
		};
		for (const sample of order) {
			const start = starts[sample];
			const length = starts[sample + 1] - start;
			let depth = 1;
			while (depth < path.length && depth <= length && frame.array[path[depth]] === stacks[start + depth - 1]) {
				depth++;
			}
			leave(depth);
			for (; depth <= length; depth++) {
				const id = stacks[start + depth - 1];
				const node = parent.length;
				parent.push(path[depth - 1]);
				frame.push(id);
				outer.push(last[id]);
				this.frames.nodes[id]++;
				end.push(0);
				last[id] = node;
				path.push(node);
			}
			leaf[sample] = path[length];
		}
		leave(0);
		return { parent: parent.trimmed(), frame: frame.trimmed(), outer: outer.trimmed(), end: end.trimmed(), leaf };
	}

}

function concat(Type, arrays) {
	const all = new Type(arrays.reduce((sum, array) => sum + array.length, 0));
	let at = 0;
	for (const array of arrays) {
		all.set(array, at);
		at += array.length;
	}
	return all;
}

/** The buffers to hand over, not copy, from one thread to another. */
export function transferable(tree) {
	return [tree.parent, tree.frame, tree.outer, tree.leaf, tree.side, tree.labelSet, tree.end,
		...tree.values].map((array) => array.buffer);
}
