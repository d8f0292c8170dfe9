/**
 * How the replica is doing: the endpoint's index, asked for again every few seconds while
 * somebody looks at it. Rates come from the counters of two answers.
 */
import { json } from "./http.js";

const EVERY = 5000;

const listeners = new Set();

let timer = 0;

let previous = null;

async function refresh() {
	clearTimeout(timer);
	if (!document.hidden) {
		try {
			const index = await json("");
			const now = { at: performance.now(), counters: index.status };
			index.rates = rates(previous, now);
			if (!previous || now.at - previous.at > 1000) {
				previous = now;
			}
			status.index = index;
			status.error = null;
			listeners.forEach((listener) => listener(index));
		}
		catch (ex) {
			status.error = ex;
			listeners.forEach((listener) => listener({ application: document.getElementById("application").textContent,
				replica: "", ...status.index, error: ex }));
		}
	}
	timer = setTimeout(refresh, EVERY);
}

/** What happened between two answers, per second of time; since the start if there is one only. */
function rates(before, now) {
	const counters = now.counters;
	if (!counters) {
		return null;
	}
	const first = !before?.counters || before.counters.uptimeSeconds > counters.uptimeSeconds;
	const since = (key) => (counters[key] ?? 0) - (first ? 0 : (before.counters[key] ?? 0));
	const seconds = Math.max(0.001, since("uptimeSeconds"));
	return { first, seconds, cpus: since("cpuSeconds") / seconds, gc: since("gcSeconds") / seconds,
		collections: since("gcCollections"), throttled: since("throttledPeriods"), periods: since("periods") };
}

export const status = {
	index: null,
	error: null,
	onChange(listener) {
		listeners.add(listener);
	},
	forget(listener) {
		listeners.delete(listener);
	},
	start: refresh,
	refresh
};

document.addEventListener("visibilitychange", () => {
	if (!document.hidden) {
		refresh();
	}
});
