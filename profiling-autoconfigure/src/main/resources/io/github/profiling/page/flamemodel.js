/**
 * What a flame graph says about its blocks, alone or as the difference of two profiles.
 */
import { diffWeights, weights } from "./blocks.js";
import { SORTS } from "./names.js";
import { arrow } from "./flamepaint.js";
import { h } from "./dom.js";
import { label, percentage } from "./units.js";

export function flameModel(selection) {
	const { tree, total, type } = selection;
	const value = (number) => label(number, type.unit);
	const shown = selection.sums[0];
	const rootText = `all: ${value(shown)} ${type.type}`;
	const numbers = (block) => [h("span", {}, `${value(block.value)} (${percentage(block.value, total)} of all)`),
		h("span", {}, `self ${value(block.self)} (${percentage(block.self, total)})`)];
	return model(tree, selection, { weights: weights(selection), isDiff: false, rootText, numbers,
		words: (block) => `${value(block.value)}, ${percentage(block.value, total)} of all, self ${value(block.self)}` });
}

/** @param factor what the base is multiplied with, so that both have the same total, or 1 */
export function diffModel(selection, base, factor) {
	const { tree, type } = selection;
	const value = (number) => label(Math.round(number), type.unit);
	const change = (block) => {
		const now = block.value - block.base;
		return { was: block.base, now, text: (block.base > 0) ? `${now >= block.base ? "+" : "-"}${percentage(now - block.base, block.base)}`
			: "new" };
	};
	const numbers = (block) => {
		const { was, now, text } = change(block);
		return [h("span", {}, `${arrow(block.change)} ${text}`), h("span", {}, `base ${value(was)}`), h("span", {}, `now ${value(now)}`)];
	};
	return model(tree, selection, { weights: diffWeights(selection, base, factor), isDiff: true,
		rootText: `all: ${value(factor * base.sums[0])} → ${value(selection.sums[0])} ${type.type}`, numbers,
		words: (block) => {
			const { was, now, text } = change(block);
			return `${text}, base ${value(was)}, now ${value(now)}`;
		} });
}

function model(tree, selection, { weights: given, isDiff, rootText, numbers, words }) {
	const name = (block) => (block.frame < 0) ? rootText : tree.frames.name[block.frame];
	return { tree, selection, weights: given, isDiff, rootText, numbers,
		describe: (block) => (block.frame < 0) ? rootText : `${name(block)}: ${words(block)}`,
		details: (block) => [h("strong", {}, name(block)), h("div", {}, ...numbers(block)),
			(block.frame < 0) ? null : h("div", { class: "hint" }, [SORTS[tree.frames.sort[block.frame]], tree.frames.file[block.frame]]
				.filter(Boolean).join(", "))].filter(Boolean) };
}
