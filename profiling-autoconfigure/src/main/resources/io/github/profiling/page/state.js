/**
 * What is shown, kept in the address behind the "#", so that it can be bookmarked, sent to
 * a colleague and gone back from: #/flame?open=1&focus=Order
 */
const listeners = new Set();

export function read() {
	const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
	return { view: path || "index", ...Object.fromEntries(new URLSearchParams(query ?? "")) };
}

/** The address of a state, without what says nothing. */
export function href({ view, ...rest }) {
	const query = new URLSearchParams(Object.entries(rest).filter(([, value]) => value !== "" && value !== undefined
		&& value !== null));
	return `#/${view}` + (query.size > 0 ? `?${query}` : "");
}

/** Goes to another state. Typing replaces the entry in the history, everything else adds one. */
export function go(changes, { replace = false } = {}) {
	const next = href({ ...read(), ...changes });
	if (next === location.hash) {
		return;
	}
	history[replace ? "replaceState" : "pushState"](null, "", next);
	notify();
}

export function onChange(listener) {
	listeners.add(listener);
}

function notify() {
	listeners.forEach((listener) => listener(read()));
}

addEventListener("popstate", notify);
