package io.github.profiling.recording.jfr;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A file that is read from front to back through a small buffer, and changed in places.
 */
final class FileWindow {

	/**
	 * The largest piece to read at once, in bytes. The largest there is are the metadata
	 * and pools of constants, of a few hundred kilobytes.
	 */
	private static final int MAX_PIECE = 32 * 1024 * 1024;

	private static final int WINDOW = 64 * 1024;

	private final FileChannel channel;

	private final ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);

	/** Where the window begins. */
	private long start;

	FileWindow(FileChannel channel) {
		this.channel = channel;
	}

	long size() throws IOException {
		return this.channel.size();
	}

	long position() {
		return this.start + this.window.position();
	}

	void seek(long position) {
		long inWindow = position - this.start;
		if (inWindow >= 0 && inWindow <= this.window.limit()) {
			this.window.position((int) inWindow);
		}
		else {
			this.start = position;
			this.window.limit(0);
		}
	}

	/**
	 * The number at the position, of up to nine bytes with seven bits each, the lowest
	 * first.
	 */
	long varint() throws IOException {
		long value = 0;
		for (int shift = 0; shift < 56; shift += 7) {
			byte next = next();
			value |= (next & 0x7fL) << shift;
			if (next >= 0) {
				return value;
			}
		}
		return value | (next() & 0xffL) << 56;
	}

	private byte next() throws IOException {
		if (!this.window.hasRemaining()) {
			this.start = position();
			this.window.clear();
			int read = this.channel.read(this.window, this.start);
			this.window.flip();
			if (read <= 0) {
				throw new EOFException("the recording ends too early");
			}
		}
		return this.window.get();
	}

	/**
	 * Reads a piece, beside the window.
	 */
	byte[] read(long position, int length) throws IOException {
		if (length < 0 || length > MAX_PIECE) {
			throw new IOException("the recording has an event of " + length + " bytes");
		}
		ByteBuffer piece = ByteBuffer.allocate(length);
		while (piece.hasRemaining()) {
			if (this.channel.read(piece, position + piece.position()) <= 0) {
				throw new EOFException("the recording ends too early");
			}
		}
		return piece.array();
	}

	/**
	 * Overwrites a piece.
	 */
	void write(long position, byte[] bytes) throws IOException {
		ByteBuffer piece = ByteBuffer.wrap(bytes);
		while (piece.hasRemaining()) {
			this.channel.write(piece, position + piece.position());
		}
	}

}
