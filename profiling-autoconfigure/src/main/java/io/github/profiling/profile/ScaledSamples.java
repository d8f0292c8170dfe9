package io.github.profiling.profile;

import java.util.ArrayList;
import java.util.List;

/**
 * Samples with their values multiplied, each column by its own factor (google/pprof,
 * {@code profile/profile.go}, {@code ScaleN}). As there, a sample in which every column
 * that is multiplied becomes 0 is dropped. A value that becomes too large is the largest
 * there is; what Go makes of it depends on the processor.
 */
final class ScaledSamples {

	private ScaledSamples() {
	}

	static List<Sample> of(List<Sample> samples, double... ratios) {
		boolean unchanged = true;
		for (double ratio : ratios) {
			unchanged &= ratio == 1;
		}
		if (unchanged) {
			return samples;
		}
		List<Sample> scaled = new ArrayList<>(samples.size());
		for (Sample sample : samples) {
			long[] values = sample.values().clone();
			boolean kept = false;
			for (int i = 0; i < values.length; i++) {
				if (ratios[i] != 1) {
					values[i] = round(values[i] * ratios[i]);
					kept |= values[i] != 0;
				}
			}
			if (kept) {
				scaled.add(new Sample(sample.stack(), sample.labels(), values));
			}
		}
		return scaled;
	}

	/** Rounds halves away from 0, as Go does. */
	private static long round(double value) {
		double whole = Math.floor(Math.abs(value));
		double rounded = (Math.abs(value) - whole >= 0.5) ? whole + 1 : whole;
		return (long) Math.copySign(rounded, value);
	}

}
