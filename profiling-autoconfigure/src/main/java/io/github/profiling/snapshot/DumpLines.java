package io.github.profiling.snapshot;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;

import org.jspecify.annotations.Nullable;

/**
 * The lines of a text that may be large, and a line of which may be too: the rest of
 * overlong lines is skipped, and after a given number of characters the text is left.
 */
final class DumpLines implements Closeable {

	private final Reader reader;

	private final int longestLine;

	private final char[] buffer = new char[1 << 16];

	private int position;

	private int limit;

	private long charactersLeft;

	/**
	 * Creates the lines.
	 * @param reader the text, closed with this
	 * @param mostCharacters after how many characters to stop
	 * @param longestLine how many characters of a line to keep
	 */
	DumpLines(Reader reader, long mostCharacters, int longestLine) {
		this.reader = reader;
		this.charactersLeft = mostCharacters;
		this.longestLine = longestLine;
	}

	/**
	 * The next line, or {@code null} at the end of the text or of what may be read of it.
	 */
	@Nullable String next() throws IOException {
		StringBuilder start = null;
		while (this.position < this.limit || fill()) {
			int end = this.position;
			while (end < this.limit && this.buffer[end] != '\n') {
				end++;
			}
			int room = this.longestLine - ((start != null) ? start.length() : 0);
			int kept = Math.min(end - this.position, room);
			boolean whole = end < this.limit;
			if (whole && start == null) {
				String line = new String(this.buffer, this.position, kept);
				this.position = end + 1;
				return line;
			}
			start = (start != null) ? start : new StringBuilder();
			start.append(this.buffer, this.position, kept);
			this.position = whole ? end + 1 : end;
			if (whole) {
				return start.toString();
			}
		}
		return (start != null && !stopped()) ? start.toString() : null;
	}

	/**
	 * Whether the text was left before its end.
	 */
	boolean stopped() {
		return this.charactersLeft <= 0;
	}

	private boolean fill() throws IOException {
		if (stopped()) {
			return false;
		}
		this.limit = Math.max(this.reader.read(this.buffer), 0);
		this.position = 0;
		this.charactersLeft -= this.limit;
		return this.limit > 0;
	}

	@Override
	public void close() throws IOException {
		this.reader.close();
	}

}
