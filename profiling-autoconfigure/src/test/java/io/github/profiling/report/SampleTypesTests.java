package io.github.profiling.report;

import java.util.List;

import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileHeader;
import io.github.profiling.profile.ValueType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SampleTypesTests {

	private final Profile heap = profile("alloc_objects", "alloc_space", "objects", "space");

	private static Profile profile(String... types) {
		List<ValueType> valueTypes = List.of(types).stream().map((type) -> new ValueType(type, "count")).toList();
		return new Profile(ProfileHeader.EMPTY, valueTypes, List.of(), List.of(), List.of(), List.of());
	}

	@ParameterizedTest
	@CsvSource({ "alloc_space, 1", "0, 0", "3, 3", "+2, 2", "02, 2", "inuse_space, 3", "inuse_objects, 2", "space, 3" })
	void findsAColumnAsPprofDoes(String sampleIndex, int expected) {
		assertThat(SampleTypes.indexOf(this.heap, sampleIndex)).isEqualTo(expected);
	}

	@Test
	void takesTheFirstColumnThatHasTheNameOrTheNameWithoutPrefix() {
		assertThat(SampleTypes.indexOf(profile("space", "inuse_space"), "inuse_space")).isZero();
	}

	@Test
	void takesTheProfilesDefaultWhereNothingIsAskedFor() {
		assertThat(SampleTypes.indexOf(this.heap, null)).isEqualTo(3);
		assertThat(SampleTypes.indexOf(this.heap, "")).isEqualTo(3);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "cpu", "ALLOC_SPACE", " space", "99999999999999999999", "1.0", "inuse_", "inuse_alloc_space!" })
	void namesTheValidOnesForAnUnknownName(String sampleIndex) {
		assertThatThrownBy(() -> SampleTypes.indexOf(this.heap, sampleIndex))
			.isInstanceOf(UnknownSampleTypeException.class)
			.isInstanceOf(IllegalArgumentException.class)
			.hasMessage(
					"sample_index \"" + sampleIndex + "\" must be one of alloc_objects, alloc_space, objects, space");
	}

	@ParameterizedTest
	@ValueSource(strings = { "4", "-1" })
	void namesTheRangeForANumberOutsideOfIt(String sampleIndex) {
		assertThatThrownBy(() -> SampleTypes.indexOf(this.heap, sampleIndex))
			.isInstanceOf(UnknownSampleTypeException.class)
			.hasMessage("sample_index " + sampleIndex
					+ " is outside the range 0..3, the sample types are alloc_objects, alloc_space, objects, space");
	}

	@Test
	void refusesAProfileWithoutSampleTypes() {
		assertThatThrownBy(() -> SampleTypes.indexOf(profile(), null)).hasMessage("the profile has no sample types");
		assertThatThrownBy(() -> Top.of(ReportSource.of(profile()), ReportOptions.of(0)))
			.isInstanceOf(UnknownSampleTypeException.class);
	}

}
