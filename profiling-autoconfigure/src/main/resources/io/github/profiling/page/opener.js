/**
 * Opens profiles away from the page's own thread, so that it stays responsive.
 */
const waiting = new Map();

let worker = null;

let lastId = 0;

function start() {
	worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
	worker.onmessage = ({ data }) => {
		const { resolve, reject } = waiting.get(data.id);
		waiting.delete(data.id);
		if (data.error) {
			reject(new Error(data.error));
		}
		else {
			resolve(data.result);
		}
	};
	worker.onerror = (event) => {
		event.preventDefault();
		for (const { reject } of waiting.values()) {
			reject(new Error(event.message || "The browser could not load a part of this page. Reload it."));
		}
		waiting.clear();
		worker.terminate();
		worker = null;
	};
}

function ask(message) {
	if (!worker) {
		start();
	}
	return new Promise((resolve, reject) => {
		const id = ++lastId;
		waiting.set(id, { resolve, reject });
		worker.postMessage({ id, ...message });
	});
}

/** The call tree of a pprof file, or of two. */
export function openInWorker(bytes, base) {
	return ask({ bytes, base });
}

/** Where the boxes and lines of a graph go. */
export function layoutInWorker(graph) {
	return ask({ graph });
}
