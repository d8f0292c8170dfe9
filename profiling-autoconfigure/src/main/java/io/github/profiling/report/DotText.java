package io.github.profiling.report;

/**
 * Text in strings of Graphviz's DOT language.
 */
final class DotText {

	private DotText() {
	}

	/**
	 * Escapes what would end a string or begin an escape sequence, and lets lines begin
	 * at the left (google/pprof, {@code internal/graph/dotgraph.go},
	 * {@code escapeForDot}). pprof prints labels, file names and titles as they are, with
	 * which a quotation mark breaks the graph; here all text is escaped.
	 * @param text the text
	 * @return the text to stand between quotation marks
	 */
	static String escaped(String text) {
		return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\l");
	}

}
