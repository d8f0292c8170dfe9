/**
 * Makes elements. Texts are always texts here, never markup: names in a profile may be
 * anything, and somebody else's.
 */
export function h(name, attributes = {}, ...children) {
	return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
	return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function fill(element, attributes, children) {
	for (const [key, value] of Object.entries(attributes)) {
		if (key.startsWith("on")) {
			element.addEventListener(key.slice(2), value);
		}
		else if (value === true) {
			element.setAttribute(key, "");
		}
		else if (value !== false && value !== null && value !== undefined) {
			element.setAttribute(key, value);
		}
	}
	element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
	return element;
}

let numbers = 0;

/** An id nobody else has. */
export function uniqueId(prefix) {
	return `${prefix}-${++numbers}`;
}

/** A label with what it labels. */
export function field(text, control, hint) {
	control.id ||= uniqueId("field");
	return h("div", { class: "field" }, h("label", { for: control.id }, text), control,
		hint ? h("span", { class: "hint" }, hint) : null);
}

export function button(text, onclick, attributes = {}) {
	return h("button", { type: "button", onclick, ...attributes }, text);
}

/** Says something to those who cannot see it, and in a corner to everybody else. */
export function announce(text) {
	const region = document.getElementById("announcements");
	region.textContent = "";
	requestAnimationFrame(() => {
		region.textContent = text;
	});
}

/** A line to copy, with a button that does so. */
export function copyable(text, what) {
	const copy = button("Copy", async () => {
		try {
			await navigator.clipboard.writeText(text);
			announce(`Copied: ${what}`);
		}
		catch {
			// Without TLS, browsers give no clipboard: leave the line selected instead.
			getSelection().selectAllChildren(code);
			announce("Selected. Press Ctrl+C to copy.");
		}
	}, { "aria-label": `Copy ${what}` });
	const code = h("code", { tabindex: "0" }, text);
	return h("div", { class: "copyable" }, code, copy);
}

/** Calls back once nothing has come for a moment: while that works, keys that are pressed wait and count as one. */
export function debounced(callback, milliseconds = 20) {
	let timer = 0;
	return (...args) => {
		clearTimeout(timer);
		timer = setTimeout(callback, milliseconds, ...args);
	};
}

/** Offers bytes or text as a file. */
export function save(name, content, type) {
	const url = URL.createObjectURL(new Blob([content], { type }));
	h("a", { href: url, download: name }).click();
	setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
