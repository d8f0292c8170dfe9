/**
 * The captures that run, with their progress, and the last ones that were taken.
 */
import * as library from "./library.js";
import { button, h } from "./dom.js";
import { download, commands } from "./downloads.js";
import { href } from "./state.js";
import { bytes } from "./units.js";
import { isText } from "./files.js";

export function runningList() {
	return [...library.running].map((run) => {
		const elapsed = (Date.now() - run.began) / 1000;
		const left = Math.max(0, run.seconds - elapsed);
		const text = (run.seconds === 0) ? "taking…" : (left > 0) ? `${Math.ceil(left)} s left` : "almost there…";
		return h("div", { class: "running" }, h("strong", {}, run.kind), h("progress", { max: run.seconds || 1, "aria-label": `Progress of ${run.kind}`,
			value: (run.seconds > 0) ? Math.min(elapsed, run.seconds) : null }), h("span", {}, text),
		button("Cancel", run.cancel, { "aria-label": `Cancel ${run.kind}` }));
	});
}

export function captureList() {
	if (library.captures.length === 0) {
		return [];
	}
	return [h("section", { "aria-labelledby": "recent" }, h("h2", { id: "recent" }, "In this tab"), h("ul", { class: "captures" },
		library.captures.map((capture) => h("li", {}, h("a", { href: href(placeOf(capture)) }, library.title(capture)),
			h("span", { class: "hint" }, bytes(capture.bytes.length)), button("Save", () => download(capture),
				{ "aria-label": `Save ${library.title(capture)}` }),
			(capture.kind === "file") ? null : h("details", {}, h("summary", {}, "Command line"), h("div", { class: "lines" },
				commands(capture.kind, capture.query)))))))];
}

function placeOf(capture) {
	return { view: isText(capture.bytes) ? "threads" : "flame", open: capture.id };
}
