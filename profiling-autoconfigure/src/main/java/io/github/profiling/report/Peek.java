package io.github.profiling.report;

import java.util.List;
import java.util.function.Predicate;

/**
 * Some functions, each between its callers and its callees, with nothing left out, as
 * {@code go tool pprof -peek} lists them (google/pprof,
 * {@code internal/report/report.go}, {@code printTree}).
 */
public final class Peek {

	private final Tree tree;

	private Peek(Tree tree) {
		this.tree = tree;
	}

	/**
	 * Computes the report.
	 * @param source the profile
	 * @param options what is to be in the report; what limits its size is disregarded
	 * @param names tells the names of the functions that are to be shown, which at finer
	 * granularities contain address, file and line as printed
	 * @return the report
	 * @throws UnknownSampleTypeException if the profile does not have the column
	 */
	public static Peek of(ReportSource source, ReportOptions options, Predicate<String> names) {
		return new Peek(Tree.of(source, options.untrimmed(), names));
	}

	/**
	 * The lines above the list: what was profiled.
	 * @return the lines
	 */
	public List<String> header() {
		return this.tree.header();
	}

	/**
	 * The functions that were found, largest first. Where there are none, pprof prints no
	 * report but an error.
	 * @return the entries
	 */
	public List<TreeEntry> entries() {
		return this.tree.entries();
	}

	/**
	 * The sum of all samples, to which percentages are relative, as {@link Top#total()}.
	 * @return the sum, in the unit of the column
	 */
	public long total() {
		return this.tree.total();
	}

	/**
	 * The report as {@code go tool pprof -peek} prints it.
	 * @return the text, with a line break after each line
	 */
	public String text() {
		return this.tree.text();
	}

}
