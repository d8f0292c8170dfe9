/**
 * The forms with which captures are asked for, made from the parameters that the index names.
 */
import { field, h } from "./dom.js";

/** Parameters of reports rather than captures are no part of a form. */
const CONTROLS = {
	seconds: (kind, limits) => ["Seconds", { type: "number", min: 1, max: limits.maxSeconds, step: 1, value: kind.defaultSeconds || "",
		placeholder: (kind.defaultSeconds > 0) ? String(kind.defaultSeconds) : "instant" }],
	hz: () => ["Samples a second", { type: "number", min: 1, max: 1000, step: 1, placeholder: "100" }],
	interval: (kind) => /mutex|block/.test(kind.name) ? ["Time between samples", { type: "text", placeholder: "default", size: 8 }, "such as 1ms"]
		: ["Bytes between samples", { type: "text", placeholder: "512k", size: 8 }, "such as 64k"],
	gc: () => ["Collect garbage first", { type: "checkbox", value: "1" }],
	labels: () => ["Labels", { type: "text", placeholder: "none", size: 10 }, "thread, pool or state"]
};

/**
 * @returns { seconds, options, changed, query(), duration() }: the controls, whether the options
 * are other than usual, and what was asked for
 */
export function kindForm(kind, limits, given = {}) {
	const inputs = new Map();
	// Samples a second and the time between samples say the same.
	const names = kind.parameters.filter((name) => CONTROLS[name] && !(name === "interval" && kind.parameters.includes("hz")));
	const fields = new Map(names.map((name) => {
		const [text, attributes, hint] = CONTROLS[name](kind, limits);
		const input = h("input", { ...attributes, name, autocomplete: "off" });
		if (given[name] !== undefined) {
			if (input.type === "checkbox") {
				input.checked = given[name] === "1";
			}
			else {
				input.value = given[name];
			}
		}
		inputs.set(name, input);
		return [name, (input.type === "checkbox") ? h("div", { class: "field check" }, input,
			h("label", { for: input.id = `${kind.name}-${name}` }, text)) : field(text, input, hint)];
	}));
	const values = () => [...inputs].map(([name, input]) => [name, (input.type === "checkbox") ? (input.checked ? "1" : "") : input.value.trim()])
		.filter(([, value]) => value !== "");
	return {
		seconds: fields.get("seconds") ?? null,
		options: [...fields].filter(([name]) => name !== "seconds").map(([, element]) => element),
		changed: names.some((name) => name !== "seconds" && given[name] !== undefined),
		query: () => new URLSearchParams(values()),
		duration: () => {
			const given = Number(inputs.get("seconds")?.value || 0);
			return given || kind.defaultSeconds;
		}
	};
}

export const TITLES = {
	profile: "CPU", wall: "Wall clock", allocs: "Allocations", heap: "Heap", mutex: "Locks (mutex)", block: "Locks (block)",
	threads: "Threads", goroutine: "Threads", threadcreate: "Thread starts", nativemem: "Native memory", trace: "Flight recording",
	cmdline: "Command line", symbol: "Symbols"
};
