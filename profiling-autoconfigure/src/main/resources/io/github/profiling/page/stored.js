/**
 * The captures that nobody waits for: those in the store, of all replicas, and those that
 * are on their way there.
 */
import { json, send } from "./http.js";

const listeners = new Set();

export const stored = { captures: [], problem: "", fetched: 0 };

export function onChange(listener) {
	listeners.add(listener);
}

export function forget(listener) {
	listeners.delete(listener);
}

export async function refresh() {
	try {
		Object.assign(stored, await json("/captures"), { fetched: Date.now() });
	}
	catch (ex) {
		// Whatever it is, the overview says it of the index as well.
		stored.problem = ex.message;
	}
	listeners.forEach((listener) => listener());
}

/** Has a capture taken that goes on without this tab. */
export const order = (kind, query) => change("POST", `?${new URLSearchParams([["kind", kind], ...query])}`);

/** Ends a running one with what it has. */
export const stop = (id) => change("POST", `/${id}/stop`);

/** Cancels one, or removes it from the store. */
export const remove = (id) => change("DELETE", `/${id}`);

async function change(method, path) {
	await send(method, `/captures${path}`);
	await refresh();
}
