/**
 * The first view: how the replica is doing, and a button for each kind of profile.
 */
import * as library from "./library.js";
import * as store from "./stored.js";
import { announce, button, field, h } from "./dom.js";
import { captureList, runningList } from "./capturelist.js";
import { commands } from "./downloads.js";
import { href, read } from "./state.js";
import { kindForm, TITLES } from "./kinds.js";
import { setToken, token } from "./http.js";
import { status } from "./status.js";
import { storedList } from "./storedlist.js";
import { tiles } from "./tiles.js";

/** What answers with a line of text is not worth a button. */
const WITHOUT_BUTTON = new Set(["cmdline", "symbol", "goroutine"]);

export function overview(main, { go }) {
	const problem = h("div", { role: "alert" });
	const facts = h("div", { class: "tiles" });
	const running = h("div", {});
	const recent = h("div", {});
	const stored = h("div", {});
	const kinds = h("div", { class: "kinds" });
	main.append(h("h1", { class: "visually-hidden" }, "Overview"), problem, facts, running, h("div", { class: "columns" },
		h("section", { "aria-labelledby": "take" }, h("h2", { id: "take" }, "Take a profile"), kinds),
		h("aside", { class: "recent", "aria-label": "Captures" }, recent, stored)), signIn());
	const showStatus = (index) => {
		problem.replaceChildren(...(status.error ? [h("p", { class: "notice error" }, status.error.message)] : []));
		if (!status.index) {
			return;
		}
		store.refresh();
		facts.replaceChildren(...tiles(status.index));
		if (kinds.childElementCount === 0) {
			kinds.append(...index.profiles.filter((kind) => !WITHOUT_BUTTON.has(kind.name)).map((kind) => card(kind, index, problem, go)));
		}
	};
	const showRunning = () => {
		const list = runningList();
		if (list.length !== running.childElementCount || list.some((element) => element.parentNode !== running)) {
			running.replaceChildren(...list);
		}
	};
	const showCaptures = () => {
		showRunning();
		recent.replaceChildren(...captureList());
	};
	const attempt = async (change) => {
		problem.replaceChildren();
		try {
			await change();
		}
		catch (ex) {
			refuse(problem, ex.message);
		}
	};
	let listed = "";
	const showStored = () => {
		// What has not changed stays, and with it the focus.
		const now = JSON.stringify([store.stored.captures, store.stored.problem]);
		if (now !== listed) {
			listed = now;
			stored.replaceChildren(...storedList(attempt));
		}
	};
	status.onChange(showStatus);
	store.onChange(showStored);
	library.onChange(showCaptures);
	const tick = setInterval(() => library.running.size > 0 && showRunning(), 250);
	if (status.index) {
		showStatus(status.index);
	}
	showCaptures();
	showStored();
	return {
		leave: () => {
			clearInterval(tick);
			status.forget(showStatus);
			store.forget(showStored);
			library.forget(showCaptures);
		}
	};
}

function card(kind, index, problem, go) {
	const given = (read().take === kind.name) ? read() : {};
	const form = kindForm(kind, index.limits, given);
	const more = h("div", { class: "lines" });
	const showMore = () => more.replaceChildren(...commands(kind.name, form.query().toString()), h("p", {}, h("a", {
		href: href({ view: "index", take: kind.name, ...Object.fromEntries(form.query()) }) }, "Link to this form")));
	const take = async (event) => {
		event.preventDefault();
		problem.replaceChildren();
		try {
			const uptime = status.index?.status?.uptimeSeconds;
			const capture = await library.take(kind.name, form.query(), form.duration());
			if (capture) {
				capture.uptime = uptime;
				// Do not take people away from what they turned to meanwhile.
				if (read().view === "index") {
					go({ view: "flame", open: capture.id, take: "", seconds: "", f: "", type: "" });
				}
			}
		}
		catch (ex) {
			refuse(problem, `${kind.name}: ${ex.message}`);
		}
	};
	const order = async () => {
		problem.replaceChildren();
		try {
			await store.order(kind.name, form.query());
			announce(`${kind.name} is on its way to the store`);
		}
		catch (ex) {
			refuse(problem, `${kind.name}: ${ex.message}`);
		}
	};
	const details = h("details", { ontoggle: showMore }, h("summary", {}, "Command line"), more);
	const element = h("form", { class: kind.available ? "kind" : "kind unavailable", onsubmit: take, id: `kind-${kind.name}`,
		oninput: () => details.open && showMore() },
	h("h3", {}, TITLES[kind.name] ?? kind.name, h("code", {}, kind.name)), h("p", {}, kind.description),
	h("div", { class: "ask" }, kind.available ? form.seconds : null,
		h("button", { type: "submit", class: "primary", disabled: !kind.available, "aria-label": `Take ${kind.name}` }, "Take")),
	h("div", { class: "more" }, reasons(kind, form, background(kind, index, order)), details));
	if (read().take === kind.name) {
		requestAnimationFrame(() => {
			element.scrollIntoView({ block: "center" });
			element.querySelector("button").focus();
		});
	}
	return element;
}

/** What cannot be taken says why at once; everything else keeps it for those who want to know. */
function reasons(kind, form, background) {
	const lines = [engineLine(kind), kind.remedy].filter(Boolean).map((line) => h("p", { class: "hint" }, line));
	return kind.available ? [h("details", { open: form.changed }, h("summary", {}, (form.options.length > 0) ? "Options" : "How"),
		h("div", { class: "fields" }, form.options), background, lines)] : lines;
}

/** For what takes longer than anybody wants to wait, or a proxy. */
function background(kind, { limits }, order) {
	return (kind.name === "trace") ? null : h("p", {}, button("Take in the background", order, { "aria-label":
		`Take ${kind.name} in the background` }), h("span", { class: "hint" }, ` for up to ${limits.maxBackgroundSeconds} s. It goes on `
		+ "without this tab, and ends in the store."));
}

function refuse(problem, text) {
	problem.replaceChildren(h("p", { class: "notice error" }, text));
	problem.scrollIntoView({ block: "nearest" });
}

function engineLine(kind) {
	const engine = [kind.engine, kind.sampler].filter(Boolean).join(", ");
	return engine ? `${engine}: ${kind.reason}` : kind.reason;
}

function signIn() {
	const input = h("input", { type: "password", autocomplete: "off", value: token(), spellcheck: "false" });
	const use = (event) => {
		event.preventDefault();
		setToken(input.value.trim());
		status.refresh();
	};
	return h("details", { class: "token", open: token() !== "" }, h("summary", {}, "Bearer token"), h("form", { onsubmit: use },
		field("Token", input, "kept in this tab only, sent to this endpoint only"), h("button", { type: "submit" }, "Use it"),
		button("Forget it", () => {
			input.value = "";
			setToken("");
			status.refresh();
		})));
}
