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
 * Profiles of no sense in which everything is that filters look at: labels of all sorts,
 * inlined calls, source files, several binaries, addresses without symbols.
 */
final class LabelledProfile {

	private static final String[] NAMES = { "com.example.Orders.total", "com.example.Orders.lambda$total$0",
			"com.example.Orders.<init>", "java.lang.Thread.run", "java.lang.String.equals", "main.fib",
			"std::vector<int, std::allocator<int>>::push_back(int&&)", "operator()(int) const", ".hidden(int)",
			"with space", "com.example.Grüße.日本", "\uD83D\uDE00", "List<T>.add", "", "a", "b(int)(x)", "f(x)",
			"org.springframework.web.Dispatcher.handle" };

	private static final String[] FILES = { "", "com/example/Orders.java", "java/lang/Thread.java", "./src/../main.go",
			"a b.java", "日本.java" };

	private static final Mapping[] MAPPINGS = {
			new Mapping(0x1000, 0x9000, 0, "/srv/orders.jar", "b1", true, true, true, false),
			new Mapping(0x10000, 0x20fff, 16, "/usr/lib/libc.so.6", "", true, false, false, true),
			new Mapping(-4096, -1, 0, "[vdso]", "", true, false, false, false),
			new Mapping(0x50000, 0x60000, 0, "", "", true, false, false, false) };

	private LabelledProfile() {
	}

	/**
	 * A profile for a seed.
	 * @param seed the seed
	 * @return the profile
	 */
	static Profile of(long seed) {
		Random random = new Random(seed);
		List<Function> functions = new ArrayList<>();
		for (int i = 0; i < 24; i++) {
			String name = pick(random, NAMES);
			String systemName = (random.nextInt(3) == 0) ? name : (random.nextBoolean() ? "" : name + "(I)V");
			functions.add(new Function(name, systemName, pick(random, FILES), random.nextInt(50)));
		}
		int mappings = random.nextInt(MAPPINGS.length + 1);
		List<Location> locations = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			List<Line> lines = new ArrayList<>();
			for (int n = Math.max(0, random.nextInt(6) - 2) % 4 + ((random.nextInt(8) > 0) ? 1 : 0); n > 0; n--) {
				lines.add(new Line(random.nextInt(functions.size()), random.nextInt(90), random.nextInt(3)));
			}
			int mapping = (mappings == 0 || random.nextInt(9) == 0) ? Location.NO_MAPPING : random.nextInt(mappings);
			long address = random.nextBoolean() ? 0 : random.nextLong() >>> random.nextInt(64);
			locations.add(new Location(mapping, address, lines, random.nextInt(9) == 0));
		}
		String unit = pick(random, "count", "nanoseconds", "bytes", "ms", "widgets");
		List<ValueType> types = List.of(new ValueType("events", "count"), new ValueType("second", unit));
		boolean negative = random.nextInt(3) == 0;
		List<Sample> samples = new ArrayList<>();
		for (int i = 5 + random.nextInt(60); i > 0; i--) {
			int[] stack = random.ints(random.nextInt(10), 0, locations.size()).toArray();
			long value = random.nextLong() >>> (24 + random.nextInt(39));
			samples.add(new Sample(stack, labels(random),
					new long[] { random.nextInt(4), (negative && random.nextBoolean()) ? -value : value }));
		}
		return new Profile(TopProfiles.HEADER.withComments(List.of("a comment", "# hidden", "日本")), types,
				List.of(MAPPINGS).subList(0, mappings), functions, locations, samples);
	}

	private static List<Label> labels(Random random) {
		List<Label> labels = new ArrayList<>();
		for (int left = random.nextInt(4); left > 0; left--) {
			labels.add(switch (random.nextInt(9)) {
				case 0 -> Label.of("thread", "exec-" + random.nextInt(4));
				case 1 -> Label.of("route", pick(random, "GET /orders", "POST /orders", "/a,b", "größe"));
				case 2 -> Label.of("bytes", random.nextInt(1 << 20), "");
				case 3 -> Label.of("request", random.nextInt(4096), "");
				case 4 -> Label.of("latency", random.nextInt(100_000), pick(random, "us", "us", "ms"));
				case 5 -> Label.of("size", 1L << random.nextInt(12), "kb");
				case 6 -> Label.of("number", random.nextInt(3), "");
				case 7 -> Label.of("delta", -random.nextInt(1000), "ms");
				default -> Label.of("a very long key of a label", pick(random, "x", "y", ""));
			});
		}
		return labels;
	}

	private static String pick(Random random, String... choices) {
		return choices[random.nextInt(choices.length)];
	}

}
