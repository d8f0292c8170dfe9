package io.github.profiling.recording.jfr;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Reads values of a JFR file from bytes (JDK, {@code RecordingInput} and
 * {@code StringParser}). What is not there is an {@link ArrayIndexOutOfBoundsException}.
 */
final class JfrInput {

	private static final byte BLANK = '*';

	private static final int NULL = 0;

	private static final int EMPTY = 1;

	private static final int CONSTANT = 2;

	private static final int UTF_8 = 3;

	private static final int CHARS = 4;

	private static final int LATIN_1 = 5;

	private final byte[] bytes;

	private int position;

	JfrInput(byte[] bytes) {
		this.bytes = bytes;
	}

	byte[] bytes() {
		return this.bytes;
	}

	void skip(int length) {
		this.position += length;
	}

	/**
	 * A number of up to nine bytes with seven bits each, the lowest first.
	 */
	long varint() {
		long value = 0;
		for (int shift = 0; shift < 56; shift += 7) {
			byte next = this.bytes[this.position++];
			value |= (next & 0x7fL) << shift;
			if (next >= 0) {
				return value;
			}
		}
		return value | (this.bytes[this.position++] & 0xffL) << 56;
	}

	/**
	 * A string that is not in a pool.
	 */
	@Nullable String string() throws IOException {
		int encoding = this.bytes[this.position++];
		return switch (encoding) {
			case NULL -> null;
			case EMPTY -> "";
			case UTF_8, LATIN_1 -> {
				int length = Math.toIntExact(varint());
				int from = this.position;
				skip(length);
				yield new String(Arrays.copyOfRange(this.bytes, from, this.position),
						(encoding == UTF_8) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
			}
			case CHARS -> {
				StringBuilder chars = new StringBuilder();
				for (long length = varint(); length > 0; length--) {
					chars.append((char) varint());
				}
				yield chars.toString();
			}
			default -> throw new IOException("the recording has a string of the unknown encoding " + encoding);
		};
	}

	/**
	 * Passes a string.
	 * @param constants gets the key of a string that is in the pool
	 */
	void passString(LongConsumer constants) throws IOException {
		int encoding = this.bytes[this.position];
		if (encoding == CONSTANT) {
			skip(1);
			constants.accept(varint());
		}
		else if (encoding == UTF_8 || encoding == LATIN_1) {
			skip(1);
			skip(Math.toIntExact(varint()));
		}
		else {
			string();
		}
	}

	/**
	 * Overwrites a string with asterisks, without a change of its length.
	 */
	void blankString() throws IOException {
		int encoding = this.bytes[this.position];
		int before = this.position;
		passString((constant) -> {
		});
		int end = this.position;
		this.position = before + 1;
		if (encoding == UTF_8 || encoding == LATIN_1) {
			varint();
			Arrays.fill(this.bytes, this.position, end, BLANK);
		}
		else if (encoding == CHARS) {
			for (long length = varint(); length > 0; length--) {
				blankNumber();
			}
		}
		this.position = end;
	}

	/**
	 * Overwrites a number with an asterisk of the same number of bytes.
	 */
	private void blankNumber() {
		int first = this.position;
		varint();
		for (int i = first; i < this.position; i++) {
			byte value = (i == first) ? BLANK : 0;
			this.bytes[i] = (i < this.position - 1) ? (byte) (value | 0x80) : value;
		}
	}

}
