package io.github.profiling.snapshot;

import java.util.ArrayList;
import java.util.List;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.Line;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.Sample;

/**
 * Looks up the samples of a profile by the names of their functions.
 */
final class ProfileStacks {

	private ProfileStacks() {
	}

	static List<Sample> containing(Profile profile, String function) {
		List<Sample> samples = new ArrayList<>();
		for (Sample sample : profile.samples()) {
			if (names(profile, sample).contains(function)) {
				samples.add(sample);
			}
		}
		return samples;
	}

	static List<String> names(Profile profile, Sample sample) {
		List<String> names = new ArrayList<>();
		for (int frame = 0; frame < sample.stack().length; frame++) {
			names.add(function(profile, sample, frame).name());
		}
		return names;
	}

	static Function function(Profile profile, Sample sample, int frame) {
		return profile.functions().get(line(profile, sample, frame).function());
	}

	static Line line(Profile profile, Sample sample, int frame) {
		return profile.locations().get(sample.stack()[frame]).lines().get(0);
	}

}
