package io.github.profiling.profile.pprof;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Walks over the fields of one protobuf message (Protocol Buffers documentation,
 * "Encoding"). Every length is checked against what is left, so garbage ends in an
 * {@link InvalidProfileException} and in nothing else.
 */
final class WireReader {

	private static final int VARINT = 0;

	private static final int FIXED64 = 1;

	private static final int LENGTH_DELIMITED = 2;

	private static final int FIXED32 = 5;

	private final byte[] bytes;

	private final int end;

	private int position;

	private int wireType;

	WireReader(byte[] bytes, int start, int end) {
		this.bytes = bytes;
		this.position = start;
		this.end = end;
	}

	/**
	 * Moves to the next field.
	 * @return the field's number, or 0 at the end of the message
	 */
	int next() throws InvalidProfileException {
		if (this.position == this.end) {
			return 0;
		}
		long tag = varint();
		long field = tag >>> 3;
		if (field == 0 || field > 0x1FFFFFFF) {
			throw new InvalidProfileException("not a pprof profile: field number " + field + " does not exist");
		}
		this.wireType = (int) (tag & 7);
		return (int) field;
	}

	/**
	 * Reads the value of a field that holds one number.
	 */
	long number() throws InvalidProfileException {
		expect(VARINT);
		return varint();
	}

	/**
	 * Reads the value of a repeated number: packed, or one element of an unpacked one.
	 */
	void numbers(LongList target) throws InvalidProfileException {
		if (this.wireType == VARINT) {
			target.add(varint());
			return;
		}
		int limit = lengthDelimited();
		while (this.position < limit) {
			target.add(varint(limit));
		}
	}

	/**
	 * Reads the value of a field that holds a message, and moves behind it.
	 */
	WireReader message() throws InvalidProfileException {
		int limit = lengthDelimited();
		WireReader message = new WireReader(this.bytes, this.position, limit);
		this.position = limit;
		return message;
	}

	String string() throws InvalidProfileException {
		int limit = lengthDelimited();
		ByteBuffer encoded = ByteBuffer.wrap(this.bytes, this.position, limit - this.position);
		this.position = limit;
		try {
			return encoded.hasRemaining() ? StandardCharsets.UTF_8.newDecoder().decode(encoded).toString() : "";
		}
		catch (CharacterCodingException ex) {
			throw new InvalidProfileException("not a pprof profile: a string is not valid UTF-8", ex);
		}
	}

	/**
	 * Passes over the value of a field that this version does not know.
	 */
	void skip() throws InvalidProfileException {
		switch (this.wireType) {
			case VARINT -> varint();
			case FIXED64 -> advance(8);
			case FIXED32 -> advance(4);
			case LENGTH_DELIMITED -> this.position = lengthDelimited();
			default -> throw new InvalidProfileException("not a pprof profile: unknown wire type " + this.wireType);
		}
	}

	private int lengthDelimited() throws InvalidProfileException {
		expect(LENGTH_DELIMITED);
		long length = varint();
		if (length < 0 || length > this.end - this.position) {
			throw truncated();
		}
		return this.position + (int) length;
	}

	private void expect(int expected) throws InvalidProfileException {
		if (this.wireType != expected) {
			throw new InvalidProfileException(
					"not a pprof profile: wire type " + this.wireType + " where " + expected + " belongs");
		}
	}

	private void advance(int length) throws InvalidProfileException {
		if (length > this.end - this.position) {
			throw truncated();
		}
		this.position += length;
	}

	private long varint() throws InvalidProfileException {
		return varint(this.end);
	}

	private long varint(int limit) throws InvalidProfileException {
		long result = 0;
		for (int shift = 0; shift < 70; shift += 7) {
			if (this.position == limit) {
				throw truncated();
			}
			byte next = this.bytes[this.position++];
			result |= (next & 0x7FL) << shift;
			if (next >= 0) {
				return result;
			}
		}
		throw new InvalidProfileException("not a pprof profile: a number has more than ten bytes");
	}

	private static InvalidProfileException truncated() {
		return new InvalidProfileException("the profile is truncated, or not a pprof profile");
	}

}
