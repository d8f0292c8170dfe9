package io.github.profiling.report;

import java.io.IOException;

/**
 * Writes JSON (RFC 8259), just enough for {@link JsonReport}. Characters that could end a
 * script in a page of HTML are escaped, so the result may stand in one.
 */
final class JsonWriter {

	private final Appendable out;

	/** Whether something stands before the next element, so that a comma must follow. */
	private boolean comma;

	JsonWriter(Appendable out) {
		this.out = out;
	}

	JsonWriter open(char bracket) throws IOException {
		separate();
		this.out.append(bracket);
		this.comma = false;
		return this;
	}

	JsonWriter close(char bracket) throws IOException {
		this.out.append(bracket);
		this.comma = true;
		return this;
	}

	JsonWriter name(String name) throws IOException {
		separate();
		quote(name);
		this.out.append(':');
		this.comma = false;
		return this;
	}

	JsonWriter value(String value) throws IOException {
		separate();
		quote(value);
		this.comma = true;
		return this;
	}

	JsonWriter value(long value) throws IOException {
		return plain(String.valueOf(value));
	}

	JsonWriter value(boolean value) throws IOException {
		return plain(String.valueOf(value));
	}

	/**
	 * Writes a part of a total in percent, with two decimals.
	 */
	JsonWriter percent(long value, long total) throws IOException {
		double percent = (total != 0) ? 100.0 * value / total : 0;
		return plain(String.valueOf(Math.round(percent * 100) / 100.0));
	}

	private JsonWriter plain(String text) throws IOException {
		separate();
		this.out.append(text);
		this.comma = true;
		return this;
	}

	private void separate() throws IOException {
		if (this.comma) {
			this.out.append(',');
		}
	}

	private void quote(String text) throws IOException {
		this.out.append('"');
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			switch (c) {
				case '"' -> this.out.append("\\\"");
				case '\\' -> this.out.append("\\\\");
				case '\n' -> this.out.append("\\n");
				case '\t' -> this.out.append("\\t");
				default -> {
					if (c < ' ' || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029
							|| Character.isSurrogate(c)) {
						this.out.append(String.format("\\u%04x", (int) c));
					}
					else {
						this.out.append(c);
					}
				}
			}
		}
		this.out.append('"');
	}

}
