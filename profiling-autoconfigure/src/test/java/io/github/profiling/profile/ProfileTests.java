package io.github.profiling.profile;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ProfileTests {

	private static final ValueType SAMPLES = new ValueType("samples", "count");

	private static final ValueType CPU = new ValueType("cpu", "nanoseconds");

	@ParameterizedTest
	@ValueSource(ints = { -1, 1, Integer.MAX_VALUE })
	void aSampleAtAnUnknownLocationIsRefused(int location) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> profile(location(0, 0), sample(new int[] { 0, location }, 1)))
			.withMessage("unknown location " + location + ", there are 1");
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 1 })
	void aLineOfAnUnknownFunctionIsRefused(int function) {
		assertThatIllegalArgumentException().isThrownBy(() -> profile(location(0, function), sample(new int[0], 1)))
			.withMessage("unknown function " + function + ", there are 1");
	}

	@ParameterizedTest
	@ValueSource(ints = { -2, 1 })
	void aLocationInAnUnknownMappingIsRefused(int mapping) {
		assertThatIllegalArgumentException().isThrownBy(() -> profile(location(mapping, 0), sample(new int[0], 1)))
			.withMessage("unknown mapping " + mapping + ", there are 1");
	}

	@Test
	void aLocationInNoMappingIsAccepted() {
		Profile profile = profile(location(Location.NO_MAPPING, 0), sample(new int[] { 0 }, 1));
		assertThat(profile.locations().get(0).mapping()).isEqualTo(Location.NO_MAPPING);
	}

	@Test
	void aWrongNumberOfValuesIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> profile(location(0, 0), sample(new int[0], 1, 2)))
			.withMessage("a sample has 2 values, but there are 1 sample types");
	}

	@Test
	void samplesWithoutSampleTypesAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Profile(ProfileHeader.EMPTY, List.of(), List.of(), List.of(), List.of(),
					List.of(sample(new int[0]))))
			.withMessage("there are samples but no sample types");
	}

	@Test
	void listsAreCopied() {
		List<Sample> samples = new ArrayList<>(List.of(sample(new int[0], 5)));
		Profile profile = new Profile(ProfileHeader.EMPTY, List.of(SAMPLES), List.of(), List.of(), List.of(), samples);
		samples.clear();
		assertThat(profile.samples()).hasSize(1);
	}

	@Test
	void profilesAreEqualByContent() {
		Profile profile = profile(location(0, 0), sample(new int[] { 0 }, 5));
		assertThat(profile(location(0, 0), sample(new int[] { 0 }, 5))).isEqualTo(profile).hasSameHashCodeAs(profile);
		assertThat(profile(location(0, 0), sample(new int[] { 0 }, 6))).isNotEqualTo(profile);
		assertThat(profile(location(0, 0), sample(new int[] { 0, 0 }, 5))).isNotEqualTo(profile);
		assertThat(profile(location(Location.NO_MAPPING, 0), sample(new int[] { 0 }, 5))).isNotEqualTo(profile);
	}

	@Test
	void theLastSampleTypeIsTheDefault() {
		assertThat(withTypes(ProfileHeader.EMPTY, SAMPLES, CPU).defaultSampleIndex()).isEqualTo(1);
	}

	@Test
	void theHeaderNamesTheDefaultSampleType() {
		ProfileHeader header = ProfileHeader.EMPTY.withDefaultSampleType("samples");
		assertThat(withTypes(header, SAMPLES, CPU).defaultSampleIndex()).isZero();
	}

	@Test
	void anUnknownDefaultSampleTypeIsTheLast() {
		ProfileHeader header = ProfileHeader.EMPTY.withDefaultSampleType("wall");
		assertThat(withTypes(header, SAMPLES, CPU).defaultSampleIndex()).isEqualTo(1);
	}

	@Test
	void aHeaderThatNamesNoDefaultDoesNotMeanATypeWithoutName() {
		assertThat(withTypes(ProfileHeader.EMPTY, new ValueType("", ""), CPU).defaultSampleIndex()).isEqualTo(1);
	}

	@Test
	void withoutSampleTypesThereIsNoDefault() {
		assertThat(withTypes(ProfileHeader.EMPTY).defaultSampleIndex()).isEqualTo(-1);
	}

	@Test
	void theTotalIsTheSumOfAColumn() {
		Profile profile = new Profile(ProfileHeader.EMPTY, List.of(SAMPLES, CPU), List.of(), List.of(), List.of(),
				List.of(sample(new int[0], 1, 10), sample(new int[0], -3, 30)));
		assertThat(profile.total(0)).isEqualTo(-2);
		assertThat(profile.total(1)).isEqualTo(40);
	}

	private static Profile withTypes(ProfileHeader header, ValueType... types) {
		return new Profile(header, List.of(types), List.of(), List.of(), List.of(), List.of());
	}

	private static Profile profile(Location location, Sample sample) {
		return new Profile(ProfileHeader.EMPTY, List.of(SAMPLES), List.of(Mapping.ofApplication("orders", "")),
				List.of(Function.named("main")), List.of(location), List.of(sample));
	}

	private static Location location(int mapping, int function) {
		return new Location(mapping, 0, List.of(new Line(function, 1, 0)), false);
	}

	private static Sample sample(int[] stack, long... values) {
		return new Sample(stack, List.of(), values);
	}

}
