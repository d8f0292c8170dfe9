/**
 * The captures that run, with their progress, and the last ones that were taken.
 */
import * as library from "./library.js";
import { button, h } from "./dom.js";
import { download, commands } from "./downloads.js";
import { href } from "./state.js";
import { bytes } from "./units.js";
import { isText } from "./files.js";

/** The captures that run. Their elements stay while they run, so that the focus does. */
export function runningList() {
	return [...library.running].map((run) => {
		run.element ??= runningElement(run);
		const elapsed = (Date.now() - run.began) / 1000;
		const left = Math.max(0, run.seconds - elapsed);
		const [progress, text] = run.element.querySelectorAll("progress, span");
		text.textContent = (run.seconds === 0) ? "taking…" : (left > 0) ? `${Math.ceil(left)} s left` : "almost there…";
		if (run.seconds > 0) {
			progress.value = Math.min(elapsed, run.seconds);
		}
		return run.element;
	});
}

function runningElement(run) {
	return h("div", { class: "running" }, h("strong", {}, run.kind), h("progress", { max: run.seconds || 1,
		"aria-label": `Progress of ${run.kind}` }), h("span", {}), button("Cancel", run.cancel, { "aria-label": `Cancel ${run.kind}` }));
}

export function captureList() {
	if (library.captures.length === 0) {
		return [];
	}
	return [h("section", { "aria-labelledby": "recent" }, h("h2", { id: "recent" }, "In this tab"), h("ul", { class: "captures" },
		library.captures.map((capture) => h("li", {}, h("a", { href: href(placeOf(capture)) }, library.title(capture)),
			h("span", { class: "hint" }, bytes(capture.bytes.length)),
			(capture.kind === "file") ? null : h("details", {}, h("summary", {}, "Command line"), h("div", { class: "lines" },
				commands(capture.path, capture.query))),
			hasOlder(capture) ? h("a", { class: "button", href: href({ view: "diff", open: capture.id }), "aria-label": `Compare ${library.title(capture)}` },
				"Compare") : null, button("Save", () => download(capture), { "aria-label": `Save ${library.title(capture)}` })))))];
}

function hasOlder(capture) {
	return library.before(capture) && !library.isRecording(capture)
		&& !isText(capture.bytes);
}

function placeOf(capture) {
	return { view: isText(capture.bytes) ? "threads" : "flame", open: capture.id };
}
