/**
 * The page: which view is shown, of which capture, and what of it.
 */
import * as library from "./library.js";
import * as state from "./state.js";
import { button, h } from "./dom.js";
import { offerPicture } from "./downloads.js";
import { emptyView } from "./notices.js";
import { openFile, whenDropped } from "./files.js";
import { profileBar } from "./profilebar.js";
import { select } from "./selection.js";
import { status } from "./status.js";
import { overview } from "./overview.js";
import { flameView } from "./flameview.js";
import { topView } from "./topview.js";
import { graphView, prepareGraph } from "./graphview.js";
import { diffView } from "./diffview.js";
import { threadsView } from "./threadsview.js";

const VIEWS = {
	index: { title: "Overview", make: overview },
	flame: { title: "Flame graph", short: "Flame", make: flameView, ofProfile: true },
	top: { title: "Top", make: topView, ofProfile: true },
	graph: { title: "Call graph", short: "graph", make: graphView, prepare: prepareGraph, ofProfile: true },
	diff: { title: "Diff", make: diffView, ofProfile: true, ofTwo: true },
	threads: { title: "Threads", make: threadsView }
};

const main = document.getElementById("main");

const bar = document.getElementById("profile-bar");

/** What is on the screen: remade when key changes, told of everything else. */
let screen = { key: "", view: null };

/** What is selected on the screen. */
let selections = [];

async function show(now) {
	const view = VIEWS[now.view] ?? VIEWS.index;
	const name = VIEWS[now.view] ? now.view : "index";
	showNavigation(name, now);
	if (!view.ofProfile) {
		const view = enter(name, name, () => VIEWS[name].make(main, { go: state.go }));
		bar.hidden = true;
		view?.update?.({ state: now });
		return;
	}
	try {
		const capture = now.open ? await captureOf(now.open) : library.captures[0];
		const base = (view.ofTwo && capture) ? await baseOf(capture, now) : null;
		if (isLate(now)) {
			return;
		}
		if (capture) {
			await showProfile(name, view, capture, base, now);
		}
		else {
			bar.hidden = true;
			enter(`${name} without`, name, () => emptyView(main, now));
		}
	}
	catch (ex) {
		bar.hidden = true;
		enter(`${name} without ${ex.message}`, name, () => emptyView(main, now, ex.message));
	}
}

/** A capture of this tab, or one of the store that is not in it yet. */
async function captureOf(id) {
	return library.find(id) ?? (library.isStored(id) ? library.openStored(id) : null);
}

/** While something was opened, somebody may have gone elsewhere. */
function isLate(now) {
	return state.href(state.read()) !== state.href(now);
}

async function showProfile(name, view, capture, base, now) {
	const key = [name, capture.id, base?.id ?? 0].join(" ");
	bar.hidden = false;
	if (view.ofTwo && !base) {
		profileBar(bar, { capture, state: now, tree: null });
		enter(`${key} without`, name, () => view.make(main, { capture, go: state.go, base: null }));
		return;
	}
	let tree;
	try {
		const opening = library.treeOf(capture, base);
		const slow = setTimeout(() => main.setAttribute("aria-busy", "true"), 100);
		tree = await opening.finally(() => {
			clearTimeout(slow);
			main.removeAttribute("aria-busy");
		});
	}
	catch (ex) {
		profileBar(bar, { capture, state: now, tree: null });
		enter(`${key} failed`, name, () => emptyView(main, now, ex.message, capture));
		return;
	}
	if (isLate(now)) {
		return;
	}
	profileBar(bar, { capture, state: now, tree });
	const shown = enter(key, name, () => view.make(main, { capture, base, tree, go: state.go }));
	const options = optionsOf(tree, now);
	const wanted = (base ? [options, { ...options, side: 1 }] : [options]).map((each) => selected(tree, each));
	selections = wanted;
	const [selection, baseSelection] = wanted;
	shown.update({ state: now, selection, baseSelection });
}

/** Selects, unless that is shown already: much of what people do, such as searching, changes nothing of it. */
function selected(tree, options) {
	const key = JSON.stringify(options);
	return selections.find((each) => each.tree === tree && each.key === key) ?? { ...select(tree, options), key };
}

async function baseOf(capture, now) {
	const base = now.base ? await captureOf(now.base) : library.before(capture);
	return (base === capture) ? null : base;
}

function optionsOf(tree, now) {
	const type = tree.types.findIndex((each) => each.type === now.type);
	return { type: (type >= 0) ? type : tree.defaultType, focus: now.focus, ignore: now.ignore, hide: now.hide,
		framework: now.frameworks !== "off", label: now.label };
}

function enter(key, name, make) {
	if (screen.key !== key) {
		screen.view?.leave?.();
		main.replaceChildren();
		main.className = `view-${name}`;
		offerPicture(null);
		screen = { key, view: make() };
	}
	return screen.view;
}

/** On a phone, there is only room for the word that tells it from the others. */
function shortened({ title, short }) {
	return short ? title.split(short).flatMap((rest, i) => [(i > 0) ? short : null, rest ? h("span", { class: "long" }, rest) : null]) : title;
}

const INDEPENDENT = ["open", "base", "type", "focus", "ignore", "hide", "frameworks", "label", "f"];

let navigated = "";

function showNavigation(current, now) {
	const kept = Object.fromEntries(INDEPENDENT.filter((key) => now[key]).map((key) => [key, now[key]]));
	document.getElementById("views").replaceChildren(...Object.entries(VIEWS).map(([name, view]) => {
		const prepare = () => view.prepare && !bar.hidden && selections.length === 1 && view.prepare(selections[0], now);
		return h("li", {}, h("a", { href: state.href({ view: name, ...kept }), "aria-current": (name === current) ? "page" : null,
			onpointerenter: prepare, onfocus: prepare }, shortened(view)));
	}));
	if (current !== navigated) {
		navigated = current;
		// On a phone there may be more than fits: the current one comes into view.
		document.querySelector("#views [aria-current]").scrollIntoView({ block: "nearest", inline: "nearest" });
	}
	document.title = `${VIEWS[current].title} - ${document.getElementById("application").textContent}`;
}

document.getElementById("skip").addEventListener("click", (event) => {
	event.preventDefault();
	main.focus();
});

addEventListener("keydown", (event) => {
	const typing = event.target.closest("input, select, textarea");
	if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
		const search = document.querySelector("[data-search]");
		if (search) {
			event.preventDefault();
			search.focus();
			search.select();
		}
	}
});

document.querySelector("header").append(button("Open a file", () => openFile(), { class: "open" }));
whenDropped(document.body);
state.onChange(show);
library.onChange(() => {
	if (!bar.hidden) {
		show(state.read());
	}
});
status.onChange(({ application, replica }) => {
	document.getElementById("application").textContent = application;
	document.getElementById("replica").textContent = replica;
	document.title = `${(VIEWS[state.read().view] ?? VIEWS.index).title} - ${application}`;
});
status.start();
show(state.read());
