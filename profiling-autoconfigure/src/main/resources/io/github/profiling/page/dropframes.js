/**
 * A profile may name frames that are not worth showing: each that matches drop_frames, and
 * all it called, unless no frame above it is worth keeping (google/pprof, profile/prune.go).
 * The expressions are read as JavaScript's; one that is not valid drops nothing.
 */
import { displayName } from "./names.js";

export function dropFrames(profile) {
	const nothing = { locations: profile.locations, leafOffset: () => 0 };
	if (profile.dropFrames === "") {
		return nothing;
	}
	let drop;
	let keep;
	try {
		drop = new RegExp(`^(?:${profile.dropFrames})$`);
		keep = (profile.keepFrames === "") ? null : new RegExp(`^(?:${profile.keepFrames})$`);
	}
	catch {
		return nothing;
	}
	const isDropped = (line) => {
		const name = simple(displayName(line));
		return displayName(line) !== "" && drop.test(name) && !keep?.test(name);
	};
	const matches = profile.locations.map(({ lines }) => lines.findLastIndex(isDropped));
	const whole = profile.locations.map(({ lines }, i) => matches[i] >= 0 && matches[i] === lines.length - 1);
	const locations = profile.locations.map((location, i) => (matches[i] >= 0 && !whole[i])
		? { ...location, lines: location.lines.slice(matches[i] + 1) } : location);
	const leafOffset = (start, end) => {
		let worthKeeping = false;
		for (let at = end - 1; at >= start; at--) {
			const location = profile.stacks[at];
			if (matches[location] < 0) {
				worthKeeping = true;
			}
			else if (worthKeeping) {
				return at - start + (whole[location] ? 1 : 0);
			}
		}
		return 0;
	};
	return { locations, leafOffset };
}

/** The name without parameters. */
function simple(name) {
	const found = name.replace(/^\./, "");
	for (const match of found.matchAll(/\(anonymous namespace\)|operator\(\)|(\()/g)) {
		if (match[1]) {
			return found.slice(0, match.index);
		}
	}
	return found;
}
