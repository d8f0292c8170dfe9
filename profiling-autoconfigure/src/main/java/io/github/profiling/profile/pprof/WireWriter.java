package io.github.profiling.profile.pprof;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing buffer of protobuf fields, written as protobuf's wire format says (Protocol
 * Buffers documentation, "Encoding"). Fields with their default value are left out, as
 * proto3 does.
 */
final class WireWriter {

	private static final int VARINT = 0;

	private static final int LENGTH_DELIMITED = 2;

	private byte[] bytes = new byte[1024];

	private int size;

	void number(int field, long value) {
		if (value != 0) {
			varint((long) field << 3 | VARINT);
			varint(value);
		}
	}

	void bool(int field, boolean value) {
		number(field, value ? 1 : 0);
	}

	void packed(int field, long[] values) {
		if (values.length == 0) {
			return;
		}
		int length = 0;
		for (long value : values) {
			length += sizeOf(value);
		}
		varint((long) field << 3 | LENGTH_DELIMITED);
		varint(length);
		for (long value : values) {
			varint(value);
		}
	}

	void message(int field, WireWriter message) {
		varint((long) field << 3 | LENGTH_DELIMITED);
		varint(message.size);
		raw(message.bytes, message.size);
	}

	/**
	 * Writes a string, also an empty one: it is for repeated fields, where position
	 * counts.
	 */
	void string(int field, String value) {
		byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
		varint((long) field << 3 | LENGTH_DELIMITED);
		varint(encoded.length);
		raw(encoded, encoded.length);
	}

	int size() {
		return this.size;
	}

	void clear() {
		this.size = 0;
	}

	/**
	 * Hands over what was written so far and begins anew, which keeps the buffer small
	 * however long the profile is.
	 */
	void drainTo(OutputStream out) throws IOException {
		out.write(this.bytes, 0, this.size);
		this.size = 0;
	}

	private void varint(long value) {
		reserve(10);
		long rest = value;
		while ((rest & ~0x7FL) != 0) {
			this.bytes[this.size++] = (byte) (rest | 0x80);
			rest >>>= 7;
		}
		this.bytes[this.size++] = (byte) rest;
	}

	private void raw(byte[] source, int length) {
		reserve(length);
		System.arraycopy(source, 0, this.bytes, this.size, length);
		this.size += length;
	}

	private void reserve(int more) {
		if (this.size + more > this.bytes.length) {
			this.bytes = Arrays.copyOf(this.bytes, Math.max(this.bytes.length * 2, this.size + more));
		}
	}

	private static int sizeOf(long value) {
		return (value == 0) ? 1 : (70 - Long.numberOfLeadingZeros(value)) / 7;
	}

}
