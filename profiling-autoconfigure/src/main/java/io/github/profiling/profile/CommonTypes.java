package io.github.profiling.profile;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Makes profiles alike in what they measure: the sample types that all of them have, in
 * the order of the first, each in the finest of its units (google/pprof,
 * {@code profile/merge.go}, {@code CompatibilizeSampleTypes}, and
 * {@code internal/measurement/measurement.go}, {@code ScaleProfiles}).
 */
final class CommonTypes {

	private static final ValueType NONE = new ValueType("", "");

	private CommonTypes() {
	}

	/**
	 * Makes profiles alike.
	 * @param profiles the profiles
	 * @return the same, each with equal types
	 * @throws IncompatibleProfilesException if they have no sample type in common, or the
	 * types or periods they have in common differ in what they measure
	 */
	static List<Profile> apply(List<Profile> profiles) {
		List<Profile> selected = select(profiles);
		List<Profile> scaled = scale(selected);
		Profile first = scaled.get(0);
		for (Profile other : scaled) {
			checkEqual("period types", periodType(first), periodType(other));
			checkEqual("sample types", first.sampleTypes(), other.sampleTypes());
		}
		return scaled;
	}

	/**
	 * Checks that two profiles are alike already.
	 */
	static void check(Profile left, Profile right) {
		checkEqual("period types", periodType(left), periodType(right));
		checkEqual("sample types", left.sampleTypes(), right.sampleTypes());
	}

	private static void checkEqual(String what, Object left, Object right) {
		if (!left.equals(right)) {
			throw new IncompatibleProfilesException(
					"the profiles have incompatible " + what + ": " + shown(left) + " and " + shown(right));
		}
	}

	private static Object shown(Object types) {
		return types.equals(NONE) ? "none" : types;
	}

	private static ValueType periodType(Profile profile) {
		ValueType type = profile.header().periodType();
		return (type != null) ? type : NONE;
	}

	private static List<Profile> select(List<Profile> profiles) {
		List<String> common = new ArrayList<>();
		for (ValueType type : profiles.get(0).sampleTypes()) {
			if (profiles.stream().allMatch((profile) -> find(profile, type.type()) >= 0)) {
				common.add(type.type());
			}
		}
		if (common.isEmpty()) {
			throw new IncompatibleProfilesException("the profiles have no sample type in common: "
					+ String.join(" and ", profiles.stream().map((profile) -> "" + profile.sampleTypes()).toList()));
		}
		return profiles.stream().map((profile) -> select(profile, common)).toList();
	}

	private static int find(Profile profile, String type) {
		for (int i = 0; i < profile.sampleTypes().size(); i++) {
			if (profile.sampleTypes().get(i).type().equals(type)) {
				return i;
			}
		}
		return -1;
	}

	private static Profile select(Profile profile, List<String> types) {
		if (profile.sampleTypes().stream().map(ValueType::type).toList().equals(types)) {
			return profile;
		}
		String preferred = profile.header().defaultSampleType();
		int[] columns = types.stream().mapToInt((type) -> find(profile, type)).toArray();
		List<Sample> samples = new ArrayList<>(profile.samples().size());
		for (Sample sample : profile.samples()) {
			long[] values = new long[columns.length];
			for (int i = 0; i < columns.length; i++) {
				values[i] = sample.values()[columns[i]];
			}
			samples.add(new Sample(sample.stack(), sample.labels(), values));
		}
		List<ValueType> selected = new ArrayList<>();
		for (int column : columns) {
			selected.add(profile.sampleTypes().get(column));
		}
		ProfileHeader header = profile.header()
			.withDefaultSampleType(types.contains(preferred) ? preferred : types.get(0));
		return new Profile(header, selected, profile.mappings(), profile.functions(), profile.locations(), samples);
	}

	private static List<Profile> scale(List<Profile> profiles) {
		ValueType period = finest("period types", profiles.stream().map(CommonTypes::periodType).toList());
		List<ValueType> types = new ArrayList<>();
		for (int i = 0; i < profiles.get(0).sampleTypes().size(); i++) {
			int column = i;
			types.add(finest("sample types",
					profiles.stream().map((profile) -> profile.sampleTypes().get(column)).toList()));
		}
		return profiles.stream().map((profile) -> scale(profile, period, types)).toList();
	}

	private static Profile scale(Profile profile, ValueType period, List<ValueType> types) {
		ProfileHeader header = profile.header();
		ValueType own = periodType(profile);
		if (!own.unit().equals(period.unit())) {
			header = header.withPeriod(new ValueType(own.type(), period.unit()),
					(long) (header.period() * ratio(own.unit(), period.unit())));
		}
		double[] ratios = new double[types.size()];
		List<ValueType> scaled = new ArrayList<>();
		for (int i = 0; i < ratios.length; i++) {
			ValueType type = profile.sampleTypes().get(i);
			ratios[i] = ratio(type.unit(), types.get(i).unit());
			scaled.add(new ValueType(type.type(), types.get(i).unit()));
		}
		return new Profile(header, scaled, profile.mappings(), profile.functions(), profile.locations(),
				ScaledSamples.of(profile.samples(), ratios));
	}

	private static ValueType finest(String what, List<ValueType> types) {
		ValueType finest = types.get(0);
		for (ValueType type : types) {
			if (!withoutPlural(type.type()).equals(withoutPlural(finest.type()))
					|| (!type.unit().equals(finest.unit()) && family(type.unit(), finest.unit()) == null)) {
				checkEqual(what, finest, type);
			}
			if (ratio(type.unit(), finest.unit()) < 1) {
				finest = type;
			}
		}
		return finest;
	}

	private static String withoutPlural(String type) {
		return type.endsWith("s") ? type.substring(0, type.length() - 1) : type;
	}

	private static @Nullable UnitFamily family(String left, String right) {
		for (UnitFamily family : UnitFamily.ALL) {
			if (family.find(left) != null && family.find(right) != null) {
				return family;
			}
		}
		return null;
	}

	private static double ratio(String from, String to) {
		for (UnitFamily family : UnitFamily.ALL) {
			UnitFamily.Unit fromUnit = family.find(from);
			UnitFamily.Unit toUnit = family.find(to);
			if (fromUnit != null && toUnit != null) {
				return fromUnit.factor() / toUnit.factor();
			}
		}
		return 1;
	}

}
