/**
 * Values and percentages as pprof prints them (google/pprof,
 * internal/measurement/measurement.go), so that a number here is the number there.
 */
const FAMILIES = [
	{ fallback: "B", units: [["B", 1, "b", "byte"], ["kB", 2 ** 10, "kb", "kbyte", "kilobyte"],
		["MB", 2 ** 20, "mb", "mbyte", "megabyte"], ["GB", 2 ** 30, "gb", "gbyte", "gigabyte"],
		["TB", 2 ** 40, "tb", "tbyte", "terabyte"], ["PB", 2 ** 50, "pb", "pbyte", "petabyte"]] },
	{ fallback: "s", units: [["ns", 1, "ns", "nanosecond"], ["us", 1e3, "us", "microsecond"],
		["ms", 1e6, "ms", "millisecond"], ["s", 1e9, "s", "sec", "second"], ["hrs", 3600e9, "hour", "hr"]] },
	{ fallback: "GCU", units: [["n*GCU", 1e-9, "nanogcu"], ["u*GCU", 1e-6, "microgcu"], ["m*GCU", 1e-3, "milligcu"],
		["GCU", 1, "gcu"], ["k*GCU", 1e3, "kilogcu"], ["M*GCU", 1e6, "megagcu"], ["G*GCU", 1e9, "gigagcu"],
		["T*GCU", 1e12, "teragcu"], ["P*GCU", 1e15, "petagcu"]] }
];

function find(family, name) {
	let alias = name.toLowerCase();
	if (alias.length > 2 && alias.endsWith("s")) {
		alias = alias.slice(0, -1);
	}
	return family.units.find((unit) => unit.indexOf(alias, 2) >= 2);
}

/** Converts a value: [value, unit to print]. */
export function scale(value, fromUnit, toUnit) {
	if (value < 0) {
		const [positive, unit] = scale(-value, fromUnit, toUnit);
		return [-positive, unit];
	}
	for (const family of FAMILIES) {
		const from = find(family, fromUnit);
		if (from) {
			const base = value * from[1];
			const fallback = family.units.find((unit) => unit[0] === family.fallback);
			const to = (toUnit === "auto") ? family.units.findLast((unit) => base / unit[1] >= 1) : find(family, toUnit);
			const unit = to ?? fallback;
			return [base / unit[1], unit[0]];
		}
	}
	return ["count", "sample", "unit", "minimum", "auto"].includes(toUnit) ? [value, ""] : [value, toUnit];
}

/** Prints a value in a unit, "auto" for the natural one. */
export function label(value, fromUnit, toUnit = "auto") {
	const [scaled, unit] = scale(value, fromUnit, toUnit);
	const number = twoDecimals(scaled).replace(/\.00$/, "");
	return (number === "0") ? number : number + unit;
}

/** The unit in which the smallest value shown can still be read (pprof's unit=minimum). */
export function chooseUnit(fromUnit, smallest, total) {
	let [, unit] = scale(smallest, fromUnit, "auto");
	const [, totalUnit] = scale(total, fromUnit, "auto");
	if (unit !== totalUnit && smallest * 100 < total) {
		[, unit] = scale(smallest * 100, fromUnit, "auto");
	}
	return (unit === "") ? fromUnit : unit;
}

/** A part of a total, without padding: 7.87%, 100%, 4.5e-05%. */
export function percentage(value, total) {
	const percent = (total !== 0) ? Math.abs(value / total) * 100 : 0;
	if (percent >= 99.95 && percent <= 100.05) {
		return "100%";
	}
	return ((percent >= 1) ? twoDecimals(percent) : twoDigits(percent)) + "%";
}

/** Go rounds halves to even, JavaScript up. Halves are the odd multiples of 1/8. */
function twoDecimals(value) {
	const eighths = value * 8;
	if (Number.isInteger(eighths) && eighths % 2 !== 0) {
		const down = Math.floor(Math.abs(value) * 100);
		const even = (down % 2 === 0) ? down : down + 1;
		return (value < 0 ? "-" : "") + (even / 100).toFixed(2);
	}
	// From there on, toFixed writes powers of ten; and there are no fractions any more.
	return (Math.abs(value) >= 1e21) ? `${BigInt(value)}.00` : value.toFixed(2);
}

function twoDigits(value) {
	if (value === 0) {
		return "0";
	}
	let [digits, exponent] = value.toExponential(1).split("e").map(Number);
	const [exact] = value.toExponential(60).split("e");
	if (/^\d\.\d50+$/.test(exact)) {
		const tenths = Number(exact[0]) * 10 + Number(exact[2]);
		digits = (tenths + tenths % 2) / 10;
		if (digits >= 10) {
			digits /= 10;
			exponent++;
		}
	}
	if (exponent >= -4) {
		return String(Number(`${digits}e${exponent}`));
	}
	return `${digits}e-${String(-exponent).padStart(2, "0")}`;
}

/** A number of bytes or of nanoseconds for people who did not ask for pprof's form. */
export function bytes(value) {
	return label(value, "bytes").replace(/([\d.]+)([a-zA-Z]+)/, "$1 $2");
}

export function seconds(value) {
	if (value < 60) {
		return `${Math.round(value)} s`;
	}
	const parts = [["d", 86400], ["h", 3600], ["min", 60]];
	const first = parts.findIndex(([, size]) => value >= size);
	const [unit, size] = parts[first];
	const next = parts[first + 1];
	const rest = next ? Math.floor((value % size) / next[1]) : 0;
	return `${Math.floor(value / size)} ${unit}` + (rest ? ` ${rest} ${next[0]}` : "");
}
