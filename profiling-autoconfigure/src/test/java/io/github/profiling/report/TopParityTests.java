package io.github.profiling.report;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.profiling.profile.Profile;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our top against the real one, byte for byte.
 */
class TopParityTests {

	private static final int RANDOM_PROFILES = 40;

	private static final ReportParity PARITY = new ReportParity("top");

	@BeforeEach
	void needsGo() {
		ReportParity.requireGo();
	}

	@AfterAll
	static void printSummary() {
		PARITY.printSummary();
	}

	static Stream<Arguments> profiles() {
		return TopProfiles.all().entrySet().stream().map((entry) -> Arguments.of(entry.getKey(), entry.getValue()));
	}

	static Stream<Arguments> randomProfiles() {
		return Stream.iterate(0, (seed) -> seed + 1)
			.limit(RANDOM_PROFILES)
			.map((seed) -> Arguments.of("seed " + seed, RandomProfile.of(seed)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource({ "profiles", "randomProfiles" })
	void isWhatPprofPrints(String name, Profile profile) {
		assertSame(profile, "UTC", 0, ReportOptions.DEFAULT_NODE_FRACTION);
		assertSame(profile, "UTC", 3, ReportOptions.DEFAULT_NODE_FRACTION);
		assertSame(profile, "UTC", 0, 0);
		assertSame(profile, "UTC", 10, 0.1);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Tokyo", "GMT", "Etc/UTC" })
	void printsTheTimeInTheGivenZone(String zone) {
		assertSame(TopProfiles.cpu(), zone, 2, ReportOptions.DEFAULT_NODE_FRACTION);
	}

	private static void assertSame(Profile profile, String zone, int nodeCount, double nodeFraction) {
		for (int sampleIndex = 0; sampleIndex < profile.sampleTypes().size(); sampleIndex++) {
			List<String> flags = new ArrayList<>();
			flags.add("-top");
			flags.add("-sample_index=" + profile.sampleTypes().get(sampleIndex).type());
			flags.add("-nodecount=" + nodeCount);
			flags.add("-nodefraction=" + nodeFraction);
			ReportOptions options = new ReportOptions(sampleIndex, false, Granularity.FUNCTIONS, SortOrder.FLAT,
					nodeCount, nodeFraction, ReportOptions.DEFAULT_EDGE_FRACTION, ReportOptions.MINIMUM_UNIT,
					ZoneId.of(zone));
			String ours = Top.of(ReportSource.of(profile), options).text();
			PARITY.assertSame(profile, zone, flags, ours);
		}
	}

}
