/**
 * What is said where there is nothing to see, or too little to trust.
 */
import { button, h } from "./dom.js";
import { href } from "./state.js";
import { openFile } from "./files.js";
import { isRecording } from "./library.js";
import { download } from "./downloads.js";
import { status } from "./status.js";

/** There is no profile: why, and what to do about it. */
export function emptyView(main, state, error, capture) {
	const gone = state.open && !capture;
	const recording = capture && isRecording(capture);
	const heading = recording ? "This is a recording for other tools" : error ? "This file cannot be opened"
		: gone ? "That capture is not in this tab any more" : "No profile is open";
	const text = recording ? "A JFR file. JDK Mission Control and IntelliJ IDEA open it; the flight recorder's events are all in it."
		: error || (gone ? "Captures live in the memory of one tab. Take it again, or open the file if you kept it."
			: "Take one of this application, or open a file: from here, from go tool pprof, from Go, from anywhere that writes pprof.");
	main.append(h("section", { class: "empty", role: error ? "alert" : null }, h("h1", {}, heading), h("p", {}, text),
		h("p", { class: "actions" }, recording ? button("Save the file", () => download(capture)) : null,
			h("a", { class: "button primary", href: href({ view: "index" }) }, "Take a profile"),
			button("Open a file", () => openFile()))));
	return {};
}

/** Why there may be no samples, by what was asked for. */
export function noSamples({ selection, state, capture, go }) {
	const filtered = state.focus || state.ignore || state.hide || state.label || state.frameworks === "off";
	const { tree } = selection;
	if (filtered && selection.total > 0) {
		return h("section", { class: "empty" }, h("h1", {}, "Nothing is left"),
			h("p", {}, "The profile has samples, but none that pass the filters."),
			h("p", { class: "actions" }, button("Take the filters away", () => go({ focus: "", ignore: "", hide: "", label: "",
				frameworks: "" }), { class: "primary" })));
	}
	const other = tree.types.filter((type, i) => type !== selection.type && tree.values[i].some((value) => value !== 0));
	if (other.length > 0) {
		return h("section", { class: "empty" }, h("h1", {}, `Nothing was measured as ${selection.type.type}`),
			h("p", {}, "The profile has other columns:"), h("p", { class: "actions" }, other.map((type) => button(type.type,
				() => go({ type: type.type })))));
	}
	return h("section", { class: "empty" }, h("h1", {}, "No samples"), h("p", {}, WHY_EMPTY[capture?.kind] ?? WHY_EMPTY.other),
		h("p", { class: "actions" }, h("a", { class: "button primary", href: href({ view: "index" }) }, "Take another")));
}

const WHY_EMPTY = {
	profile: "No thread used the CPU while the profile was taken. Put load on the application and try again, or take wall: it "
		+ "also sees threads that wait.",
	mutex: "No thread had to wait for a lock. That is good news, if there was load.",
	block: "No thread had to wait for a lock. That is good news, if there was load.",
	threadcreate: "No thread was started meanwhile. Try for longer.",
	other: "Nothing of this kind happened while the profile was taken. Put load on the application, or try for longer."
};

const FEW_SAMPLES = 100;

const YOUNG_SECONDS = 120;

/** What a reader should know before believing the numbers. */
export function cautions(selection, capture) {
	const lines = [];
	const { tree } = selection;
	tree.counted ??= counted(tree);
	if (tree.counted > 0 && tree.counted < FEW_SAMPLES) {
		lines.push(`Only ${tree.counted} ${tree.counted === 1 ? "sample" : "samples"}: a function with half of them may really have `
			+ `${interval(tree.counted)}. Take it for longer, or under more load.`);
	}
	const uptime = capture.uptime ?? Infinity;
	if (capture.kind !== "file" && uptime < YOUNG_SECONDS) {
		lines.push(`The JVM was ${Math.round(uptime)} s old: it was still loading classes and compiling, which will not be so later.`);
	}
	for (const comment of tree.header.comments) {
		if (/^(?:Ended early|Recovered|Lost samples|CPU throttled)/.test(comment)) {
			lines.push(comment + ".");
		}
	}
	return lines.map((line) => h("p", { class: "notice" }, line));
}

/** How many samples there are, or 0 if the profile does not tell. */
function counted(tree) {
	const values = tree.values[tree.types.findIndex((type) => type.type === "samples" || type.type === "contentions")] ?? [];
	return values.reduce((sum, value, i) => sum + (tree.side[i] === 0 ? value : 0), 0);
}

/** Two standard deviations around one half. */
function interval(count) {
	const part = Math.min(50, 100 / Math.sqrt(count));
	return `${Math.round(50 - part)} to ${Math.round(50 + part)} % of them`;
}

export function uptimeNow() {
	return status.index?.status?.uptimeSeconds;
}
