/**
 * What the words mean.
 */
import { h } from "./dom.js";

const WORDS = [
	["flat", "What was measured in the function itself, without what it called."],
	["flat %", "flat as a part of the whole profile."],
	["sum %", "flat % of this row and all rows above it: how much the top rows explain together."],
	["cum", "Cumulative: what was measured in the function and in everything it called. A function that calls itself counts once."],
	["cum %", "cum as a part of the whole profile."],
	["sample", "One look at a thread's stack. With 100 samples a second, one stands for 10 ms of CPU time."],
	["stack", "A function and its callers, up to where the thread began."],
	["callers, callees", "Who calls a function, and whom it calls."],
	["samples, cpu", "How often threads were seen on a CPU, and the time that stands for."],
	["alloc_objects, alloc_space", "What was allocated meanwhile, whether it is still alive or not."],
	["inuse_objects, inuse_space", "What is alive."],
	["contentions, delay", "How often threads had to wait for a lock, and for how long."]
];

export function glossary() {
	return h("details", { class: "menu glossary end" }, h("summary", {}, "Help"),
		h("div", { class: "popup" }, h("dl", {}, WORDS.map(([word, meaning]) => [h("dt", {}, word), h("dd", {}, meaning)]))));
}
