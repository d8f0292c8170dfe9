package io.github.profiling.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is in one profile more, or less, than in another, as a profile of which any report
 * can be made (google/pprof, {@code internal/driver/fetch.go}, {@code fetchProfiles}).
 * The values of both are added up as by {@link ProfileMerge}, those of the base with the
 * opposite sign. As in pprof, durations add up.
 */
public final class ProfileDifference {

	private static final Label BASE = Label.of("pprof::base", "true");

	private ProfileDifference() {
	}

	/**
	 * Subtracts a profile of the same program from a later one, where both count from the
	 * program's start ({@code go tool pprof -base}). What is the same in both vanishes,
	 * and percentages are relative to what is left.
	 * @param profile the later profile
	 * @param base the profile to subtract
	 * @param normalize whether to scale the profile first, so that its totals are those
	 * of the base
	 * @return the difference
	 * @throws IncompatibleProfilesException if the profiles have no sample type in
	 * common, or their periods measure different things; when normalising, if their types
	 * are not the same
	 */
	public static Profile subtract(Profile profile, Profile base, boolean normalize) {
		return combine(profile, base, normalize);
	}

	/**
	 * Compares a profile with another one ({@code go tool pprof -diff_base}). The samples
	 * of the base are marked with the label {@code pprof::base}, and percentages are
	 * relative to the base.
	 * @param profile the profile
	 * @param base the profile to compare it with
	 * @param normalize whether to scale the profile first, so that its totals are those
	 * of the base
	 * @return the difference
	 * @throws IncompatibleProfilesException if the profiles have no sample type in
	 * common, or their periods measure different things; when normalising, if their types
	 * are not the same
	 */
	public static Profile compare(Profile profile, Profile base, boolean normalize) {
		List<Sample> marked = new ArrayList<>(base.samples().size());
		for (Sample sample : base.samples()) {
			List<Label> labels = new ArrayList<>(sample.labels());
			labels.removeIf((label) -> label.key().equals(BASE.key()) && !label.string().isEmpty());
			labels.add(BASE);
			marked.add(new Sample(sample.stack(), labels, sample.values()));
		}
		return combine(profile, withSamples(base, marked), normalize);
	}

	private static Profile combine(Profile profile, Profile base, boolean normalize) {
		Profile normalized = normalize ? normalize(profile, base) : profile;
		double[] negative = new double[base.sampleTypes().size()];
		Arrays.fill(negative, -1);
		return ProfileMerge.merge(List.of(normalized, withSamples(base, ScaledSamples.of(base.samples(), negative))));
	}

	private static Profile normalize(Profile profile, Profile base) {
		CommonTypes.check(profile, base);
		double[] ratios = new double[profile.sampleTypes().size()];
		for (int i = 0; i < ratios.length; i++) {
			long total = profile.total(i);
			ratios[i] = (total != 0) ? (double) base.total(i) / total : 0;
		}
		return withSamples(profile, ScaledSamples.of(profile.samples(), ratios));
	}

	private static Profile withSamples(Profile profile, List<Sample> samples) {
		return new Profile(profile.header(), profile.sampleTypes(), profile.mappings(), profile.functions(),
				profile.locations(), samples);
	}

}
