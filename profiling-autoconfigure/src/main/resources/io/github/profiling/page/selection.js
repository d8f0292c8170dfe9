/**
 * What of a profile is looked at: one sample type, and the stacks that the filters leave,
 * by pprof's rules (google/pprof, profile/filter.go): focus and ignore choose samples, hide
 * takes frames out of their stacks. Percentages stay relative to the whole.
 */

/** An expression as people type it: of no effect while it is not valid. */
export function expression(text) {
	if (!text) {
		return { pattern: null, error: "" };
	}
	try {
		return { pattern: new RegExp(text, /[A-Z]/.test(text) ? "" : "i"), error: "" };
	}
	catch (ex) {
		return { pattern: null, error: ex.message.replace(/^Invalid regular expression: /, "") };
	}
}

/**
 * Selects.
 * @param tree the call tree
 * @param options type (an index), focus, ignore, hide (texts), framework (false hides the
 * frames of frameworks and the JDK), label ("key:value"), side (0 or 1)
 */
export function select(tree, options) {
	const hidden = hiddenFrames(tree, options);
	const visible = hidden ? visibleNodes(tree, hidden) : null;
	const included = includedSamples(tree, options, visible);
	const nodes = tree.parent.length;
	const self = new Float64Array(nodes);
	const values = tree.values[options.type];
	const side = options.side ?? 0;
	let total = 0;
	let baseTotal = 0;
	let shown = 0;
	let samples = 0;
	let hasNegative = false;
	for (let sample = 0; sample < values.length; sample++) {
		if (tree.side[sample] !== side) {
			continue;
		}
		const value = values[sample];
		total += Math.abs(value);
		if (tree.labelSet[sample] !== 0 && isDiffBase(tree.labelSets[tree.labelSet[sample]])) {
			baseTotal += Math.abs(value);
		}
		if (included(sample)) {
			const leaf = tree.leaf[sample];
			self[visible ? visible[leaf] : leaf] += value;
			shown += Math.abs(value);
			samples++;
			hasNegative ||= value < 0;
		}
	}
	const sums = self.slice();
	for (let node = nodes - 1; node > 0; node--) {
		// What is hidden holds nothing: its samples stand at the nearest caller that is not.
		sums[visible ? visible[tree.parent[node]] : tree.parent[node]] += sums[node];
	}
	return { tree, type: tree.types[options.type], hidden, visible, self, sums, total: (baseTotal > 0) ? baseTotal : total,
		shown, samples, hasNegative };
}

export function isVisible(visible, node) {
	return !visible || visible[node] === node;
}

function isDiffBase(labels) {
	return labels.some((label) => label.key === "pprof::base" && label.value === "true");
}

/**
 * The frames that match by their name, their file or the binary they are in, as an array of
 * 0 and 1 (google/pprof, profile/filter.go, matchesName).
 */
export function matching(tree, pattern) {
	const { name, file, binaries } = tree.frames;
	return Uint8Array.from(name, (each, i) => (pattern.test(each) || (file[i] !== "" && pattern.test(file[i]))
		|| binaries[i].some((binary) => pattern.test(binary))) ? 1 : 0);
}

function hiddenFrames(tree, options) {
	const { pattern } = expression(options.hide);
	if (!pattern && options.framework !== false) {
		return null;
	}
	const hidden = pattern ? matching(tree, pattern) : new Uint8Array(tree.frames.name.length);
	if (options.framework === false) {
		tree.frames.sort.forEach((sort, frame) => {
			if (sort === "framework" || sort === "jdk") {
				hidden[frame] = 1;
			}
		});
	}
	return hidden;
}

/** For each node the nearest one, itself or a caller, that is not hidden. */
function visibleNodes(tree, hidden) {
	const visible = new Int32Array(tree.parent.length);
	for (let node = 1; node < visible.length; node++) {
		visible[node] = hidden[tree.frame[node]] ? visible[tree.parent[node]] : node;
	}
	return visible;
}

function includedSamples(tree, options, visible) {
	const tests = [];
	const focus = expression(options.focus).pattern;
	if (focus) {
		const found = withMatch(tree, matching(tree, focus));
		tests.push((sample) => found[tree.leaf[sample]] === 1);
	}
	const ignore = expression(options.ignore).pattern;
	if (ignore) {
		const found = withMatch(tree, matching(tree, ignore));
		tests.push((sample) => found[tree.leaf[sample]] === 0);
	}
	if (options.label) {
		const sets = Uint8Array.from(tree.labelSets,
			(labels) => labels.some((label) => `${label.key}:${label.value}` === options.label) ? 1 : 0);
		tests.push((sample) => sets[tree.labelSet[sample]] === 1);
	}
	if (visible) {
		// Nothing is left of a stack all of whose frames are hidden.
		tests.push((sample) => visible[tree.leaf[sample]] !== 0);
	}
	return (sample) => tests.every((test) => test(sample));
}

/** For each node whether it or one of its callers matches. */
function withMatch(tree, frames) {
	const found = new Uint8Array(tree.parent.length);
	for (let node = 1; node < found.length; node++) {
		found[node] = (frames[tree.frame[node]] || found[tree.parent[node]]) ? 1 : 0;
	}
	return found;
}

/** The labels there are, as "key:value" with their weight, heaviest first. */
export function labels(tree, type, most = 200) {
	const weights = new Map();
	for (let sample = 0; sample < tree.labelSet.length; sample++) {
		if (tree.labelSet[sample] !== 0) {
			for (const label of tree.labelSets[tree.labelSet[sample]]) {
				const text = `${label.key}:${label.value}`;
				weights.set(text, (weights.get(text) ?? 0) + Math.abs(tree.values[type][sample]));
			}
		}
	}
	return [...weights].sort((l, r) => r[1] - l[1]).slice(0, most);
}
