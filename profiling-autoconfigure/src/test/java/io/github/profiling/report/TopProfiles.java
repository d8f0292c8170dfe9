package io.github.profiling.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.Label;
import io.github.profiling.profile.Line;
import io.github.profiling.profile.Location;
import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileBuilder;
import io.github.profiling.profile.ProfileHeader;
import io.github.profiling.profile.Sample;
import io.github.profiling.profile.ValueType;

/**
 * Profiles on which our top and pprof's are compared.
 */
final class TopProfiles {

	static final Mapping APPLICATION = Mapping.ofApplication("/srv/orders.jar", "3.5.0");

	static final ProfileHeader HEADER = ProfileHeader.EMPTY.withTime(1_760_999_999_123_456_789L, 30_000_000_000L);

	private TopProfiles() {
	}

	static Map<String, Profile> all() {
		Map<String, Profile> all = new LinkedHashMap<>();
		all.put("two sample types", cpu());
		all.put("no samples", new ProfileBuilder(APPLICATION, List.of(new ValueType("cpu", "ns"))).build(HEADER));
		all.put("only zeros", of("count", Map.of("a", 0L, "b;c", 0L)));
		all.put("an empty stack", of("count", Map.of("", 7L, "a", 3L)));
		all.put("only an empty stack", of("count", Map.of("", 7L)));
		all.put("one sample", of("count", Map.of("a", 1L)));
		all.put("negative values", of("bytes", Map.of("a", -5_000_000L, "a;b", 4_000_000L, "c", -1L, "d;e", 70_000L)));
		all.put("values that cancel out", of("count", Map.of("a;b", 5L, "c;b", -5L, "a;d", 3L, "c;d", -3L)));
		all.put("more negative than positive", of("ns", Map.of("a", -900_000L, "b;a", 10_000L, "c", -3L)));
		all.put("recursion", of("count", Map.of("a;b;a;b;a", 10L, "b;b;b", 4L, "a;a;c", 2L)));
		all.put("halves to round", of("us", Map.of("a", 1_125L, "b", 1_375L, "c", 97_500L)));
		all.put("a deep stack", deep());
		all.put("many functions", many());
		all.put("light functions", light());
		all.put("names", names());
		all.put("system names", systemNames());
		all.put("unsymbolised addresses", unsymbolised());
		all.put("inlined calls", inlined());
		all.put("comments", comments());
		all.put("no mapping", noMapping());
		all.put("a file name like a URL", named(new Mapping(0, 0, 0, "orders:1.0", "", true, true, true, false)));
		all.put("a build id and a name like a URL", named(Mapping.ofApplication("orders:1.0", "abc")));
		all.put("a file name with slashes", named(Mapping.ofApplication("/srv/app///", "")));
		all.put("a build id alone", named(Mapping.ofApplication("", "abc")));
		all.put("a difference", difference());
		all.put("dropped frames", dropping("f[13]|main|f0\\(", ""));
		all.put("dropped and kept frames", dropping("f.*|operator.*", "f[0-4]|x.*"));
		all.put("all frames dropped", dropping(".*", ""));
		all.put("dropped frames that are no expression", dropping("(", ""));
		all.put("kept frames that are no expression", dropping("f1", "["));
		for (String unit : List.of("count", "nanoseconds", "ns", "us", "μs", "microseconds", "milliseconds", "ms", "s",
				"Seconds", "hours", "hrs", "byte", "BYTES", "kb", "kilobytes", "mb", "gb", "pb", "nanogcu", "gcu",
				"megagcu", "objects", "", "auto", "minimum", "sample", "größe", "s ")) {
			all.put("unit '" + unit + "'", of(unit, MAGNITUDES));
			all.put("unit '" + unit + "', small", of(unit, Map.of("a", 1L, "b", 12L, "c", 123L)));
			all.put("unit '" + unit + "', one size", of(unit, Map.of("a", 987_654_321L, "b;c", 123_456_789L)));
		}
		for (long duration : new long[] { 0, 1, 999, 1000, 59_999_999_999L, 3600_000_000_000L, Long.MAX_VALUE, -5,
				Long.MIN_VALUE }) {
			all.put("duration " + duration, withTime(1, duration));
		}
		for (long time : new long[] { 0, 1, -1, -1_000_000_001L, 1_700_000_000_000_000_000L, Long.MAX_VALUE }) {
			all.put("time " + time, withTime(time, 1_000_000));
		}
		return all;
	}

	private static final Map<String, Long> MAGNITUDES = Map.of("a", 3L, "b", 4_096L, "c;d", 123_456_789L, "e",
			9_876_543_210_123L, "f;g;h", 1L << 40, "i", 31_536_000_000_000_000L, "j;a", 7_777_777_777L);

	/**
	 * Builds a profile of one column.
	 * @param unit the column's unit
	 * @param stacks stacks, root first, as in collapsed files
	 * @return the profile
	 */
	static Profile of(String unit, Map<String, Long> stacks) {
		return of(unit, stacks, APPLICATION, HEADER);
	}

	private static Profile of(String unit, Map<String, Long> stacks, Mapping mapping, ProfileHeader header) {
		ProfileBuilder builder = new ProfileBuilder(mapping, List.of(new ValueType("value", unit)));
		stacks.forEach((stack, value) -> builder.add(stack(builder, stack), List.of(), value));
		return builder.build(header);
	}

	private static int[] stack(ProfileBuilder builder, String stack) {
		String[] names = stack.isEmpty() ? new String[0] : stack.split(";");
		int[] frames = new int[names.length];
		for (int i = 0; i < names.length; i++) {
			frames[names.length - 1 - i] = builder.frame(Function.named(names[i]), i);
		}
		return frames;
	}

	static Profile cpu() {
		ProfileBuilder builder = new ProfileBuilder(APPLICATION,
				List.of(new ValueType("samples", "count"), new ValueType("cpu", "nanoseconds")));
		Map<String, Integer> stacks = Map.of("java.lang.Thread.run;com.example.Orders.total;java.lang.String.equals",
				120, "java.lang.Thread.run;com.example.Orders.total", 60, "java.lang.Thread.run;com.example.Fib.fib",
				55, "java.lang.Thread.run;com.example.Orders.<init>", 1);
		stacks.forEach((stack, count) -> builder.add(stack(builder, stack), List.of(), count, count * 10_000_000L));
		return builder.build(HEADER.withDefaultSampleType("cpu"));
	}

	private static Profile deep() {
		StringBuilder stack = new StringBuilder("root");
		for (int i = 0; i < 2047; i++) {
			stack.append(";f").append(i % 1500);
		}
		return of("ns", Map.of(stack.toString(), 10_000_000L, "root;f1", 1_000_000L));
	}

	private static Profile many() {
		Map<String, Long> stacks = new LinkedHashMap<>();
		Random random = new Random(1);
		for (int i = 0; i < 10_000; i++) {
			stacks.put("main;f" + i % 97 + ";f" + i, (long) (1e9 / (i + 1)) + random.nextInt(3));
		}
		return of("bytes", stacks);
	}

	private static Profile light() {
		return of("count", Map.of("a;b", 1000L, "a;b;c", 4L, "a;d;e", 6L, "f", 1L, "a;b;c;g", 1L, "a;f;e", 3L));
	}

	private static Profile names() {
		Map<String, Long> stacks = new LinkedHashMap<>();
		long value = 1;
		for (String name : List.of("with space", "Map<String, List<Long>>.get", "com.example.Grüße.日本", "a\tb",
				"operator()(int) const", "\uD83D\uDE00", "\uFF21", "é", "z", "Z", "_", "[libc.so]", "%s%d",
				"a.very.long.name.".repeat(40))) {
			stacks.put("root;" + name, value * value);
			stacks.put(name + ";same", 5L);
			stacks.put("as heavy;" + name + "!", 20L);
			value++;
		}
		return of("samples", stacks);
	}

	private static Profile systemNames() {
		List<Function> functions = new ArrayList<>();
		for (String name : List.of("std::vector<int, std::allocator<int>>::push_back(int&&)", "plain(int)",
				"main.(*T[...]).Get", "main.Map[go.shape.int].func1", "a::b)c(d)", "x<y<z>", "Foo.<init>(int)",
				"(anonymous namespace)::f(int)::g", "List<T>.add(T)")) {
			functions.add(new Function(name, name, "", 0));
			functions.add(new Function("", name, "", 0));
			functions.add(new Function(name + " shown", name, "", 0));
		}
		List<Location> locations = new ArrayList<>();
		List<Sample> samples = new ArrayList<>();
		for (int i = 0; i < functions.size(); i++) {
			locations.add(new Location(0, 0, List.of(new Line(i, 1, 0)), false));
			samples.add(new Sample(new int[] { i, 0 }, List.of(), new long[] { 3 + i }));
		}
		return new Profile(HEADER, List.of(new ValueType("cpu", "ms")), List.of(APPLICATION), functions, locations,
				samples);
	}

	private static Profile unsymbolised() {
		List<Mapping> mappings = List.of(new Mapping(0x1000, 0x9000, 0, "/srv/orders", "b1", true, true, true, false),
				new Mapping(0x10000, 0x20000, 0, "/usr/lib/libc.so.6", "", true, false, false, false),
				new Mapping(0x30000, 0x40000, 0, "[vdso]", "", true, false, false, false),
				new Mapping(0x50000, 0x60000, 0, "", "", true, false, false, false),
				new Mapping(0x70000, 0x80000, 0, "http://host/pprof", "", true, false, false, false));
		List<Function> functions = List.of(Function.named("main"), new Function("", "", "", 7),
				new Function("", "", "x.c", 9));
		List<Location> locations = new ArrayList<>();
		locations.add(new Location(0, 0x1001, List.of(new Line(0, 3, 0)), false));
		for (int mapping = 0; mapping < 3; mapping++) {
			locations.add(new Location(mapping, 0x1000L * mapping + 17, List.of(), false));
			locations.add(new Location(mapping, 0x1000L * mapping + 42, List.of(), false));
		}
		locations.add(new Location(1, 1, List.of(new Line(1, 0, 0)), false));
		List<Sample> samples = new ArrayList<>();
		for (int i = 1; i < locations.size(); i++) {
			samples.add(new Sample(new int[] { i, 0 }, List.of(), new long[] { 1L << i }));
		}
		locations.add(new Location(3, 99, List.of(), false));
		locations.add(new Location(4, 98, List.of(), false));
		locations.add(new Location(Location.NO_MAPPING, 97, List.of(), false));
		samples.add(new Sample(new int[] { 8, 9, 10, 0 }, List.of(), new long[] { 11 }));
		return new Profile(HEADER, List.of(new ValueType("cpu", "us")), mappings, functions, locations, samples);
	}

	/**
	 * Calls that are inlined always, sometimes, only in light stacks, and below functions
	 * that are dropped.
	 */
	private static Profile inlined() {
		List<Function> functions = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			functions.add(Function.named("f" + i));
		}
		List<Location> locations = List.of(lines(0), lines(1, 2), lines(1), lines(3, 4, 5), lines(6, 6, 0), lines(7),
				lines(4, 7), lines(2, 7, 3));
		List<Sample> samples = List.of(sample(100_000, 1, 0), sample(30, 2, 0), sample(5_000, 3, 0), sample(700, 4, 0),
				sample(9, 3, 5, 0), sample(1, 6, 2), sample(90_000, 2, 1, 0), sample(3, 7, 4, 3), sample(-3, 7, 0));
		return new Profile(HEADER, List.of(new ValueType("cpu", "ns")), List.of(APPLICATION), functions, locations,
				samples);
	}

	private static Location lines(int... functions) {
		List<Line> lines = new ArrayList<>();
		for (int function : functions) {
			lines.add(new Line(function, 10 + function, 0));
		}
		return new Location(0, 0, lines, false);
	}

	private static Sample sample(long value, int... stack) {
		return new Sample(stack, List.of(), new long[] { value });
	}

	private static Profile comments() {
		return of("count", Map.of("a", 1L), APPLICATION,
				new ProfileHeader(0, 0, new ValueType("cpu", "ns"), 5,
						List.of("Application: orders", "# hidden", "#", "", " # shown", "Grüße"), "", "", "",
						"https://example.com/doc"));
	}

	private static Profile noMapping() {
		Profile profile = of("bytes", Map.of("a;b", 2048L, "c", 1024L));
		List<Location> locations = new ArrayList<>();
		for (Location location : profile.locations()) {
			locations.add(new Location(Location.NO_MAPPING, 0, location.lines(), false));
		}
		return new Profile(profile.header(), profile.sampleTypes(), List.of(), profile.functions(), locations,
				profile.samples());
	}

	private static Profile named(Mapping mapping) {
		return of("count", Map.of("a", 1L), mapping, HEADER);
	}

	private static Profile difference() {
		ProfileBuilder builder = new ProfileBuilder(APPLICATION, List.of(new ValueType("cpu", "ns")));
		builder.add(stack(builder, "a;b"), List.of(Label.of("pprof::base", "true")), -1000);
		builder.add(stack(builder, "a;b"), List.of(Label.of("route", "/orders")), 1500);
		builder.add(stack(builder, "a;c"), List.of(Label.of("bytes", 5, "bytes")), 70);
		return builder.build(HEADER);
	}

	/**
	 * A profile with inlined calls and names with parameters that drops frames.
	 */
	private static Profile dropping(String drop, String keep) {
		Profile inlined = inlined();
		List<Function> functions = new ArrayList<>(inlined.functions());
		functions.set(3, Function.named(".f3(int, f1(x))"));
		functions.set(5, Function.named("(anonymous namespace)::f(int)"));
		functions.set(6, Function.named("operator()(f1)"));
		return new Profile(new ProfileHeader(0, 0, null, 0, List.of(), "", drop, keep, ""), inlined.sampleTypes(),
				inlined.mappings(), functions, inlined.locations(), inlined.samples());
	}

	private static Profile withTime(long time, long duration) {
		return of("ms", Map.of("a", 30L, "b", 12L), APPLICATION, HEADER.withTime(time, duration));
	}

}
