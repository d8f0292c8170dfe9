/**
 * The view of all threads at one moment: their states, those with the same stack together,
 * and deadlocks first of all.
 */
import * as library from "./library.js";
import { button, h, save } from "./dom.js";
import { countByState, grouped, parseThreadDump } from "./threaddump.js";
import { get } from "./http.js";
import { isText } from "./files.js";

const MOST_GROUPS = 200;

const TOP_FRAMES = 12;

const STATES = {
	RUNNABLE: "runs, or waits for input and output",
	BLOCKED: "waits for a lock that another thread holds",
	WAITING: "waits until another thread wakes it",
	TIMED_WAITING: "waits, for a time",
	VIRTUAL: "virtual threads, by stack",
	NEW: "not started",
	TERMINATED: "ended"
};

/** The last dump, so that going to another view and back does not lose it. */
let last = null;

export function threadsView(main, { go }) {
	const problem = h("div", { role: "alert" });
	const result = h("div", { class: "threads" });
	const take = button("Take a thread dump", async () => {
		take.disabled = true;
		problem.replaceChildren();
		try {
			const text = await (await get("/threads?debug=2")).text();
			last = { text, at: new Date(), title: "" };
			update({ state: { q: search.value } });
		}
		catch (ex) {
			problem.replaceChildren(h("p", { class: "notice error" }, ex.message));
		}
		take.disabled = false;
	}, { class: "primary" });
	const search = h("input", { type: "search", placeholder: "Search names and stacks", "aria-label": "Search names and stacks",
		"data-search": true, oninput: () => go({ q: search.value }, { replace: true }) });
	const keep = button("Save the text", () => save(`threads-${last.at.toISOString().replace(/[:.]/g, "")}.txt`, last.text, "text/plain"));
	main.append(h("h1", { class: "visually-hidden" }, "Threads"), h("div", { class: "controls" }, take, search, keep), problem, result);
	const update = ({ state }) => {
		const opened = state.open && library.find(state.open);
		if (opened && isText(opened.bytes) && last?.capture !== opened) {
			last = { text: new TextDecoder().decode(opened.bytes), at: opened.time, title: opened.file, capture: opened };
		}
		if (document.activeElement !== search) {
			search.value = state.q ?? "";
		}
		keep.hidden = search.hidden = !last;
		result.replaceChildren(...(last ? shown(last, state, go) : [introduction()]));
	};
	return { update };
}

function introduction() {
	return h("section", { class: "empty" }, h("h1", {}, "What is every thread doing?"),
		h("p", {}, "A thread dump names all threads with their stacks and locks, and finds deadlocks. The application stands still while the "
			+ "JVM looks for the owners of locks: a moment, with a heap of some gigabytes up to a second."),
		h("p", {}, "A dump of jstack can be opened as a file."));
}

function shown(dump, state, go) {
	dump.parsed ??= parseThreadDump(dump.text);
	const { threads, deadlocks, notes } = dump.parsed;
	if (threads.length === 0) {
		return [h("p", { class: "notice error" }, "There are no threads in this text. It should be what jstack writes.")];
	}
	const query = (state.q ?? "").toLowerCase();
	const chosen = threads.filter((thread) => (!state.state || thread.state === state.state)
		&& (query === "" || `${thread.name}\n${thread.frames.join("\n")}`.toLowerCase().includes(query)));
	const groups = grouped(chosen);
	const total = threads.reduce((sum, thread) => sum + thread.count, 0);
	const states = countByState(threads).map(([name, count]) => button(`${count} ${name}`, () => go({ state: (state.state === name)
		? "" : name }), { "aria-pressed": String(state.state === name), class: `state state-${name}`, title: STATES[name] ?? "" }));
	return [
		h("p", { class: "summary" }, `${total} threads ${dump.title ? `in ${dump.title}` : `at ${dump.at.toLocaleTimeString()}`}, `
			+ `${groups.length} different stacks` + ((chosen.length < threads.length) ? " shown" : "")),
		...notes.map((note) => h("p", { class: "notice" }, note)),
		(deadlocks.length > 0) ? deadlockNotice(deadlocks) : h("p", { class: "good" }, "✓ No deadlocks"),
		h("div", { class: "states", role: "group", "aria-label": "States" }, states),
		h("ol", { class: "groups" }, groups.slice(0, MOST_GROUPS).map((group) => groupItem(group, groups.length < 4))),
		(groups.length > MOST_GROUPS) ? h("p", { class: "hint" }, `The ${MOST_GROUPS} most frequent stacks of ${groups.length}.`) : null
	].filter(Boolean);
}

function deadlockNotice(deadlocks) {
	return h("section", { class: "notice error", role: "alert" }, h("h2", {}, `✗ ${deadlocks.length} ${(deadlocks.length === 1)
		? "deadlock" : "deadlocks"}`), h("p", {}, "Each of these threads waits for a lock that the next one holds. They will never go on."),
	deadlocks.map((circle) => h("ul", {}, circle.map((line) => h("li", {}, line)))));
}

function groupItem(group, open) {
	const [first] = group.threads;
	const names = group.threads.slice(0, 20).map((thread) => thread.name).join(", ") + ((group.threads.length > 20) ? ", …" : "");
	const waits = [...new Set(group.threads.map((thread) => thread.waits).filter(Boolean))].slice(0, 5);
	const locks = first.locks.slice(0, 10);
	const rest = group.frames.slice(TOP_FRAMES);
	const frames = h("ol", { class: "stack" }, group.frames.slice(0, TOP_FRAMES).map((frame) => h("li", {}, withoutModule(frame))));
	if (rest.length > 0) {
		const more = button(`${rest.length} more frames`, () => more.replaceWith(h("ol", { class: "stack" }, rest.map((frame) => h("li", {}, withoutModule(frame))))));
		frames.after(more);
		return item(group, names, waits, locks, [frames, more], open);
	}
	return item(group, names, waits, locks, [frames], open);
}

/** The JDK's own frames begin with java.base@17.0.1/, in every line. */
function withoutModule(frame) {
	return frame.replace(/^[\w.]+@[^/\s]*\//, "");
}

function item(group, names, waits, locks, stack, open) {
	const leaf = withoutModule(group.frames[0] ?? "no Java stack").replace(/\(.*$/, "");
	return h("li", {}, h("details", { open }, h("summary", {}, h("span", { class: "count" }, String(group.count)),
		h("span", { class: `state state-${group.state}` }, group.states ?? group.state), h("span", { class: "leaf" }, leaf),
		h("span", { class: "names" }, names)),
	waits.map((wait) => h("p", { class: "wait" }, wait)), stack, locks.map((lock) => h("p", { class: "wait" }, lock))));
}
