package io.github.profiling.endpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Bytes in memory, up to as many as a report may take of it. A text that names each frame
 * of each stack in full can be a hundred times as large as the profile.
 */
final class BoundedBytes extends OutputStream {

	/** Of the largest heap: the rest has to serve the application. */
	private static final int HEAP_SHARE = 8;

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private final long limit;

	BoundedBytes() {
		this(Runtime.getRuntime().maxMemory() / HEAP_SHARE);
	}

	/**
	 * Creates an empty buffer.
	 * @param limit how many bytes it takes
	 */
	BoundedBytes(long limit) {
		this.limit = limit;
	}

	@Override
	public void write(int b) throws IOException {
		write(new byte[] { (byte) b }, 0, 1);
	}

	@Override
	public void write(byte[] block, int offset, int length) throws IOException {
		if ((long) this.bytes.size() + length > this.limit) {
			throw new TooLargeException("the report is larger than the " + this.limit / 1024
					+ " kB that this JVM's heap has for it; ask for less, with 'focus' or fewer 'seconds', or for the "
					+ "profile itself, without 'format'");
		}
		this.bytes.write(block, offset, length);
	}

	byte[] toByteArray() {
		return this.bytes.toByteArray();
	}

	/**
	 * Thrown when there are too many bytes.
	 */
	static final class TooLargeException extends IOException {

		private static final long serialVersionUID = 1L;

		private TooLargeException(String message) {
			super(message);
		}

	}

}
