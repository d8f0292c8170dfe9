package io.github.profiling.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.Line;
import io.github.profiling.profile.Location;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.Sample;
import io.github.profiling.profile.ValueType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CollapsedTests {

	private static String collapsed(Profile profile) {
		return Collapsed.of(ReportSource.of(profile), ReportOptions.of(profile.defaultSampleIndex())).text();
	}

	@Test
	void hasALineForEachDistinctStackRootFirst() {
		assertThat(collapsed(TopProfiles.cpu()).lines()).containsExactlyInAnyOrder(
				"java.lang.Thread.run;com.example.Orders.total;java.lang.String.equals 1200000000",
				"java.lang.Thread.run;com.example.Orders.total 600000000",
				"java.lang.Thread.run;com.example.Fib.fib 550000000",
				"java.lang.Thread.run;com.example.Orders.<init> 10000000");
	}

	@Test
	void inlinedCallsStandBelowTheirCaller() {
		List<Function> functions = List.of(Function.named("inlined"), Function.named("caller"), Function.named("main"));
		List<Location> locations = List.of(new Location(0, 0, List.of(new Line(0, 1, 0), new Line(1, 2, 0)), false),
				new Location(0, 0, List.of(new Line(2, 3, 0)), false));
		Profile profile = new Profile(TopProfiles.HEADER, List.of(new ValueType("cpu", "ns")),
				List.of(TopProfiles.APPLICATION), functions, locations,
				List.of(new Sample(new int[] { 0, 1 }, List.of(), new long[] { 7 }),
						new Sample(new int[] { 0, 1 }, List.of(), new long[] { 3 })));
		assertThat(collapsed(profile)).isEqualTo("main;caller;inlined 10\n");
	}

	@Test
	void namesCannotTearALineApart() {
		ProfileNames names = new ProfileNames("a;b", "c\nd\r\ne", "with space 5");
		assertThat(collapsed(names.profile())).isEqualTo("a,b;c d e;with space 5 1\n");
	}

	@Test
	void stacksThatSumUpToNothingHaveNoLine() {
		assertThat(collapsed(TopProfiles.of("count", Map.of("a;b", 0L, "a", -3L)))).isEqualTo("a -3\n");
		assertThat(collapsed(TopProfiles.all().get("no samples"))).isEmpty();
	}

	@Test
	void keepsDeepStacksWhole() {
		String[] lines = collapsed(TopProfiles.all().get("a deep stack")).split("\n");
		assertThat(lines).anySatisfy((line) -> assertThat(line.split(";")).hasSize(2048));
	}

	@Test
	void addsUpToTheProfilesTotal() {
		for (int seed = 0; seed < 20; seed++) {
			Profile profile = RandomProfile.of(seed);
			long expected = profile.samples()
				.stream()
				.filter((sample) -> sample.stack().length > 0)
				.mapToLong((sample) -> sample.values()[1])
				.sum();
			long sum = Collapsed.of(ReportSource.of(profile), ReportOptions.of(1))
				.text()
				.lines()
				.mapToLong((line) -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
				.sum();
			assertThat(sum).as("seed %d", seed).isEqualTo(expected);
		}
	}

	/**
	 * A profile of one stack.
	 */
	private record ProfileNames(String... names) {

		Profile profile() {
			List<Function> functions = Arrays.stream(this.names).map(Function::named).toList();
			int[] stack = new int[this.names.length];
			Location[] locations = new Location[this.names.length];
			for (int i = 0; i < stack.length; i++) {
				stack[stack.length - 1 - i] = i;
				locations[i] = new Location(0, 0, List.of(new Line(i, 0, 0)), false);
			}
			return new Profile(TopProfiles.HEADER, List.of(new ValueType("cpu", "ns")),
					List.of(TopProfiles.APPLICATION), functions, List.of(locations),
					List.of(new Sample(stack, List.of(), new long[] { 1 })));
		}

	}

}
