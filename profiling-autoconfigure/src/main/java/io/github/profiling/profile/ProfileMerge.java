package io.github.profiling.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Merges profiles into one: equal binaries, functions, locations and samples become one,
 * and what no sample needs is left out (google/pprof, {@code profile/merge.go},
 * {@code Merge}).
 *
 * <p>
 * Of the sample types, those remain that all profiles have; units that convert into each
 * other are converted to the finest. Durations add up, the time is the earliest, the
 * period the largest, comments are joined, and the rest is as in the first profile that
 * says something.
 */
public final class ProfileMerge {

	private final List<Mapping> mappings = new ArrayList<>();

	private final Map<Object, Integer> knownMappings = new HashMap<>();

	private final List<Function> functions = new ArrayList<>();

	private final Map<Function, Integer> knownFunctions = new HashMap<>();

	private final List<Location> locations = new ArrayList<>();

	private final Map<Object, Integer> knownLocations = new HashMap<>();

	private final Map<Object, Integer> knownSamples = new HashMap<>();

	private final List<Sample> samples = new ArrayList<>();

	private ProfileMerge() {
	}

	/**
	 * Merges profiles.
	 * @param profiles the profiles, at least one
	 * @return the merged profile
	 * @throws IncompatibleProfilesException if they have no sample type in common, or
	 * their periods measure different things
	 */
	public static Profile merge(List<Profile> profiles) {
		if (profiles.isEmpty()) {
			throw new IllegalArgumentException("there are no profiles to merge");
		}
		List<Profile> alike = CommonTypes.apply(profiles.stream().map(UnnamedMapping::addTo).toList());
		ProfileMerge merge = new ProfileMerge();
		alike.forEach(merge::add);
		Profile merged = merge.build(header(alike), alike.get(0).sampleTypes());
		if (merged.samples().stream().noneMatch(ProfileMerge::isZero)) {
			return merged;
		}
		// Samples that cancel each other out may be the only ones that need a location.
		ProfileMerge again = new ProfileMerge();
		again.add(merged);
		return again.build(merged.header(), merged.sampleTypes());
	}

	private static boolean isZero(Sample sample) {
		for (long value : sample.values()) {
			if (value != 0) {
				return false;
			}
		}
		return true;
	}

	private static ProfileHeader header(List<Profile> profiles) {
		ProfileHeader first = profiles.get(0).header();
		long time = 0;
		long duration = 0;
		long period = 0;
		Set<String> comments = new LinkedHashSet<>();
		String defaultSampleType = "";
		String docUrl = "";
		for (Profile profile : profiles) {
			ProfileHeader header = profile.header();
			time = (time == 0 || header.timeNanos() < time) ? header.timeNanos() : time;
			duration += header.durationNanos();
			period = (period == 0) ? header.period() : Math.max(period, header.period());
			comments.addAll(header.comments());
			defaultSampleType = defaultSampleType.isEmpty() ? header.defaultSampleType() : defaultSampleType;
			docUrl = docUrl.isEmpty() ? header.docUrl() : docUrl;
		}
		return new ProfileHeader(time, duration, first.periodType(), period, List.copyOf(comments), defaultSampleType,
				first.dropFrames(), first.keepFrames(), docUrl);
	}

	private void add(Profile profile) {
		Source source = new Source(profile);
		if (this.mappings.isEmpty() && !profile.mappings().isEmpty()) {
			// The first mapping is the application, whether or not the first sample is of
			// it.
			mapping(source, 0);
		}
		for (Sample sample : profile.samples()) {
			if (!isZero(sample)) {
				add(source, sample);
			}
		}
	}

	private void add(Source source, Sample sample) {
		int[] stack = new int[sample.stack().length];
		for (int i = 0; i < stack.length; i++) {
			stack[i] = location(source, sample.stack()[i]);
		}
		List<Label> labels = inOrder(sample.labels());
		Integer known = this.knownSamples.putIfAbsent(new SampleKey(stack, labels), this.samples.size());
		if (known == null) {
			this.samples.add(new Sample(stack, labels, sample.values().clone()));
			return;
		}
		long[] sums = this.samples.get(known).values();
		for (int i = 0; i < sums.length; i++) {
			sums[i] += sample.values()[i];
		}
	}

	/**
	 * Labels that mean the same are to be the same: texts first, then numbers, by key;
	 * what is neither is dropped.
	 */
	private static List<Label> inOrder(List<Label> labels) {
		if (labels.isEmpty()) {
			return labels;
		}
		List<Label> sorted = new ArrayList<>(labels);
		sorted.removeIf((label) -> label.string().isEmpty() && label.number() == 0 && label.unit().isEmpty());
		sorted.sort((left, right) -> {
			int order = Boolean.compare(left.string().isEmpty(), right.string().isEmpty());
			return (order != 0) ? order : left.key().compareTo(right.key());
		});
		return sorted;
	}

	private int location(Source source, int index) {
		if (source.locations[index] >= 0) {
			return source.locations[index];
		}
		Location location = source.profile.locations().get(index);
		int mapping = (location.mapping() != Location.NO_MAPPING) ? mapping(source, location.mapping())
				: Location.NO_MAPPING;
		long address = location.address();
		long start = 0;
		if (mapping != Location.NO_MAPPING) {
			start = this.mappings.get(mapping).memoryStart();
			address += source.offsets[location.mapping()];
		}
		List<Line> lines = new ArrayList<>(location.lines().size());
		List<Object> key = new ArrayList<>(List.of(mapping, address - start, location.folded()));
		for (Line line : location.lines()) {
			int function = function(source, line.function());
			lines.add(new Line(function, line.line(), line.column()));
			key.add(function);
			key.add(line.line());
		}
		// Of several columns, pprof compares the last one only.
		key.add(lines.isEmpty() ? 0 : lines.get(lines.size() - 1).column());
		Integer known = this.knownLocations.putIfAbsent(key, this.locations.size());
		if (known == null) {
			this.locations.add(new Location(mapping, address, lines, location.folded()));
		}
		source.locations[index] = (known != null) ? known : this.locations.size() - 1;
		return source.locations[index];
	}

	/**
	 * A binary is the same if it has the same build id, or without one the same file, and
	 * the same size in pages, wherever it is loaded.
	 */
	private int mapping(Source source, int index) {
		if (source.mappings[index] >= 0) {
			return source.mappings[index];
		}
		Mapping mapping = source.profile.mappings().get(index);
		long size = mapping.memoryLimit() - mapping.memoryStart() + 0xfff & ~0xfffL;
		String name = mapping.buildId().isEmpty() ? mapping.filename() : mapping.buildId();
		Integer known = this.knownMappings.putIfAbsent(List.of(size, mapping.fileOffset(), name), this.mappings.size());
		if (known == null) {
			this.mappings.add(mapping);
		}
		else {
			source.offsets[index] = this.mappings.get(known).memoryStart() - mapping.memoryStart();
		}
		source.mappings[index] = (known != null) ? known : this.mappings.size() - 1;
		return source.mappings[index];
	}

	private int function(Source source, int index) {
		Function function = source.profile.functions().get(index);
		Integer known = this.knownFunctions.putIfAbsent(function, this.functions.size());
		if (known == null) {
			this.functions.add(function);
			return this.functions.size() - 1;
		}
		return known;
	}

	private Profile build(ProfileHeader header, List<ValueType> sampleTypes) {
		return new Profile(header, sampleTypes, this.mappings, this.functions, this.locations, this.samples);
	}

	/**
	 * A profile that is being added, and where its parts are in the merged one.
	 */
	private static final class Source {

		private final Profile profile;

		private final int[] locations;

		private final int[] mappings;

		/** How much farther each mapping's addresses are in the merged profile. */
		private final long[] offsets;

		private Source(Profile profile) {
			this.profile = profile;
			this.locations = new int[profile.locations().size()];
			this.mappings = new int[profile.mappings().size()];
			this.offsets = new long[this.mappings.length];
			Arrays.fill(this.locations, -1);
			Arrays.fill(this.mappings, -1);
		}

	}

	/**
	 * What makes two samples the same.
	 */
	private record SampleKey(int[] stack, List<Label> labels) {

		@Override
		public boolean equals(Object other) {
			return (other instanceof SampleKey that) && Arrays.equals(this.stack, that.stack)
					&& this.labels.equals(that.labels);
		}

		@Override
		public int hashCode() {
			return Arrays.hashCode(this.stack) * 31 + this.labels.hashCode();
		}

	}

}
