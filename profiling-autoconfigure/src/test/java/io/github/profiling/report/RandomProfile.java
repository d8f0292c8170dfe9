package io.github.profiling.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.Label;
import io.github.profiling.profile.Line;
import io.github.profiling.profile.Location;
import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.Sample;
import io.github.profiling.profile.ValueType;

/**
 * Profiles of no sense, but with everything in them.
 */
final class RandomProfile {

	private static final String[] FILES = { "", "a.c", "src/b.c", "/proc/self/cwd/c.c", "x/../d.c",
			"com/example/E.java" };

	private static final Mapping[] MAPPINGS = { TopProfiles.APPLICATION,
			new Mapping(0x10000, 0x20000, 0, "/usr/lib/libc.so.6", "", true, false, false, false),
			new Mapping(0x30000, 0x40000, 0, "[vdso]", "", true, false, false, false) };

	private RandomProfile() {
	}

	/**
	 * A profile for a seed.
	 * @param seed the seed
	 * @return the profile
	 */
	static Profile of(long seed) {
		Random random = new Random(seed);
		boolean withFiles = random.nextBoolean();
		int functionCount = 1 + random.nextInt(40);
		List<Function> functions = new ArrayList<>();
		for (int i = 0; i < functionCount; i++) {
			int file = withFiles ? random.nextInt(FILES.length) : 0;
			// All functions of a file at one line: pprof prints others of it in any
			// order.
			functions.add(new Function("f" + random.nextInt(functionCount), "", FILES[file], file));
		}
		List<Location> locations = locations(random, functionCount, random.nextInt(3) == 0);
		String[] units = { "count", "ns", "ms", "bytes", "s", "mb" };
		List<ValueType> types = List.of(new ValueType("first", "count"),
				new ValueType("second", units[random.nextInt(units.length)]));
		List<Sample> samples = new ArrayList<>();
		boolean negative = random.nextInt(4) == 0;
		int bits = 1 + random.nextInt(50);
		int labelKinds = random.nextInt(4);
		for (int i = random.nextInt(200); i > 0; i--) {
			int[] stack = random.ints(random.nextInt(12), 0, locations.size()).toArray();
			long value = random.nextLong() >>> (64 - bits) >>> random.nextInt(bits);
			samples.add(new Sample(stack, labels(random, labelKinds, i),
					new long[] { random.nextInt(3), (negative && random.nextBoolean()) ? -value : value }));
		}
		return new Profile(TopProfiles.HEADER.withTime(random.nextLong(), random.nextLong() >>> random.nextInt(64)),
				types, List.of(MAPPINGS), functions, locations, samples);
	}

	private static List<Location> locations(Random random, int functionCount, boolean hasUnknown) {
		List<Location> locations = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			List<Line> lines = new ArrayList<>();
			int depth = 1 + Math.max(0, random.nextInt(6) - 3);
			for (int n = depth; n > 0; n--) {
				lines.add(new Line(random.nextInt(functionCount), random.nextInt(100), random.nextInt(3)));
			}
			boolean unknown = hasUnknown && random.nextInt(5) == 0;
			locations.add(new Location(unknown ? random.nextInt(MAPPINGS.length) : 0, random.nextInt(2000),
					unknown ? List.of() : lines, false));
		}
		return locations;
	}

	/**
	 * Labels of as many kinds as asked for. Without the last, older versions of pprof
	 * merge samples of the same stack.
	 */
	private static List<Label> labels(Random random, int kinds, int number) {
		List<Label> labels = new ArrayList<>();
		if (kinds > 0 && random.nextInt(3) > 0) {
			labels.add(Label.of("route", "/orders/" + random.nextInt(7)));
		}
		if (kinds > 1 && random.nextInt(3) > 0) {
			labels.add(Label.of("bytes", 16L << random.nextInt(20), random.nextBoolean() ? "bytes" : ""));
		}
		if (kinds > 2 && random.nextInt(3) > 0) {
			labels.add(Label.of("thread", "worker " + random.nextInt(2)));
			labels.add(Label.of("thread", "number " + random.nextInt(2)));
		}
		labels.add(Label.of("number", number, "count"));
		return labels;
	}

}
