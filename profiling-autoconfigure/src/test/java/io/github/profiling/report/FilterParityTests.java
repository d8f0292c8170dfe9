package io.github.profiling.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.pprof.PprofReader;
import io.github.profiling.profile.pprof.PprofWriter;
import io.github.profiling.snapshot.ClassHistogram;
import io.github.profiling.snapshot.ThreadSnapshot;
import io.github.profiling.testing.GoProfiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our filters, and the reports that list samples, against the real ones, byte for byte.
 */
class FilterParityTests {

	private static final ReportParity PARITY = new ReportParity("filters, traces, tags, raw and comments");

	private static final List<String> REPORTS = List.of("traces", "raw", "tags", "top");

	private static final Predicate<Profile> BUILD_PATHS = (profile) -> profile.functions()
		.stream()
		.anyMatch((function) -> function.filename().startsWith("/proc/self/cwd/"));

	@TempDir
	private static Path directory;

	@BeforeEach
	void requireGo() {
		ReportParity.requireGo();
	}

	@AfterAll
	static void printSummary() {
		PARITY.printSummary();
	}

	static Stream<Arguments> profiles() {
		Map<String, Profile> profiles = new LinkedHashMap<>();
		for (int seed = 0; seed < 12; seed++) {
			profiles.put("labelled " + seed, LabelledProfile.of(seed));
		}
		for (int seed = 0; seed < 3; seed++) {
			profiles.put("random " + seed, RandomProfile.of(seed));
		}
		Map<String, Profile> others = TopProfiles.all();
		for (String name : List.of("no samples", "only an empty stack", "negative values", "recursion", "a deep stack",
				"names", "system names", "unsymbolised addresses", "inlined calls", "no mapping", "a difference",
				"dropped and kept frames", "all frames dropped", "a file name like a URL")) {
			profiles.put(name, others.get(name));
		}
		return profiles.entrySet().stream().map((entry) -> Arguments.of(entry.getKey(), entry.getValue()));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("profiles")
	void filteredReportsAreWhatPprofPrints(String name, Profile profile) throws IOException {
		Path file = Files.write(directory.resolve("profile.pb.gz"), PprofWriter.toBytes(profile));
		int number = Math.floorMod(name.hashCode(), REPORTS.size());
		for (FilterCases filter : FilterCases.all()) {
			// Each filter with one report, each report with one filter in four.
			String report = REPORTS.get(number++ % REPORTS.size());
			// Where a label has several units, ours takes the first of the samples that
			// are
			// left for the label's, pprof that of all: with relative percentages, nothing
			// else of the others is known any more.
			assertSame(file, profile, filter.relativePercentages() ? "top" : report, filter);
		}
	}

	@Test
	void profilesOfGoAreFilteredAsPprofDoes() throws IOException {
		GoProfiles.writeTo(directory);
		for (String kind : GoProfiles.KINDS) {
			Path file = directory.resolve(kind);
			Profile profile = PprofReader.read(Files.readAllBytes(file));
			for (String report : REPORTS) {
				for (FilterCases filter : FilterCases.all().subList(0, 6)) {
					assertSame(file, profile, report, filter);
				}
			}
		}
	}

	@Test
	void profilesOfThisJvmAreFilteredAsPprofDoes() throws Exception {
		Mapping application = Mapping.ofApplication("tests", "1.0");
		List<Profile> profiles = List.of(new ThreadSnapshot(() -> directory).profile(application),
				new ClassHistogram().profile(application, false));
		for (Profile profile : profiles) {
			Path file = ReportParity.write(profile);
			for (FilterCases filter : List.of(FilterCases.all().get(0), new FilterCases(
					Map.of(FilterOption.FOCUS, "java", FilterOption.HIDE, "^java\\.util|byte\\[\\]"), false))) {
				for (String report : REPORTS) {
					assertSame(file, profile, report, filter);
				}
			}
			Files.delete(file);
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("profiles")
	void otherOptionsHaveTheEffectTheyHaveInPprof(String name, Profile profile) throws IOException {
		Path file = Files.write(directory.resolve("options.pb.gz"), PprofWriter.toBytes(profile));
		ReportSource source = ReportSource.of(profile);
		for (String unit : List.of("auto", "ms", "kb", "count")) {
			ReportOptions options = options(0, false, Granularity.FUNCTIONS, unit);
			PARITY.assertSame(file, List.of("-traces", "-sample_index=0", "-unit=" + unit),
					Traces.of(source, options).text());
			PARITY.assertSame(file, List.of("-tags", "-sample_index=0", "-unit=" + unit),
					Tags.of(source, options).text());
		}
		int last = profile.sampleTypes().size() - 1;
		PARITY.assertSame(file, List.of("-traces", "-mean", "-sample_index=" + last),
				Traces.of(source, options(last, true, Granularity.FUNCTIONS, "minimum")).text());
		PARITY.assertSame(file, List.of("-tags", "-mean", "-sample_index=" + last),
				Tags.of(source, options(last, true, Granularity.FUNCTIONS, "minimum")).text());
		PARITY.assertSame(file, List.of("-comments"),
				Comments.of(source, options(0, false, Granularity.FUNCTIONS, "minimum")).text());
		for (Granularity granularity : Granularity.values()) {
			if (BUILD_PATHS.test(profile)) {
				// All our reports shorten these paths; pprof does so in graphs only.
				break;
			}
			PARITY.assertSame(file, List.of("-traces", "-sample_index=" + last, "-" + granularity.key()),
					Traces.of(source, options(last, false, granularity, "minimum")).text());
		}
	}

	@Test
	void timesAndDurationsArePrintedAsGoPrintsThem() {
		TopProfiles.all().forEach((name, profile) -> {
			if (name.startsWith("time ") || name.startsWith("duration ")) {
				PARITY.assertSame(profile, List.of("-raw"),
						Raw.of(ReportSource.of(profile), options(0, false, Granularity.FUNCTIONS, "minimum")).text());
			}
		});
	}

	private static void assertSame(Path file, Profile profile, String report, FilterCases filter) {
		ReportSource source = filter.filter().apply(profile, "minimum").source();
		int index = profile.sampleTypes().size() - 1;
		ReportOptions options = options(index, false, Granularity.FUNCTIONS, "minimum");
		String ours = switch (report) {
			case "traces" -> Traces.of(source, options).text();
			case "raw" -> Raw.of(source, options).text();
			case "tags" -> Tags.of(source, options).text();
			default -> Top.of(source, options).text();
		};
		PARITY.assertSame(file, filter.flags("-" + report, "-sample_index=" + index), ours);
	}

	private static ReportOptions options(int sampleIndex, boolean mean, Granularity granularity, String unit) {
		return new ReportOptions(sampleIndex, mean, granularity, SortOrder.FLAT, ReportOptions.DEFAULT_NODE_COUNT,
				ReportOptions.DEFAULT_NODE_FRACTION, ReportOptions.DEFAULT_EDGE_FRACTION, unit, ZoneId.of("UTC"));
	}

}
