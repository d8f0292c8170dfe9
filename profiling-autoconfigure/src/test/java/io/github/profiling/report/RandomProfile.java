package io.github.profiling.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.Label;
import io.github.profiling.profile.Line;
import io.github.profiling.profile.Location;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.Sample;
import io.github.profiling.profile.ValueType;

/**
 * Profiles of no sense, but with everything in them.
 */
final class RandomProfile {

	private RandomProfile() {
	}

	/**
	 * A profile for a seed.
	 * @param seed the seed
	 * @return the profile
	 */
	static Profile of(long seed) {
		Random random = new Random(seed);
		int functionCount = 1 + random.nextInt(40);
		List<Function> functions = new ArrayList<>();
		for (int i = 0; i < functionCount; i++) {
			functions.add(Function.named("f" + random.nextInt(functionCount)));
		}
		List<Location> locations = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			List<Line> lines = new ArrayList<>();
			for (int n = 1 + Math.max(0, random.nextInt(6) - 3); n > 0; n--) {
				lines.add(new Line(random.nextInt(functionCount), random.nextInt(100), 0));
			}
			locations.add(new Location(0, random.nextInt(2000), lines, false));
		}
		String[] units = { "count", "ns", "ms", "bytes", "s", "mb" };
		List<ValueType> types = List.of(new ValueType("first", "count"),
				new ValueType("second", units[random.nextInt(units.length)]));
		List<Sample> samples = new ArrayList<>();
		boolean negative = random.nextInt(4) == 0;
		int bits = 1 + random.nextInt(50);
		for (int i = random.nextInt(200); i > 0; i--) {
			int[] stack = random.ints(random.nextInt(12), 0, locations.size()).toArray();
			long value = random.nextLong() >>> (64 - bits) >>> random.nextInt(bits);
			// Without the label, older versions of pprof merge samples of the same stack.
			samples.add(new Sample(stack, List.of(Label.of("number", i, "count")),
					new long[] { random.nextInt(3), (negative && random.nextBoolean()) ? -value : value }));
		}
		return new Profile(TopProfiles.HEADER.withTime(random.nextLong(), random.nextLong() >>> random.nextInt(64)),
				types, List.of(TopProfiles.APPLICATION), functions, locations, samples);
	}

}
