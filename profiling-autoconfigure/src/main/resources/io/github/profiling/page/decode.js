/**
 * Decodes a pprof file (google/pprof, proto/profile.proto), unpacked, into columns:
 * arrays of numbers instead of an object for each sample, so that a profile with some
 * hundred thousand stacks opens in a moment.
 */
import { InvalidProfile, Numbers, Wire } from "./wire.js";

export { InvalidProfile };

/** Decodes an unpacked profile. */
export function decode(bytes) {
	if (bytes.length === 0) {
		throw new InvalidProfile("This file is empty.");
	}
	return new Decoder().decode(bytes);
}

class Decoder {

	constructor() {
		this.strings = [];
		this.types = [];
		this.mappings = new Map();
		this.locations = [];
		this.functions = [];
		this.stack = new Numbers(Float64Array, 65536);
		this.stackEnds = new Numbers(Uint32Array, 4096);
		this.values = new Numbers(Float64Array, 4096);
		this.labelSets = [[]];
		this.labelSetIds = new Map();
		this.labelSet = new Numbers(Uint32Array, 4096);
		this.comments = [];
		this.header = { time: 0, duration: 0, period: 0, periodType: null, defaultType: 0, dropFrames: 0,
			keepFrames: 0 };
	}

	decode(bytes) {
		const wire = new Wire(bytes);
		while (wire.next()) {
			this.field(wire);
		}
		if (this.types.length === 0) {
			throw new InvalidProfile("This is not a pprof profile: it has no sample types.");
		}
		if (this.values.length !== this.stackEnds.length * this.types.length) {
			throw new InvalidProfile("This profile is damaged: a sample has not as many values as there are types.");
		}
		return this.profile();
	}

	field(wire) {
		const header = this.header;
		switch (wire.field) {
			case 1: this.types.push(valueType(wire.message())); break;
			case 2: this.sample(wire.message()); break;
			case 3: this.mapping(wire.message()); break;
			case 4: this.location(wire.message()); break;
			case 5: this.function(wire.message()); break;
			case 6: this.strings.push(text(wire.message())); break;
			case 7: header.dropFrames = wire.number(); break;
			case 8: header.keepFrames = wire.number(); break;
			case 9: header.time = wire.number(); break;
			case 10: header.duration = wire.number(); break;
			case 11: header.periodType = valueType(wire.message()); break;
			case 12: header.period = wire.number(); break;
			case 13: wire.numbers((comment) => this.comments.push(comment)); break;
			case 14: header.defaultType = wire.number(); break;
			default: wire.skip();
		}
	}

	sample(wire) {
		let labels = "";
		while (wire.next()) {
			if (wire.field === 1) {
				wire.numbers((id) => this.stack.push(id));
			}
			else if (wire.field === 2) {
				wire.numbers((value) => this.values.push(value));
			}
			else if (wire.field === 3) {
				labels += label(wire.message()) + ";";
			}
			else {
				wire.skip();
			}
		}
		this.stackEnds.push(this.stack.length);
		this.labelSet.push((labels === "") ? 0 : this.labelSetOf(labels));
	}

	labelSetOf(labels) {
		let id = this.labelSetIds.get(labels);
		if (id === undefined) {
			id = this.labelSets.length;
			this.labelSets.push(labels);
			this.labelSetIds.set(labels, id);
		}
		return id;
	}

	mapping(wire) {
		const mapping = { id: 0, file: 0, buildId: 0 };
		while (wire.next()) {
			switch (wire.field) {
				case 1: mapping.id = wire.number(); break;
				case 5: mapping.file = wire.number(); break;
				case 6: mapping.buildId = wire.number(); break;
				default: wire.skip();
			}
		}
		this.mappings.set(mapping.id, mapping);
	}

	location(wire) {
		const location = { id: 0, mapping: 0, lines: [] };
		while (wire.next()) {
			switch (wire.field) {
				case 1: location.id = wire.number(); break;
				case 2: location.mapping = wire.number(); break;
				case 4: location.lines.push(functionOfLine(wire.message())); break;
				default: wire.skip();
			}
		}
		this.locations.push(location);
	}

	function(wire) {
		const found = { id: 0, name: 0, systemName: 0, file: 0, startLine: 0 };
		while (wire.next()) {
			switch (wire.field) {
				case 1: found.id = wire.number(); break;
				case 2: found.name = wire.number(); break;
				case 3: found.systemName = wire.number(); break;
				case 4: found.file = wire.number(); break;
				case 5: found.startLine = wire.number(); break;
				default: wire.skip();
			}
		}
		this.functions.push(found);
	}

	string(index) {
		const found = this.strings[index];
		if (found === undefined && index !== 0) {
			throw new InvalidProfile(`This profile is damaged: it refers to text ${index}, which it does not have.`);
		}
		return found ?? "";
	}

	profile() {
		const types = this.types.map((type) => ({ type: this.string(type.type), unit: this.string(type.unit) }));
		const functions = new Map();
		for (const each of this.functions) {
			functions.set(each.id, { name: this.string(each.name), systemName: this.string(each.systemName),
				file: this.string(each.file), startLine: each.startLine });
		}
		const locationIndex = new Map();
		const locations = this.locations.map((location, index) => {
			locationIndex.set(location.id, index);
			const mapping = this.mappings.get(location.mapping);
			const lines = location.lines.map((id) => {
				const found = functions.get(id);
				if (!found) {
					throw new InvalidProfile(`This profile is damaged: it refers to function ${id}, which it does not have.`);
				}
				return found;
			});
			return { lines, binary: binary(mapping, this.strings) };
		});
		const first = this.mappings.values().next().value;
		const defaultType = types.findIndex((type) => type.type === this.string(this.header.defaultType));
		return {
			types,
			defaultType: (defaultType >= 0) ? defaultType : types.length - 1,
			locations,
			stacks: this.indexed(locationIndex),
			stackEnds: this.stackEnds.trimmed(),
			values: this.values.trimmed(),
			labelSet: this.labelSet.trimmed(),
			labelSets: this.labelSets.map((set) => this.labels(set)),
			application: first ? binary(first, this.strings) : "",
			comments: this.comments.map((comment) => this.string(comment)),
			time: this.header.time,
			duration: this.header.duration,
			dropFrames: this.string(this.header.dropFrames),
			keepFrames: this.string(this.header.keepFrames)
		};
	}

	/** Replaces the locations' numbers in all stacks by their indexes. */
	indexed(locationIndex) {
		const stacks = new Uint32Array(this.stack.length);
		const most = this.locations.length * 2 + 16;
		const direct = new Int32Array(most).fill(-1);
		locationIndex.forEach((index, id) => {
			if (id < most) {
				direct[id] = index;
			}
		});
		for (let i = 0; i < stacks.length; i++) {
			const id = this.stack.array[i];
			const index = (id < most) ? direct[id] : (locationIndex.get(id) ?? -1);
			if (!(index >= 0)) {
				throw new InvalidProfile(`This profile is damaged: it refers to location ${id}, which it does not have.`);
			}
			stacks[i] = index;
		}
		return stacks;
	}

	labels(set) {
		if (typeof set !== "string") {
			return set;
		}
		return set.split(";").filter(Boolean).map((each) => {
			const [key, string, number, unit] = each.split(",").map(Number);
			const value = (string !== 0) ? this.string(string) : String(number) + this.string(unit);
			return { key: this.string(key), value, number: (string !== 0) ? null : number };
		});
	}

}

function valueType(wire) {
	const type = { type: 0, unit: 0 };
	while (wire.next()) {
		switch (wire.field) {
			case 1: type.type = wire.number(); break;
			case 2: type.unit = wire.number(); break;
			default: wire.skip();
		}
	}
	return type;
}

/** A label as text of four numbers, as equal sets of labels shall be found equal. */
function label(wire) {
	const parts = [0, 0, 0, 0];
	while (wire.next()) {
		if (wire.field <= 4) {
			parts[wire.field - 1] = wire.number();
		}
		else {
			wire.skip();
		}
	}
	return parts.join();
}

function functionOfLine(wire) {
	let id = 0;
	while (wire.next()) {
		if (wire.field === 1) {
			id = wire.number();
		}
		else {
			wire.skip();
		}
	}
	return id;
}

const UTF8 = new TextDecoder();

function text(wire) {
	return UTF8.decode(wire.bytes.subarray(wire.at, wire.end));
}

/**
 * The file of a mapping. Where there is no build id, pprof takes a name like orders:1.0
 * for the URL of the profile and drops it; so do our own reports.
 */
function binary(mapping, strings) {
	if (!mapping) {
		return "";
	}
	const file = strings[mapping.file] ?? "";
	const url = !strings[mapping.buildId] && /^[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x1f\x7f]*$/.test(file);
	return url ? "" : file;
}
