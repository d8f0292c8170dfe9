package io.github.profiling.report;

import java.util.List;

import io.github.profiling.profile.Label;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.Sample;

/**
 * What the percentages of a report relate to (google/pprof,
 * {@code internal/report/report.go}, {@code computeTotal}).
 */
final class ReportTotal {

	/** The mark of the samples that a difference is based on. */
	static final Label DIFF_BASE = Label.of("pprof::base", "true");

	private ReportTotal() {
	}

	/**
	 * The total of all samples of {@link ReportSource#whole()} without their signs; if it
	 * is a difference, that of the samples it is based on. With
	 * {@link ReportOptions#mean()} divided by the total of the first column.
	 * @param source the profile
	 * @param options which column is reported
	 * @return the total, in the unit of the column
	 * @throws UnknownSampleTypeException if the profile does not have the column
	 */
	static long of(ReportSource source, ReportOptions options) {
		Profile whole = source.whole();
		int sampleIndex = SampleTypes.check(whole, options.sampleIndex());
		List<Sample> samples = whole.samples();
		long sum = 0;
		long count = 0;
		long baseSum = 0;
		long baseCount = 0;
		for (Sample sample : samples) {
			long value = Math.abs(sample.values()[sampleIndex]);
			long first = options.mean() ? sample.values()[0] : 0;
			sum += value;
			count += first;
			if (isDiffBase(sample)) {
				baseSum += value;
				baseCount += first;
			}
		}
		return (baseSum > 0) ? mean(baseSum, baseCount) : mean(sum, count);
	}

	private static boolean isDiffBase(Sample sample) {
		return !sample.labels().isEmpty() && sample.labels().contains(DIFF_BASE);
	}

	/**
	 * A value divided by a count, as {@code -mean} prints it.
	 * @param value the value
	 * @param count the count, 0 where the value is not to be divided
	 * @return the quotient, rounded towards 0
	 */
	static long mean(long value, long count) {
		return (count != 0) ? value / count : value;
	}

}
