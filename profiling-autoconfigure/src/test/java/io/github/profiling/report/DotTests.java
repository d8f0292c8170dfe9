package io.github.profiling.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.Label;
import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileBuilder;
import io.github.profiling.profile.ProfileHeader;
import io.github.profiling.profile.ValueType;
import io.github.profiling.testing.GoPprof;
import io.github.profiling.testing.OutsideTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where our dot is not that of pprof. For the rest see {@link GraphParityTests}.
 */
class DotTests {

	private static final String HOSTILE = "\"]; x [label=\"\\";

	private static Profile hostile() {
		ProfileBuilder builder = new ProfileBuilder(Mapping.ofApplication("a" + HOSTILE, HOSTILE),
				List.of(new ValueType("cpu", "ns")));
		int frame = builder.frame(new Function("f" + HOSTILE, "", "f" + HOSTILE, 1), 7);
		int caller = builder.frame(new Function("g" + HOSTILE, "", "g" + HOSTILE, 1), 7);
		builder.add(new int[] { frame, caller }, List.of(Label.of("k" + HOSTILE, HOSTILE)), 5);
		return builder.build(ProfileHeader.EMPTY.withComments(List.of(HOSTILE)));
	}

	@Test
	void escapesLabelsFilesAndTitlesWhichPprofDoesNot() {
		ReportOptions options = new ReportOptions(0, false, Granularity.LINES, SortOrder.FLAT, 0, 0, 0,
				ReportOptions.MINIMUM_UNIT, ZoneOffset.UTC);
		String text = Dot.of(ReportSource.of(hostile()), options).text();
		assertThat(text).startsWith("digraph \"a\\\"]; x [label=\\\"\\\\\" {\n")
			.contains("[label = \"k\\\"]; x [label=\\\"\\\\:\\\"]; x [label=\\\"\\\\\"")
			.contains("f\\\"]; x [label=\\\"\\\\:7\\n");
	}

	@Test
	void graphvizReadsWhateverNamesThereAre(@TempDir Path directory) throws Exception {
		GoPprof.requireGraphviz();
		for (Granularity granularity : Granularity.values()) {
			ReportOptions options = new ReportOptions(0, false, granularity, SortOrder.FLAT, 0, 0, 0,
					ReportOptions.MINIMUM_UNIT, ZoneOffset.UTC);
			Path file = Files.writeString(directory.resolve(granularity + ".dot"),
					Dot.of(ReportSource.of(hostile()), options).text());
			OutsideTool.Result result = OutsideTool.run(directory, Map.of(), Duration.ofMinutes(1),
					List.of("dot", "-Tplain", file.toString()));
			assertThat(result.stderr()).isEmpty();
			assertThat(result.exit()).isZero();
			// Caller, callee, a label's box at each, and the legend.
			assertThat(result.stdout().lines().filter((line) -> line.startsWith("node "))).hasSize(4);
		}
	}

}
