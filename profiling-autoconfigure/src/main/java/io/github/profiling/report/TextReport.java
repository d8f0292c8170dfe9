package io.github.profiling.report;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A report that is text. Large profiles make large reports: whoever can write a report
 * away while it is made need not hold it in memory.
 */
public interface TextReport {

	/**
	 * Writes the report.
	 * @param out where to
	 * @throws IOException if it cannot be written there
	 */
	void writeTo(Appendable out) throws IOException;

	/**
	 * The report.
	 * @return the text, with a line break after each line
	 */
	default String text() {
		StringBuilder text = new StringBuilder();
		try {
			writeTo(text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return text.toString();
	}

}
