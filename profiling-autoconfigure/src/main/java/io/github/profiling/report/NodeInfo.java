package io.github.profiling.report;

import java.util.HexFormat;

/**
 * What a node of a call graph stands for, and what makes two nodes the same. What the
 * granularity does not tell apart is empty or 0 (google/pprof,
 * {@code internal/graph/graph.go}, {@code NodeInfo}).
 *
 * @param name the function's name
 * @param address the instruction's address
 * @param file the source file
 * @param startLine the function's first line; only where there is no name
 * @param line the line in the source file
 * @param column the column in the line
 * @param binary the file of the mapping; only where there is no name
 */
record NodeInfo(String name, long address, String file, long startLine, long line, long column, String binary) {

	/**
	 * The name that reports print: address, function and place, as far as known.
	 * @return the name, not empty
	 */
	String printableName() {
		return printableName(this.name, this.file, this.binary.isEmpty() ? "" : BinaryName.base(this.binary), " ");
	}

	/**
	 * The name, from parts that were made ready for what they are printed into.
	 * @param name the function's name
	 * @param file the source file
	 * @param binary the name of the binary
	 * @param separator what stands between parts
	 * @return the name
	 */
	String printableName(String name, String file, String binary, String separator) {
		StringBuilder text = new StringBuilder();
		if (this.address != 0) {
			text.append(HexFormat.of().toHexDigits(this.address));
		}
		append(text, separator, name);
		if (this.line != 0) {
			append(text, separator, file + ":" + this.line);
			if (this.column != 0) {
				text.append(':').append(this.column);
			}
		}
		else if (!file.isEmpty()) {
			append(text, separator, file);
		}
		else if (name.isEmpty()) {
			append(text, separator, binary.isEmpty() ? "<unknown>" : "[" + binary + "]");
		}
		return text.toString();
	}

	private static void append(StringBuilder text, String separator, String part) {
		if (text.length() > 0 && !part.isEmpty()) {
			text.append(separator);
		}
		text.append(part);
	}

}
