/**
 * The bar above every view of a profile: which capture, which column, which part of it.
 */
import * as library from "./library.js";
import { button, debounced, field, h } from "./dom.js";
import { downloadMenu } from "./downloads.js";
import { expression, labels } from "./selection.js";
import { go } from "./state.js";

let current = { key: "", refresh: null };

export function profileBar(bar, context) {
	const { capture, tree } = context;
	const key = [capture.id, tree ? tree.types.map((type) => type.type).join() : "", library.captures.length].join(" ");
	if (current.key !== key) {
		current = { key, refresh: make(bar, capture, tree) };
	}
	current.refresh(context.state);
}

function make(bar, capture, tree) {
	const open = h("select", { onchange: () => go({ open: open.value, f: "" }) }, library.captures.map((each) => h("option",
		{ value: each.id }, library.title(each))));
	const controls = [field("Profile", open)];
	const refreshers = [(state) => {
		open.value = capture.id;
	}];
	if (tree) {
		const type = h("select", { onchange: () => go({ type: type.value }) }, tree.types.map((each) => h("option",
			{ value: each.type }, `${each.type} (${each.unit})`)));
		refreshers.push((state) => {
			type.value = state.type || tree.types[tree.defaultType].type;
		});
		const filters = filterControls(tree, refreshers);
		controls.push(field("Shows", type), filters, downloadMenu(capture, tree));
	}
	bar.replaceChildren(h("div", { class: "bar" }, controls));
	return (state) => refreshers.forEach((refresh) => refresh(state));
}

const FILTERS = {
	focus: ["Focus", "only stacks with this"],
	ignore: ["Ignore", "no stacks with this"],
	hide: ["Hide", "leave these functions out"]
};

function filterControls(tree, refreshers) {
	const summary = h("summary", {}, "Filter");
	const inputs = Object.entries(FILTERS).map(([key, [text, hint]]) => {
		const input = h("input", { type: "search", placeholder: hint, autocomplete: "off", spellcheck: "false" });
		const error = h("span", { class: "error", role: "alert" });
		const change = debounced(() => {
			const problem = expression(input.value).error;
			error.textContent = problem;
			input.setAttribute("aria-invalid", String(problem !== ""));
			if (problem === "") {
				go({ [key]: input.value }, { replace: true });
			}
		});
		input.addEventListener("input", change);
		refreshers.push((state) => {
			if (document.activeElement !== input) {
				input.value = state[key] ?? "";
			}
		});
		const made = field(text, input);
		made.append(error);
		return made;
	});
	const frameworks = h("input", { type: "checkbox", onchange: () => go({ frameworks: frameworks.checked ? "" : "off" }) });
	refreshers.push((state) => {
		frameworks.checked = state.frameworks !== "off";
		const active = ["focus", "ignore", "hide", "label"].filter((key) => state[key]).length + (state.frameworks === "off" ? 1 : 0);
		summary.textContent = active > 0 ? `Filter (${active})` : "Filter";
		summary.classList.toggle("active", active > 0);
	});
	const known = labels(tree, tree.defaultType);
	const label = known.length === 0 ? null : h("select", { onchange: () => go({ label: label.value }) },
		h("option", { value: "" }, "all"), known.map(([text]) => h("option", { value: text }, text)));
	if (label) {
		refreshers.push((state) => {
			label.value = state.label ?? "";
		});
	}
	const frameworksField = h("div", { class: "field check" }, frameworks, h("label", { for: frameworks.id = "frameworks" },
		"Frameworks and JDK"));
	return h("details", { class: "menu filters" }, summary, h("div", { class: "popup" }, inputs, label ? field("Label", label) : null,
		frameworksField, h("p", { class: "hint" }, "Regular expressions, over names and files. With a capital letter in it, case counts."),
		button("Take all away", () => go({ focus: "", ignore: "", hide: "", label: "", frameworks: "" }))));
}

/** A popup closes when something else is clicked, and with Escape. */
addEventListener("click", (event) => {
	for (const menu of document.querySelectorAll("details.menu[open]")) {
		if (!menu.contains(event.target)) {
			menu.open = false;
		}
	}
});

addEventListener("keydown", (event) => {
	const menu = event.target.closest?.("details.menu[open]");
	if (event.key === "Escape" && menu) {
		menu.open = false;
		menu.querySelector("summary").focus();
		event.stopPropagation();
	}
}, true);
