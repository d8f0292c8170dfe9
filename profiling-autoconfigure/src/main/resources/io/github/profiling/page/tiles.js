/**
 * How the replica is doing, in a few figures, each with what it is measured against.
 */
import { h } from "./dom.js";
import { bytes, seconds } from "./units.js";

export function tiles(index) {
	const { status, rates } = index;
	const figures = status ? [cpuTile(status, rates), memoryTile(status), heapTile(status), throttlingTile(status, rates),
		gcTile(status, rates), tile("Threads", String(status.threads), `${status.daemonThreads} daemon, at most ${status.peakThreads} so far`)] : [];
	return [identity(index), h("div", { class: "figures" }, figures)];
}

/** What does not change from one look to the next, in a line. */
function identity({ status, replica, application, profiles }) {
	const facts = [fact("Replica", replica, [status?.revision, application])];
	if (status) {
		const young = status.uptimeSeconds < 120;
		facts.push(fact("JVM", `Java ${status.javaVersion}`, [status.jvm]),
			fact("Up for", seconds(status.uptimeSeconds), [young && "still warming up: profiles show class loading and compilation"], young));
	}
	const cpu = profiles.find((kind) => kind.name === "profile");
	if (cpu) {
		facts.push(fact("Engine", cpu.engine || "none", [[cpu.sampler, cpu.reason].filter(Boolean).join(": ")], !cpu.available));
	}
	return h("dl", { class: "identity" }, facts);
}

function fact(name, value, details, warn = false) {
	return h("div", { class: warn ? "warn" : null }, h("dt", {}, name), h("dd", {}, h("strong", {}, value),
		...details.filter(Boolean).map((detail) => h("span", {}, detail))));
}

function tile(name, value, detail, part = null, warn = false) {
	const meter = (part === null) ? null : h("div", { class: "meter", role: "img", "aria-label": `${Math.round(part * 100)} %` }, h("span", {}));
	if (meter) {
		meter.firstChild.style.width = `${Math.min(100, Math.max(0, part * 100))}%`;
	}
	return h("dl", { class: warn ? "tile warn" : "tile" }, h("dt", {}, name), h("dd", { class: "value" }, value), h("dd", {}, meter, detail));
}

const since = (rates) => rates.first ? "since the start" : `in the last ${Math.round(rates.seconds)}\u00a0s`;

function cpuTile(status, rates) {
	const limit = status.cpuLimit > 0 ? status.cpuLimit : status.processors;
	const of = `of ${Number(limit.toFixed(2))} ${status.cpuLimit > 0 ? "(limit)" : "processors"}`;
	return tile("CPU", `${rates.cpus.toFixed(2)} CPUs`, `${of} ${since(rates)}`, rates.cpus / limit, rates.cpus / limit > 0.9);
}

function memoryTile(status) {
	if (!(status.memoryBytes > 0)) {
		return null;
	}
	const limit = status.memoryLimitBytes;
	return tile("Memory", bytes(status.memoryBytes), limit > 0 ? `of ${bytes(limit)} (limit)` : "all of the container with its file cache, no limit",
		limit > 0 ? status.memoryBytes / limit : null, limit > 0 && status.memoryBytes / limit > 0.9);
}

function heapTile(status) {
	const max = status.heapMaxBytes;
	return tile("Heap", bytes(status.heapUsedBytes), max > 0 ? `of ${bytes(max)} (maximum)` : "", max > 0 ? status.heapUsedBytes / max : null);
}

function throttlingTile(status, rates) {
	if (status.periods < 0) {
		return tile("Throttling", "none", "no CPU limit on this container");
	}
	const part = (rates.periods > 0) ? rates.throttled / rates.periods : 0;
	return tile("Throttling", `${Math.round(100 * part)} %`, `of periods ${since(rates)}` + (part > 0.05
		? ": threads stood still although they wanted to run, which no CPU profile shows" : ""), null, part > 0.05);
}

function gcTile(status, rates) {
	return tile("GC", `${(100 * rates.gc).toFixed(1)} %`, `of the time, ${rates.collections} collections ${since(rates)}`, null, rates.gc > 0.1);
}
