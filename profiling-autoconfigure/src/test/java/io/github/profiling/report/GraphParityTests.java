package io.github.profiling.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;

import io.github.profiling.profile.Profile;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our top, tree, peek and dot against the real ones, byte for byte.
 */
class GraphParityTests {

	private static final int RANDOM_PROFILES = 150;

	private static final ReportParity PARITY = new ReportParity("top, tree, peek, dot");

	@BeforeEach
	void needsGo() {
		ReportParity.requireGo();
	}

	@AfterAll
	static void printSummary() {
		PARITY.printSummary();
	}

	static Stream<Arguments> profiles() {
		return Stream.of(TopProfiles.all(), GraphProfiles.all())
			.flatMap((profiles) -> profiles.entrySet().stream())
			.map((entry) -> Arguments.of(entry.getKey(), entry.getValue()));
	}

	static Stream<Arguments> randomProfiles() {
		return Stream.iterate(0, (seed) -> seed + 1)
			.limit(RANDOM_PROFILES)
			.map((seed) -> Arguments.of("seed " + seed, RandomProfile.of(seed)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("profiles")
	void isWhatPprofPrintsByDefault(String name, Profile profile) throws IOException {
		assertSame(profile, GraphCase.REPORTS.stream().map((report) -> GraphCase.of(report, ReportOptions.of(0))));
	}

	/**
	 * Options by chance, but the same in each run: many pairs of options in few reports.
	 */
	@ParameterizedTest(name = "{0}")
	@MethodSource({ "profiles", "randomProfiles" })
	void isWhatPprofPrintsWithOptions(String name, Profile profile) throws IOException {
		Random random = new Random(name.hashCode());
		assertSame(profile, GraphCase.REPORTS.stream()
			.map((report) -> GraphCase.random(report, random, profile.sampleTypes().size())));
	}

	private static void assertSame(Profile profile, Stream<GraphCase> cases) throws IOException {
		Path file = ReportParity.write(profile);
		try {
			cases.forEach((options) -> options.assertSame(PARITY, file, profile));
		}
		finally {
			Files.delete(file);
		}
	}

}
