/**
 * Reads a thread dump in the form of jstack -l, which is also that of threads?debug=2.
 */

/**
 * @returns { threads: [{ name, state, daemon, cpu, frames, locks, waits, virtual, count }],
 * deadlocks: [[lines]], notes }
 */
export function parseThreadDump(text) {
	const dump = { threads: [], deadlocks: [], notes: [] };
	const lines = text.split(/\r?\n/);
	let thread = null;
	let inDeadlocks = false;
	for (const line of lines) {
		const virtual = /^(\d+) virtual threads?: (.*)$/.exec(line);
		if (/^Found (?:one Java-level|\d+) deadlocks?/.test(line)) {
			inDeadlocks = true;
			thread = null;
		}
		else if (/^No deadlocks\.|^Virtual threads: /.test(line)) {
			inDeadlocks = false;
			thread = null;
		}
		else if (virtual) {
			inDeadlocks = false;
			thread = { name: virtual[2], state: "VIRTUAL", count: Number(virtual[1]), virtual: true, daemon: true, cpu: 0, frames: [],
				locks: [], waits: "" };
			dump.threads.push(thread);
		}
		else if (inDeadlocks) {
			deadlockLine(dump, line);
		}
		else if (line.startsWith('"')) {
			thread = header(line);
			dump.threads.push(thread);
		}
		else if (line.startsWith("# ")) {
			dump.notes.push(line.slice(2));
		}
		else if (thread) {
			detail(thread, line);
		}
	}
	return dump;
}

function header(line) {
	const end = line.indexOf('"', 1);
	const rest = line.slice(end + 1);
	return { name: line.slice(1, (end > 0) ? end : undefined), state: "UNKNOWN", count: 1, virtual: false, daemon: / daemon\b/.test(rest),
		cpu: Number(/ cpu=([\d.]+)ms/.exec(rest)?.[1] ?? 0), frames: [], locks: [], waits: "" };
}

function detail(thread, line) {
	const state = /^ +(?:java\.lang\.Thread\.State|States): (.+)$/.exec(line);
	const frame = /^\s+at (.+)$/.exec(line);
	const lock = /^\s+- (.+)$/.exec(line);
	if (state) {
		thread.state = thread.virtual ? thread.state : state[1].split(" ")[0];
		thread.states = state[1];
	}
	else if (frame) {
		thread.frames.push(frame[1]);
	}
	else if (lock && /^(?:waiting|parking)/.test(lock[1])) {
		thread.waits = lock[1];
	}
	else if (lock) {
		thread.locks.push(lock[1]);
	}
}

/** Circles are told apart by empty lines. */
function deadlockLine(dump, line) {
	if (line.trim() === "") {
		dump.newCircle = true;
	}
	else {
		if (dump.newCircle || dump.deadlocks.length === 0) {
			dump.deadlocks.push([]);
			dump.newCircle = false;
		}
		dump.deadlocks.at(-1).push(line.trim());
	}
}

/** Threads with the same stack and state together, the most frequent first. */
export function grouped(threads) {
	const groups = new Map();
	for (const thread of threads) {
		const key = `${thread.state}\n${thread.frames.join("\n")}`;
		const group = groups.get(key) ?? { state: thread.state, states: thread.states, frames: thread.frames, threads: [], count: 0 };
		group.threads.push(thread);
		group.count += thread.count;
		groups.set(key, group);
	}
	return [...groups.values()].sort((left, right) => right.count - left.count);
}

export function countByState(threads) {
	const counts = new Map();
	for (const thread of threads) {
		counts.set(thread.state, (counts.get(thread.state) ?? 0) + thread.count);
	}
	return [...counts].sort((left, right) => right[1] - left[1]);
}
