package io.github.profiling.profile;

import java.util.List;

/**
 * The mapping without a name that pprof gives to a profile that has none. Patterns that
 * match the empty text match it, too (google/pprof, {@code internal/driver/fetch.go},
 * {@code locateBinaries}).
 */
public final class UnnamedMapping {

	private static final Mapping UNNAMED = new Mapping(0, 0, 0, "", "", false, false, false, false);

	private UnnamedMapping() {
	}

	/**
	 * Adds the mapping where there is none.
	 * @param profile the profile
	 * @return the profile, the same where it has mappings
	 */
	public static Profile addTo(Profile profile) {
		if (!profile.mappings().isEmpty()) {
			return profile;
		}
		List<Location> locations = profile.locations()
			.stream()
			.map((location) -> new Location(0, location.address(), location.lines(), location.folded()))
			.toList();
		return new Profile(profile.header(), profile.sampleTypes(), List.of(UNNAMED), profile.functions(), locations,
				profile.samples());
	}

}
