package io.github.profiling.profile;

import java.util.List;
import java.util.Objects;

/**
 * A profile: weighted stacks and the tables they point into, shaped like pprof's
 * {@code profile.proto}, because that is the shape that compresses. Elements refer to
 * each other by their index in these lists; the constructor checks that every index and
 * every number of values is right, so whoever holds a profile need not.
 *
 * @param header what the profile says about itself
 * @param sampleTypes what the columns of the sample values measure
 * @param mappings the binaries; the first is the application
 * @param functions the functions
 * @param locations the places in the code, each with its frames
 * @param samples the samples
 */
public record Profile(ProfileHeader header, List<ValueType> sampleTypes, List<Mapping> mappings,
		List<Function> functions, List<Location> locations, List<Sample> samples) {

	/**
	 * Creates a profile.
	 * @throws IllegalArgumentException if an index points outside its table, a sample has
	 * not exactly one value for each sample type, or there are samples but no sample
	 * types
	 */
	public Profile {
		Objects.requireNonNull(header);
		sampleTypes = List.copyOf(sampleTypes);
		mappings = List.copyOf(mappings);
		functions = List.copyOf(functions);
		locations = List.copyOf(locations);
		samples = List.copyOf(samples);
		for (Location location : locations) {
			if (location.mapping() != Location.NO_MAPPING) {
				checkIndex("mapping", location.mapping(), mappings.size());
			}
			for (Line line : location.lines()) {
				checkIndex("function", line.function(), functions.size());
			}
		}
		if (sampleTypes.isEmpty() && !samples.isEmpty()) {
			throw new IllegalArgumentException("there are samples but no sample types");
		}
		for (Sample sample : samples) {
			if (sample.values().length != sampleTypes.size()) {
				throw new IllegalArgumentException("a sample has " + sample.values().length + " values, but there are "
						+ sampleTypes.size() + " sample types");
			}
			for (int location : sample.stack()) {
				checkIndex("location", location, locations.size());
			}
		}
	}

	private static void checkIndex(String what, int index, int size) {
		if (index < 0 || index >= size) {
			throw new IllegalArgumentException("unknown " + what + " " + index + ", there are " + size);
		}
	}

	/**
	 * The column that viewers show first: the one named in
	 * {@link ProfileHeader#defaultSampleType()}, else the last.
	 * @return an index into {@link #sampleTypes()}, or -1 if there are none
	 */
	public int defaultSampleIndex() {
		String wanted = this.header.defaultSampleType();
		for (int i = 0; i < this.sampleTypes.size() && !wanted.isEmpty(); i++) {
			if (this.sampleTypes.get(i).type().equals(wanted)) {
				return i;
			}
		}
		return this.sampleTypes.size() - 1;
	}

	/**
	 * The sum of a column over all samples.
	 * @param sampleIndex an index into {@link #sampleTypes()}
	 * @return the sum, in the column's unit
	 */
	public long total(int sampleIndex) {
		long total = 0;
		for (Sample sample : this.samples) {
			total += sample.values()[sampleIndex];
		}
		return total;
	}

}
