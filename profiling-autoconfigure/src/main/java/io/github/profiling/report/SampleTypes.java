package io.github.profiling.report;

import java.util.List;

import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ValueType;

import org.jspecify.annotations.Nullable;

/**
 * Finds the column of a profile that somebody asked for, by the rules of pprof's
 * {@code -sample_index} (google/pprof, {@code profile/index.go}).
 */
public final class SampleTypes {

	private static final String IN_USE = "inuse_";

	private SampleTypes() {
	}

	/**
	 * Finds a column.
	 * @param profile the profile
	 * @param sampleIndex the sample type's name, its position, or {@code null} or empty
	 * for the profile's default. {@code inuse_space} also finds {@code space}, as older
	 * heap profiles call it
	 * @return an index into {@link Profile#sampleTypes()}
	 * @throws UnknownSampleTypeException if there is no such column
	 */
	public static int indexOf(Profile profile, @Nullable String sampleIndex) {
		List<ValueType> types = profile.sampleTypes();
		if (sampleIndex == null || sampleIndex.isEmpty()) {
			return check(profile, profile.defaultSampleIndex());
		}
		if (sampleIndex.matches("[+-]?[0-9]{1,9}")) {
			return check(profile, Integer.parseInt(sampleIndex));
		}
		String withoutInUse = sampleIndex.startsWith(IN_USE) ? sampleIndex.substring(IN_USE.length()) : sampleIndex;
		for (int i = 0; i < types.size(); i++) {
			String type = types.get(i).type();
			if (type.equals(sampleIndex) || type.equals(withoutInUse)) {
				return i;
			}
		}
		throw new UnknownSampleTypeException("sample_index \"" + sampleIndex + "\" must be one of " + names(types));
	}

	/**
	 * Checks that a column exists.
	 * @param profile the profile
	 * @param sampleIndex the column
	 * @return the column
	 * @throws UnknownSampleTypeException if there is no such column
	 */
	static int check(Profile profile, int sampleIndex) {
		List<ValueType> types = profile.sampleTypes();
		if (types.isEmpty()) {
			throw new UnknownSampleTypeException("the profile has no sample types");
		}
		if (sampleIndex < 0 || sampleIndex >= types.size()) {
			throw new UnknownSampleTypeException("sample_index " + sampleIndex + " is outside the range 0.."
					+ (types.size() - 1) + ", the sample types are " + names(types));
		}
		return sampleIndex;
	}

	/**
	 * The unit of the column that is reported.
	 * @param source the profile
	 * @param options which column is reported, one that exists
	 * @return the unit
	 */
	static String unit(ReportSource source, ReportOptions options) {
		return source.profile().sampleTypes().get(options.sampleIndex()).unit();
	}

	private static String names(List<ValueType> types) {
		StringBuilder names = new StringBuilder();
		for (ValueType type : types) {
			names.append((names.length() == 0) ? "" : ", ").append(type.type());
		}
		return names.toString();
	}

}
