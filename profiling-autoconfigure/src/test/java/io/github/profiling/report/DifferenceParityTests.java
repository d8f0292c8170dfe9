package io.github.profiling.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.profiling.profile.IncompatibleProfilesException;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileDifference;
import io.github.profiling.profile.ProfileHeader;
import io.github.profiling.profile.ProfileMerge;
import io.github.profiling.profile.ValueType;
import io.github.profiling.profile.pprof.PprofReader;
import io.github.profiling.profile.pprof.PprofWriter;
import io.github.profiling.testing.GoProfiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Differences and merged profiles against {@code go tool pprof}'s {@code -base},
 * {@code -diff_base}, {@code -normalize} and several files, byte for byte.
 */
class DifferenceParityTests {

	private static final ReportParity PARITY = new ReportParity("differences and merged profiles");

	private static final List<String> REPORTS = List.of("raw", "traces", "top", "tags");

	@TempDir
	private static Path directory;

	private int number;

	private boolean refused;

	@BeforeEach
	void requireGo() {
		ReportParity.requireGo();
	}

	@AfterAll
	static void printSummary() {
		PARITY.printSummary();
	}

	static Stream<Arguments> pairs() {
		List<Arguments> pairs = new ArrayList<>();
		IntStream.range(0, 10)
			.forEach((i) -> pairs.add(Arguments.of("labelled " + i, LabelledProfile.of(i), LabelledProfile.of(i * 7))));
		IntStream.range(0, 4)
			.forEach((i) -> pairs.add(Arguments.of("random " + i, RandomProfile.of(i), RandomProfile.of(i + 40))));
		Map<String, Profile> all = TopProfiles.all();
		// Smaller than what the conversion could make too large for a long: what Go makes
		// of such a number depends on the processor.
		pairs.add(Arguments.of("units", all.get("unit 'ms', small"), all.get("unit 'hours', small")));
		pairs.add(Arguments.of("finer units", all.get("unit 'mb', small"), all.get("unit 'byte'")));
		pairs.add(Arguments.of("an unknown unit", all.get("unit 'objects'"), all.get("unit 'count'")));
		pairs.add(Arguments.of("no samples", all.get("no samples"), all.get("no samples")));
		pairs.add(Arguments.of("nothing to subtract", all.get("recursion"), all.get("only zeros")));
		pairs.add(Arguments.of("nothing to subtract from", all.get("only zeros"), all.get("recursion")));
		pairs.add(Arguments.of("no mapping", all.get("no mapping"), all.get("inlined calls")));
		pairs.add(Arguments.of("other binaries", all.get("unsymbolised addresses"), all.get("inlined calls")));
		pairs.add(Arguments.of("more columns", TopProfiles.cpu(), withTypes(TopProfiles.cpu(), "cpu", "samples")));
		pairs.add(Arguments.of("other columns", withTypes(TopProfiles.cpu(), "wall", "samples"), TopProfiles.cpu()));
		pairs.add(Arguments.of("no common column", withTypes(TopProfiles.cpu(), "a", "b"), TopProfiles.cpu()));
		pairs.add(Arguments.of("plural", withTypes(TopProfiles.cpu(), "samples", "cpus"), TopProfiles.cpu()));
		for (String unit : List.of("nanoseconds", "ms", "bytes", "")) {
			pairs.add(Arguments.of("period in " + unit, withPeriod("cpu", "nanoseconds", 10_000_000),
					withPeriod("cpu", unit, 20)));
		}
		pairs.add(Arguments.of("another period", withPeriod("wall", "nanoseconds", 1),
				withPeriod("cpu", "nanoseconds", 2)));
		pairs.add(Arguments.of("no period", TopProfiles.cpu(), withPeriod("cpu", "nanoseconds", 2)));
		return pairs.stream();
	}

	private static Profile withTypes(Profile profile, String... types) {
		List<ValueType> named = new ArrayList<>();
		for (String type : types) {
			named.add(new ValueType(type, type.startsWith("cpu") ? "nanoseconds" : "count"));
		}
		return new Profile(profile.header(), named, profile.mappings(), profile.functions(), profile.locations(),
				profile.samples());
	}

	private static Profile withPeriod(String type, String unit, long period) {
		Profile profile = TopProfiles.cpu();
		ProfileHeader header = profile.header()
			.withPeriod(new ValueType(type, unit), period)
			.withComments(List.of("period " + period))
			.withTime(period, period);
		return new Profile(header, profile.sampleTypes(), profile.mappings(), profile.functions(), profile.locations(),
				profile.samples());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("pairs")
	void differencesAreWhatPprofComputes(String name, Profile profile, Profile base) throws IOException {
		assertSame(write("profile", profile), profile, write("base", base), base);
	}

	@Test
	void profilesOfGoAreComparedAsPprofDoes() throws IOException {
		GoProfiles.writeTo(directory);
		Path before = Files.createDirectory(directory.resolve("before"));
		GoProfiles.writeTo(before);
		for (String kind : GoProfiles.KINDS) {
			Path file = directory.resolve(kind);
			Path baseFile = before.resolve(kind);
			assertSame(file, PprofReader.read(Files.readAllBytes(file)), baseFile,
					PprofReader.read(Files.readAllBytes(baseFile)));
		}
	}

	private void assertSame(Path file, Profile profile, Path baseFile, Profile base) {
		for (boolean normalize : new boolean[] { false, true }) {
			List<String> more = normalize ? List.of("-normalize") : List.of();
			assertSame(file, flags("-base=" + baseFile, more),
					() -> ProfileDifference.subtract(profile, base, normalize));
			assertSame(file, flags("-diff_base=" + baseFile, more),
					() -> ProfileDifference.compare(profile, base, normalize));
		}
		assertSame(baseFile, List.of(file.toString()), () -> ProfileMerge.merge(List.of(profile, base)));
		assertSame(file, flags(file.toString(), List.of(baseFile.toString())),
				() -> ProfileMerge.merge(List.of(profile, base, profile)));
	}

	private static List<String> flags(String first, List<String> more) {
		List<String> flags = new ArrayList<>(more);
		flags.add(0, first);
		return flags;
	}

	private void assertSame(Path file, List<String> flags, Supplier<Profile> combined) {
		String report = REPORTS.get(this.number++ % REPORTS.size());
		List<String> all = flags("-" + report, flags);
		Profile profile;
		try {
			profile = combined.get();
		}
		catch (IncompatibleProfilesException ex) {
			// Once for each pair: to see pprof's error costs as much as many reports.
			if (!this.refused) {
				PARITY.assertRefused(file, all,
						ex.getMessage().contains("in common") ? "empty common" : "incompatible");
			}
			this.refused = true;
			return;
		}
		ReportSource source = ReportSource.of(profile);
		ReportOptions options = new ReportOptions(profile.defaultSampleIndex(), false, Granularity.FUNCTIONS,
				SortOrder.FLAT, ReportOptions.DEFAULT_NODE_COUNT, ReportOptions.DEFAULT_NODE_FRACTION,
				ReportOptions.DEFAULT_EDGE_FRACTION, "minimum", ZoneId.of("UTC"));
		PARITY.assertSame(file, all, switch (report) {
			case "raw" -> Raw.of(source, options).text();
			case "traces" -> Traces.of(source, options).text();
			case "tags" -> Tags.of(source, options).text();
			default -> Top.of(source, options).text();
		});
	}

	private static Path write(String name, Profile profile) throws IOException {
		return Files.write(directory.resolve(name + ".pb.gz"), PprofWriter.toBytes(profile));
	}

}
