package io.github.profiling.report;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import io.github.profiling.profile.Profile;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TopTests {

	private final Profile cpu = TopProfiles.cpu();

	@Test
	void printsAHeaderAndATable() {
		ReportOptions options = new ReportOptions(1, false, Granularity.FUNCTIONS, SortOrder.FLAT, 2,
				ReportOptions.DEFAULT_NODE_FRACTION, ReportOptions.DEFAULT_EDGE_FRACTION, ReportOptions.MINIMUM_UNIT,
				ZoneOffset.UTC);
		// As printed by go tool pprof (Go 1.26) -top -nodecount=2
		assertThat(Top.of(ReportSource.of(this.cpu), options).text()).isEqualTo("""
				File: orders.jar
				Build ID: 3.5.0
				Type: cpu
				Time: 2025-10-20 22:39:59 UTC
				Duration: 30s, Total samples = 2360ms ( 7.87%)
				Showing nodes accounting for 1800ms, 76.27% of 2360ms total
				Dropped 1 node (cum <= 11.80ms)
				Showing top 2 nodes out of 4
				      flat  flat%   sum%        cum   cum%
				    1200ms 50.85% 50.85%     1200ms 50.85%  java.lang.String.equals
				     600ms 25.42% 76.27%     1800ms 76.27%  com.example.Orders.total
				""");
	}

	@Test
	void hasTheNumbersAsAModel() {
		Top top = Top.of(ReportSource.of(this.cpu), ReportOptions.of(0).withNodeCount(1));
		assertThat(top.total()).isEqualTo(236);
		assertThat(top.rows()).containsExactly(new TopRow("java.lang.String.equals", Inlining.NONE, 120, 120));
		assertThat(top.header()).contains("Type: samples", "Showing top 1 nodes out of 5");
	}

	@Test
	void countsARecursiveFunctionOncePerSample() {
		Top top = Top.of(ReportSource.of(TopProfiles.of("count", Map.of("a;b;a;b;a", 10L))), ReportOptions.of(0));
		assertThat(top.rows()).containsExactly(new TopRow("a", Inlining.NONE, 10, 10),
				new TopRow("b", Inlining.NONE, 0, 10));
	}

	@Test
	void hasNoRowsForAProfileWithoutSamples() {
		Top top = Top.of(ReportSource.of(TopProfiles.of("count", Map.of())), ReportOptions.of(0));
		assertThat(top.rows()).isEmpty();
		assertThat(top.text()).endsWith(
				"Showing nodes accounting for 0, 0% of 0 total\n" + "      flat  flat%   sum%        cum   cum%\n");
	}

	@Test
	void refusesOptionsThatMakeNoSense() {
		assertThatIllegalArgumentException().isThrownBy(() -> ReportOptions.of(0).withNodeCount(-2))
			.withMessage("nodecount must be 0 (for all) or more, not -2");
		for (double fraction : List.of(-0.1, 1.1, Double.NaN)) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> new ReportOptions(0, false, Granularity.FUNCTIONS, SortOrder.FLAT, 0, fraction, 0,
						ReportOptions.MINIMUM_UNIT, ZoneOffset.UTC))
				.withMessageStartingWith("nodefraction must be from 0 to 1");
		}
	}

}
