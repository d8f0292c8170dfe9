package io.github.profiling.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.Label;
import io.github.profiling.profile.Line;
import io.github.profiling.profile.Location;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.Sample;

/**
 * Adds frames that stand for labels at the root and at the leaf of stacks. A sample
 * without the label gets a frame without a name (google/pprof,
 * {@code internal/driver/tagroot.go}).
 */
final class TagFrames {

	private final Profile profile;

	private final String unit;

	private final List<Function> functions;

	private final List<Location> locations;

	private final Map<Function, Integer> known = new HashMap<>();

	private boolean matched;

	/**
	 * Prepares.
	 * @param profile the profile
	 * @param unit the unit in which numbers are printed
	 */
	TagFrames(Profile profile, String unit) {
		this.profile = profile;
		this.unit = unit;
		this.functions = new ArrayList<>(profile.functions());
		this.locations = new ArrayList<>(profile.locations());
	}

	/**
	 * Adds frames.
	 * @param roots keys separated by commas, the first for the root
	 * @param leaves keys separated by commas, the last for the leaf
	 * @param warnings gets a warning for roots or leaves that no sample has a label for
	 * @return the profile
	 */
	Profile add(String roots, String leaves, List<String> warnings) {
		List<String> rootKeys = keys(roots);
		List<String> leafKeys = keys(leaves);
		boolean rootMatched = roots.isEmpty();
		boolean leafMatched = leaves.isEmpty();
		List<Sample> samples = new ArrayList<>(this.profile.samples().size());
		for (Sample sample : this.profile.samples()) {
			SampleLabels labels = SampleLabels.of(sample);
			this.matched = rootMatched;
			int[] root = frames(labels, rootKeys);
			rootMatched = this.matched;
			this.matched = leafMatched;
			int[] leaf = frames(labels, leafKeys);
			leafMatched = this.matched;
			int[] stack = Arrays.copyOf(leaf, leaf.length + sample.stack().length + root.length);
			System.arraycopy(sample.stack(), 0, stack, leaf.length, sample.stack().length);
			System.arraycopy(root, 0, stack, leaf.length + sample.stack().length, root.length);
			samples.add(new Sample(stack, sample.labels(), sample.values()));
		}
		if (!rootMatched) {
			warnings.add(FilterOption.TAGROOT.warning());
		}
		if (!leafMatched) {
			warnings.add(FilterOption.TAGLEAF.warning());
		}
		return new Profile(this.profile.header(), this.profile.sampleTypes(), this.profile.mappings(), this.functions,
				this.locations, samples);
	}

	private static List<String> keys(String list) {
		return Arrays.stream(list.split(",")).filter((key) -> !key.isEmpty()).toList();
	}

	private int[] frames(SampleLabels labels, List<String> keys) {
		int[] frames = new int[keys.size()];
		for (int i = 0; i < frames.length; i++) {
			String key = keys.get(frames.length - 1 - i);
			List<String> values = values(labels, key);
			this.matched |= !values.isEmpty();
			frames[i] = this.known.computeIfAbsent(new Function(String.join(",", values), "", key, 0), this::frame);
		}
		return frames;
	}

	private int frame(Function function) {
		this.functions.add(function);
		this.locations
			.add(new Location(Location.NO_MAPPING, 0, List.of(new Line(this.functions.size() - 1, 0, 0)), false));
		return this.locations.size() - 1;
	}

	private List<String> values(SampleLabels labels, String key) {
		List<String> values = new ArrayList<>(labels.strings().getOrDefault(key, List.of()));
		List<Label> numbers = labels.numbers().getOrDefault(key, List.of());
		boolean units = SampleLabels.haveUnits(numbers);
		for (Label number : numbers) {
			values.add(units ? Measurement.label(number.number(), number.unit(), this.unit)
					: Measurement.label(number.number(), "", ""));
		}
		return values;
	}

}
