package io.github.profiling.report;

import java.io.IOException;

/**
 * The comments of a profile, as {@code go tool pprof -comments} prints them.
 */
public final class Comments implements TextReport {

	private final ReportSource source;

	private Comments(ReportSource source) {
		this.source = source;
	}

	/**
	 * Prepares the report.
	 * @param source the profile
	 * @param options make no difference
	 * @return the report
	 * @throws UnknownSampleTypeException if the profile does not have the column
	 */
	public static Comments of(ReportSource source, ReportOptions options) {
		SampleTypes.check(source.profile(), options.sampleIndex());
		return new Comments(source);
	}

	@Override
	public void writeTo(Appendable out) throws IOException {
		for (String comment : this.source.profile().header().comments()) {
			out.append(comment).append('\n');
		}
	}

}
