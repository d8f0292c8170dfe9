/**
 * The captures of this tab: those that run, those that were taken, and those that were
 * opened, from a file or from the store. They live in memory and are gone with the tab.
 */
import { fileName, get, json } from "./http.js";
import { openInWorker } from "./opener.js";

const MOST_KEPT = 20;

export const captures = [];

export const running = new Set();

const listeners = new Set();

let lastId = 0;

export function onChange(listener) {
	listeners.add(listener);
}

export function forget(listener) {
	listeners.delete(listener);
}

function changed() {
	listeners.forEach((listener) => listener());
}

export function find(id) {
	return captures.find((capture) => String(capture.id) === String(id));
}

/**
 * Takes a capture.
 * @param kind the kind's name
 * @param query its parameters, a URLSearchParams
 * @param seconds how long it will take, for the progress
 * @returns the capture, or null if it was cancelled
 */
export async function take(kind, query, seconds) {
	const abort = new AbortController();
	const run = { kind, query: query.toString(), seconds, began: Date.now(), cancel: () => abort.abort() };
	running.add(run);
	changed();
	try {
		const response = await get(`/${kind}${query.size > 0 ? "?" : ""}${query}`, { signal: abort.signal });
		const bytes = new Uint8Array(await response.arrayBuffer());
		return add({ kind, path: kind, query: query.toString(), seconds, file: fileName(response, `${kind}.pb.gz`), bytes });
	}
	catch (ex) {
		if (ex.name === "AbortError") {
			return null;
		}
		throw ex;
	}
	finally {
		running.delete(run);
		changed();
	}
}

/** Adds a file that was chosen or dropped. */
export async function addFile(file) {
	return add({ kind: "file", query: "", seconds: 0, file: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
}

/** Whether an id may be one of the store. Those of a tab are numbers. */
export function isStored(id) {
	return /^[a-z0-9]{16}$/.test(id ?? "");
}

/** A capture of the store, which keeps its id. */
export async function openStored(id) {
	const { kind, seconds, start } = await json(`/captures/${id}`);
	const path = `captures/${id}/profile`;
	const response = await get(`/${path}`);
	const bytes = new Uint8Array(await response.arrayBuffer());
	return find(id) ?? add({ id, kind, path, query: "", seconds, time: new Date(start), file: fileName(response, `${kind}.pb.gz`), bytes });
}

/** The last one of the same kind that is older, to compare with. */
export function before(capture) {
	return captures.find((other) => other.kind === capture.kind && other.time < capture.time);
}

function add(capture) {
	const added = { id: ++lastId, time: new Date(), ...capture, trees: new Map() };
	captures.unshift(added);
	captures.length = Math.min(captures.length, MOST_KEPT);
	changed();
	return added;
}

/** The call tree of a capture, alone or together with what it is compared to. */
export function treeOf(capture, base) {
	const key = base?.id ?? 0;
	if (!capture.trees.has(key)) {
		const tree = openInWorker(capture.bytes, base?.bytes);
		capture.trees.set(key, tree);
		// Another try may be for another reason.
		tree.catch(() => capture.trees.delete(key));
		// A tree is larger than its file: keep those looked at last.
		for (const other of captures) {
			if (other !== capture && other !== base) {
				other.trees.clear();
			}
		}
	}
	return capture.trees.get(key);
}

/** What a capture is called in lists. */
export function title(capture) {
	const today = capture.time.toDateString() === new Date().toDateString();
	const time = capture.time.toLocaleString([], { hour: "2-digit", minute: "2-digit", second: "2-digit",
		...(today ? {} : { month: "short", day: "numeric" }) });
	return (capture.kind === "file") ? `${capture.file}, opened ${time}`
		: `${capture.kind}${capture.seconds > 0 ? ` ${Math.round(capture.seconds)} s` : ""}, ${time}`;
}

/** A Java Flight Recording begins with "FLR\0". Such files are for other tools. */
export function isRecording(capture) {
	return [0x46, 0x4c, 0x52, 0].every((byte, i) => capture.bytes[i] === byte);
}
