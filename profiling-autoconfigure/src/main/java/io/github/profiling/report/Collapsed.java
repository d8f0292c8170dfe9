package io.github.profiling.report;

import java.io.IOException;
import java.util.List;

import io.github.profiling.profile.Profile;

/**
 * A line for each distinct stack, root first, frames separated by semicolons, then a
 * space and the value in the unit of the column: what {@code flamegraph.pl} and all its
 * heirs read (Brendan Gregg's FlameGraph, {@code stackcollapse-*.pl}).
 *
 * <p>
 * Inlined calls are frames like any other. What would tear a line apart is replaced: a
 * semicolon in a name by a comma, a line break by a space. A stack whose values sum up to
 * 0 has no line; in a difference of two profiles, values may be negative.
 */
public final class Collapsed implements TextReport {

	private final StackTree tree;

	private Collapsed(StackTree tree) {
		this.tree = tree;
	}

	/**
	 * Computes the report.
	 * @param source the profile
	 * @param options what is to be in the report: the column, its mean, the granularity
	 * @return the report
	 * @throws UnknownSampleTypeException if the profile does not have the column
	 */
	public static Collapsed of(ReportSource source, ReportOptions options) {
		Profile profile = source.profile();
		SampleTypes.check(profile, options.sampleIndex());
		return new Collapsed(new StackTree(profile, options));
	}

	@Override
	public void writeTo(Appendable out) throws IOException {
		List<String> names = this.tree.names().stream().map(Collapsed::harmless).toList();
		for (int node = 1; node < this.tree.size(); node++) {
			long value = this.tree.self(node);
			if (value != 0) {
				out.append(stack(node, names)).append(' ').append(String.valueOf(value)).append('\n');
			}
		}
	}

	private String stack(int node, List<String> names) {
		int depth = 0;
		for (int at = node; at != 0; at = this.tree.parent(at)) {
			depth++;
		}
		String[] stack = new String[depth];
		for (int at = node; at != 0; at = this.tree.parent(at)) {
			stack[--depth] = names.get(this.tree.nameIndex(at));
		}
		return String.join(";", stack);
	}

	private static String harmless(String name) {
		return name.replace(';', ',').replaceAll("\\R", " ");
	}

}
