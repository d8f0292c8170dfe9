package io.github.profiling.sample;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/**
 * A stream as from a busy network drive: a few bytes at a time, and a wait before each.
 */
final class SlowInputStream extends FilterInputStream {

	private static final int CHUNK_BYTES = 64;

	private static final long CHUNK_MILLIS = 2;

	SlowInputStream(InputStream in) {
		super(in);
	}

	@Override
	public int read() throws IOException {
		pause();
		return super.read();
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		pause();
		return super.read(buffer, offset, Math.min(length, CHUNK_BYTES));
	}

	private static void pause() throws InterruptedIOException {
		try {
			Thread.sleep(CHUNK_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("interrupted while reading");
		}
	}

}
