package io.github.profiling.profile.pprof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;

/**
 * One protobuf message as the wire format allows it: fields are shuffled, only those with
 * the same number keep their order, and unknown ones stand between them.
 */
final class UnrulyMessage {

	private static final int FIRST_UNKNOWN_FIELD = 16;

	private final Random random;

	private final List<Integer> order = new ArrayList<>();

	private final Map<Integer, Queue<byte[]>> fields = new HashMap<>();

	UnrulyMessage(Random random) {
		this.random = random;
	}

	void number(int field, long value) {
		if (value != 0 || this.random.nextInt(4) == 0) {
			add(field, (out) -> {
				out.writeTag(field, WireFormat.WIRETYPE_VARINT);
				varint(out, value);
			});
		}
	}

	/**
	 * Writes a repeated number in pieces, each of them packed or not.
	 */
	void numbers(int field, long[] values) {
		int next = 0;
		while (next < values.length || this.random.nextInt(5) == 0) {
			int from = next;
			if (next < values.length && this.random.nextBoolean()) {
				add(field, (out) -> out.writeUInt64(field, values[from]));
				next++;
			}
			else {
				next += this.random.nextInt(values.length - next + 1);
				int to = next;
				message(field, bytes((out) -> {
					for (int i = from; i < to; i++) {
						varint(out, values[i]);
					}
				}));
			}
		}
	}

	void message(int field, byte[] encoded) {
		add(field, (out) -> out.writeByteArray(field, encoded));
	}

	void string(int field, String value) {
		add(field, (out) -> out.writeString(field, value));
	}

	byte[] toByteArray() {
		while (this.random.nextInt(3) == 0) {
			unknown();
		}
		Collections.shuffle(this.order, this.random);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (int field : this.order) {
			out.writeBytes(this.fields.get(field).remove());
		}
		return out.toByteArray();
	}

	private void unknown() {
		int field = this.random.nextInt(FIRST_UNKNOWN_FIELD, 1 << 29);
		switch (this.random.nextInt(4)) {
			case 0 -> add(field, (out) -> out.writeInt64(field, this.random.nextLong()));
			case 1 -> add(field, (out) -> out.writeFixed64(field, this.random.nextLong()));
			case 2 -> add(field, (out) -> out.writeFixed32(field, this.random.nextInt()));
			default -> {
				byte[] noise = new byte[this.random.nextInt(20)];
				this.random.nextBytes(noise);
				message(field, noise);
			}
		}
	}

	/**
	 * Writes a number with as many bytes as it needs, or with more.
	 */
	private void varint(CodedOutputStream out, long value) throws IOException {
		if (value >= 0 && value < 0x80 && this.random.nextInt(8) == 0) {
			out.writeRawByte((byte) (value | 0x80));
			out.writeRawByte((byte) 0);
			return;
		}
		out.writeUInt64NoTag(value);
	}

	private void add(int field, Content content) {
		this.order.add(field);
		this.fields.computeIfAbsent(field, (number) -> new ArrayDeque<>()).add(bytes(content));
	}

	private static byte[] bytes(Content content) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		CodedOutputStream out = CodedOutputStream.newInstance(bytes);
		try {
			content.writeTo(out);
			out.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * What stands on the wire for one field.
	 */
	@FunctionalInterface
	private interface Content {

		void writeTo(CodedOutputStream out) throws IOException;

	}

}
