/**
 * Reads the wire format of Protocol Buffers (protobuf.dev, "Encoding"): fields of one
 * message, one after the other. Whatever is not well-formed is an error of its own type.
 */
export class InvalidProfile extends Error {
}

export class Wire {

	constructor(bytes, start = 0, end = bytes.length) {
		this.bytes = bytes;
		this.at = start;
		this.end = end;
		this.field = 0;
		this.type = 0;
	}

	/** Moves on to the next field. */
	next() {
		if (this.at >= this.end) {
			return false;
		}
		const tag = this.varint();
		this.field = Math.floor(tag / 8);
		this.type = tag % 8;
		if (this.field < 1) {
			throw new InvalidProfile("This is not a pprof profile: a field has the number 0.");
		}
		return true;
	}

	/** A number of up to 64 bits. Exact to 2^53, as all numbers here are. */
	varint() {
		const bytes = this.bytes;
		let low = 0;
		let at = this.at;
		for (let shift = 0; shift < 28; shift += 7) {
			const byte = bytes[at++];
			low |= (byte & 0x7f) << shift;
			if (byte < 0x80) {
				if (at > this.end) {
					break;
				}
				this.at = at;
				return low;
			}
		}
		return this.longVarint(low, at);
	}

	longVarint(low, at) {
		let value = low >>> 0;
		let factor = 2 ** 28;
		for (let i = 4; i < 10; i++) {
			if (at >= this.end) {
				throw new InvalidProfile("This profile is cut off: it ends in the middle of a number.");
			}
			const byte = this.bytes[at++];
			value += (byte & 0x7f) * factor;
			factor *= 128;
			if (byte < 0x80) {
				this.at = at;
				// A negative number has all its upper bits set, which a double does not
				// tell apart from 2^64: so it is put together anew.
				return (i === 9 && value >= 2 ** 63) ? this.negative(at) : value;
			}
		}
		throw new InvalidProfile("This is not a pprof profile: a number has more than 64 bits.");
	}

	negative(end) {
		let complement = 0;
		let factor = 1;
		for (let at = end - 10; at < end - 1; at++) {
			complement += (~this.bytes[at] & 0x7f) * factor;
			factor *= 128;
		}
		return -complement - 1;
	}

	/** The message, text or packed numbers that this field holds. */
	message() {
		if (this.type !== 2) {
			throw new InvalidProfile(`This is not a pprof profile: field ${this.field} has the wire type ${this.type}.`);
		}
		const length = this.varint();
		const start = this.at;
		if (!(length >= 0 && start + length <= this.end)) {
			throw new InvalidProfile("This profile is cut off: a part of it is longer than what is left.");
		}
		this.at = start + length;
		return new Wire(this.bytes, start, start + length);
	}

	number() {
		if (this.type !== 0) {
			throw new InvalidProfile(`This is not a pprof profile: field ${this.field} has the wire type ${this.type}.`);
		}
		return this.varint();
	}

	/** Calls back for each number of a repeated field, packed or not. */
	numbers(each) {
		if (this.type === 0) {
			each(this.varint());
			return;
		}
		const packed = this.message();
		while (packed.at < packed.end) {
			each(packed.varint());
		}
	}

	skip() {
		switch (this.type) {
			case 0: this.varint(); return;
			case 1: this.at += 8; break;
			case 2: this.message(); return;
			case 5: this.at += 4; break;
			default: throw new InvalidProfile(`This is not a pprof profile: there is no wire type ${this.type}.`);
		}
		if (this.at > this.end) {
			throw new InvalidProfile("This profile is cut off: it ends in the middle of a number.");
		}
	}

}

/** An array of numbers that grows as it is filled. */
export class Numbers {

	constructor(Type, capacity = 1024) {
		this.array = new Type(capacity);
		this.length = 0;
	}

	push(number) {
		if (this.length === this.array.length) {
			const larger = new this.array.constructor(this.length * 2);
			larger.set(this.array);
			this.array = larger;
		}
		this.array[this.length++] = number;
	}

	trimmed() {
		return this.array.slice(0, this.length);
	}

}
