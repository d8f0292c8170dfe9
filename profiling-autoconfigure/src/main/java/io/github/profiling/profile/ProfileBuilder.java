package io.github.profiling.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Profile} of managed code while samples are fed to it. Functions,
 * locations and stacks are interned, and samples with the same stack and labels become
 * one, so that memory grows with the number of distinct stacks and never with the number
 * of samples. Not thread-safe.
 */
public final class ProfileBuilder {

	private final List<ValueType> sampleTypes;

	private final List<Mapping> mappings;

	private final Map<Function, Integer> functions = new LinkedHashMap<>();

	private final Map<Line, Integer> locations = new LinkedHashMap<>();

	private final Map<Key, long[]> samples = new LinkedHashMap<>();

	/**
	 * Creates a builder.
	 * @param application the mapping that all frames belong to
	 * @param sampleTypes what the columns of the sample values measure
	 */
	public ProfileBuilder(Mapping application, List<ValueType> sampleTypes) {
		this.mappings = List.of(application);
		this.sampleTypes = List.copyOf(sampleTypes);
	}

	/**
	 * Interns a frame.
	 * @param function the function
	 * @param line the line number, 0 where unknown
	 * @return the location to put into a stack
	 */
	public int frame(Function function, long line) {
		Integer known = this.functions.putIfAbsent(function, this.functions.size());
		int functionIndex = (known != null) ? known : this.functions.size() - 1;
		Line key = new Line(functionIndex, line, 0);
		Integer location = this.locations.putIfAbsent(key, this.locations.size());
		return (location != null) ? location : this.locations.size() - 1;
	}

	/**
	 * Adds values to the sample with the given stack and labels.
	 * @param stack locations from {@link #frame(Function, long)}, leaf first. Must not be
	 * changed afterwards
	 * @param labels the labels
	 * @param values one value for each sample type
	 * @throws IllegalArgumentException if the number of values is not that of the sample
	 * types
	 */
	public void add(int[] stack, List<Label> labels, long... values) {
		if (values.length != this.sampleTypes.size()) {
			throw new IllegalArgumentException(
					"a sample has " + values.length + " values, but there are " + this.sampleTypes.size() + " types");
		}
		long[] sums = this.samples.computeIfAbsent(new Key(stack, List.copyOf(labels)),
				(key) -> new long[values.length]);
		for (int i = 0; i < values.length; i++) {
			sums[i] += values[i];
		}
	}

	/**
	 * Builds the profile from what was added so far.
	 * @param header what the profile is to say about itself
	 * @return the profile
	 */
	public Profile build(ProfileHeader header) {
		List<Location> locationList = new ArrayList<>(this.locations.size());
		for (Line line : this.locations.keySet()) {
			locationList.add(new Location(0, 0, List.of(line), false));
		}
		List<Sample> sampleList = new ArrayList<>(this.samples.size());
		this.samples.forEach((key, values) -> sampleList.add(new Sample(key.stack, key.labels, values.clone())));
		return new Profile(header, this.sampleTypes, this.mappings, List.copyOf(this.functions.keySet()), locationList,
				sampleList);
	}

	/**
	 * What makes two samples the same. The hash is kept, as stacks are long and looked up
	 * often.
	 */
	private static final class Key {

		private final int[] stack;

		private final List<Label> labels;

		private final int hash;

		private Key(int[] stack, List<Label> labels) {
			this.stack = stack;
			this.labels = labels;
			this.hash = Arrays.hashCode(stack) * 31 + labels.hashCode();
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return (other instanceof Key that) && this.hash == that.hash && Arrays.equals(this.stack, that.stack)
					&& this.labels.equals(that.labels);
		}

		@Override
		public int hashCode() {
			return this.hash;
		}

	}

}
