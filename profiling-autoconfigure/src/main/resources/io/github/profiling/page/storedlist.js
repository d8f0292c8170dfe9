/**
 * The list of the captures in the store, and of those on their way there.
 */
import * as store from "./stored.js";
import { button, h } from "./dom.js";
import { href } from "./state.js";
import { title } from "./library.js";
import { status } from "./status.js";
import { bytes } from "./units.js";

const SHOWN_AT_FIRST = 8;

let all = false;

/** @param attempt does something that may be refused */
export function storedList(attempt) {
	const { captures, problem } = store.stored;
	if (captures.length === 0 && !problem) {
		return [];
	}
	const shown = all ? captures : captures.slice(0, SHOWN_AT_FIRST);
	return [h("section", { "aria-labelledby": "stored" }, h("h2", { id: "stored" }, "In the store"),
		problem ? h("p", { class: "notice" }, problem) : null,
		h("ul", { class: "captures" }, shown.map((capture) => item(capture, attempt))),
		(shown.length < captures.length) ? button(`Show all ${captures.length}`, () => {
			all = true;
			document.getElementById("stored").closest("section").replaceWith(...storedList(attempt));
			document.querySelector(`[aria-labelledby=stored] li:nth-child(${SHOWN_AT_FIRST + 1}) a`)?.focus();
		}) : null)];
}

function item(capture, attempt) {
	const { id, state, kind, seconds, start } = capture;
	const name = title({ kind, seconds, time: new Date(start) });
	const finished = state === "finished";
	const older = finished && store.stored.captures.find((other) => other.kind === kind && other.state === state && other.start < start
		&& other.application === capture.application);
	return h("li", {}, finished ? h("a", { href: href({ view: "flame", open: id }) }, name) : h("strong", {}, name),
		...facts(capture).map((fact) => h("span", { class: "hint" }, fact)),
		(state === "running") ? h("progress", { max: seconds || 1, value: elapsed(capture), "aria-label": `Progress of ${name}` }) : null,
		older ? h("a", { class: "button", href: href({ view: "diff", open: id, base: older.id }), "aria-label": `Compare ${name} with the one before` },
			"Compare") : null,
		(state === "running") ? button("Stop", () => attempt(() => store.stop(id)), { "aria-label": `Stop ${name} and keep what it has` }) : null,
		removal(name, id, state, attempt));
}

/** What tells it from the others. */
function facts(capture) {
	const { state, outcome, reason, warning, replica, tags } = capture;
	return [(state === "finished") ? bytes(capture.bytes) : state, (outcome === "whole") ? "" : outcome, reason, warning,
		(replica === status.index?.replica) ? "" : replica, ...tags.map((tag) => `#${tag}`)].filter(Boolean);
}

/** Asks once more, as it is gone for everybody. */
function removal(name, id, state, attempt) {
	const waits = state === "running" || state === "queued";
	const word = waits ? "Cancel" : "Remove";
	const remove = button(word, () => {
		if (remove.textContent !== word) {
			attempt(() => store.remove(id));
		}
		remove.textContent = `${word} it for good`;
	}, { "aria-label": `${word} ${name}`, onblur: () => {
		remove.textContent = word;
	} });
	return remove;
}

/** The server's word, and the time since. */
function elapsed({ seconds, elapsedSeconds }) {
	return Math.min(seconds, elapsedSeconds + (Date.now() - store.stored.fetched) / 1000);
}
