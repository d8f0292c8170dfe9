package io.github.profiling.report;

import java.util.List;
import java.util.Map;

import io.github.profiling.profile.Profile;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tree and peek as models. For their text see {@link GraphParityTests}.
 */
class TreeTests {

	private final Profile profile = TopProfiles.of("count", Map.of("main;a;b", 10L, "main;b", 5L, "main", 1L));

	@Test
	void hasCallersAndCalleesAsAModel() {
		Tree tree = Tree.of(ReportSource.of(this.profile), ReportOptions.of(0));
		assertThat(tree.total()).isEqualTo(16);
		assertThat(tree.entries()).containsExactly(new TreeEntry("b", 15, 15,
				List.of(new TreeCall("a", Inlining.NONE, 10), new TreeCall("main", Inlining.NONE, 5)), List.of()),
				new TreeEntry("main", 1, 16, List.of(),
						List.of(new TreeCall("a", Inlining.NONE, 10), new TreeCall("b", Inlining.NONE, 5))),
				new TreeEntry("a", 0, 10, List.of(new TreeCall("main", Inlining.NONE, 10)),
						List.of(new TreeCall("b", Inlining.NONE, 10))));
	}

	@Test
	void peekShowsWhatIsAskedForHoweverLight() {
		Profile light = TopProfiles.of("count", Map.of("main;a", 1_000_000L, "main;light", 1L));
		Peek peek = Peek.of(ReportSource.of(light), ReportOptions.of(0).withNodeCount(1), "light"::equals);
		assertThat(peek.entries())
			.containsExactly(new TreeEntry("light", 1, 1, List.of(new TreeCall("main", Inlining.NONE, 1)), List.of()));
	}

	@Test
	void peekHasNoEntriesWhereNothingIsFound() {
		Peek peek = Peek.of(ReportSource.of(this.profile), ReportOptions.of(0), (name) -> false);
		assertThat(peek.entries()).isEmpty();
		assertThat(peek.header()).contains("Showing nodes accounting for 16, 100% of 16 total");
	}

}
