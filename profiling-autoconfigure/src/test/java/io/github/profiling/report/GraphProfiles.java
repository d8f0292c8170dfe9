package io.github.profiling.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.Label;
import io.github.profiling.profile.Line;
import io.github.profiling.profile.Location;
import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileBuilder;
import io.github.profiling.profile.Sample;
import io.github.profiling.profile.ValueType;

/**
 * Profiles that make a difference for call graphs, but not for a list of functions.
 */
final class GraphProfiles {

	private GraphProfiles() {
	}

	static Map<String, Profile> all() {
		Map<String, Profile> all = new LinkedHashMap<>();
		all.put("names that are shortened", shortened());
		all.put("string labels", labels(List.of(Label.of("route", "/a"), Label.of("route", "/b"),
				Label.of("user", "x y"), Label.of("größe", "日本"), Label.of("k", ":"), Label.of("k", "%s"))));
		all.put("sizes", sizes(""));
		all.put("sizes in kilobytes", sizes("kilobytes"));
		all.put("sizes in an unknown unit", sizes("pages"));
		all.put("calls over what is dropped", residual());
		all.put("source files", sourceFiles());
		all.put("means", means());
		return all;
	}

	private static Profile shortened() {
		Map<String, Long> stacks = new LinkedHashMap<>();
		for (String name : List.of("java.util.concurrent.ThreadPoolExecutor$Worker.run", "java/lang/String.equals",
				"com.example.Foo.lambda$main$0", "com.example.Foo.access$000", "com.example.FooKt$main$1.invokeSuspend",
				"com.example.Foo$.apply", "com.example.Foo.bar(java.lang.Object)", "com.example.Foo.<init>",
				"com.example.Foo.<clinit>", "com.example.Foo$$Lambda$14/0x0000000800c03000.run",
				"com.example.Foo$$Lambda.run", "com.example.Foo.FOO", "com.example.Foo._x", "com.example.Foo.bar-impl",
				"java.base/java.lang.Thread.run", "app//com.example.Foo.bar", "Outer.Inner.m", "byte[]",
				"java.util.Map$Entry[]", "jint_disjoint_arraycopy", "vtable stub", "I2C/C2I adapters",
				"github.com/google/pprof/internal/graph.(*Graph).New", "github.com/a/b/v2/c.F", "gopkg.in/yaml.v2.F",
				"gopkg.in/yaml/v10.F", "a/v1.F", "a/v2", "example.com/x/v3/y.z/w", "runtime.mallocgc",
				"main.(*T[...]).Get", "main.f[...]", "a//b.c", "/a/b.c", "a/b", "a/b.", "a/.b", "a/b..c", "x/y.z/",
				"ns::Class::method", "a::b::Class::method<int, std::string>", "ns::Class::~Class",
				"ns::_Class::operator==", "(anonymous namespace)::Class::f", "(anonymous namespace)::ns::Class::f",
				"A::B::C::D", "A::B", "a::b", "a::B::C<D::E>::F", "[unknown]", "f(int, char)::{lambda()#1}",
				"Grüße.sagen", "com.example.Grüße.sagen", "a.b.C.d$1$2", "a.b.C.d$x(", "A.b", "a.B.c.D.e",
				"dotted.lower.case", "a...b", "::", ".", "x\\y.z", "say \"hello\"")) {
			stacks.put(name, 100L + stacks.size());
		}
		return TopProfiles.of("count", stacks);
	}

	/**
	 * Each label alone and all of them together, at callers and callees.
	 */
	private static Profile labels(List<Label> labels) {
		ProfileBuilder builder = new ProfileBuilder(TopProfiles.APPLICATION, List.of(new ValueType("cpu", "ms")));
		int main = builder.frame(Function.named("main"), 1);
		int middle = builder.frame(Function.named("middle"), 2);
		int leaf = builder.frame(Function.named("leaf"), 3);
		int value = 10;
		for (Label label : labels) {
			builder.add(new int[] { leaf, middle, main }, List.of(label), value++);
			builder.add(new int[] { leaf, main }, List.of(label, labels.get(0)), value++);
			builder.add(new int[] { middle, main }, List.of(label), value--);
		}
		builder.add(new int[] { leaf }, labels, value);
		return builder.build(TopProfiles.HEADER);
	}

	/**
	 * More sizes than are shown, with and without other labels.
	 */
	private static Profile sizes(String unit) {
		ProfileBuilder builder = new ProfileBuilder(TopProfiles.APPLICATION,
				List.of(new ValueType("alloc_objects", "count"), new ValueType("alloc_space", "bytes")));
		int main = builder.frame(Function.named("main"), 1);
		int leaf = builder.frame(Function.named("leaf"), 3);
		for (int i = 0; i < 12; i++) {
			Label size = Label.of("bytes", 1000L << i, (i > 2) ? unit : "");
			builder.add(new int[] { leaf, main }, List.of(size), 12 - i, (12L - i) * (1000L << i));
			builder.add(new int[] { main }, List.of(size), 1 + i % 3, (1 + i % 3) * (1000L << i));
			builder.add(new int[] { leaf, leaf, main },
					List.of(Label.of("task", "t" + i % 6), size, Label.of("bytes", 17, unit)), i, i * 1024L);
		}
		builder.add(new int[] { leaf }, List.of(Label.of("request", 5, "")), 3, 100_000);
		return builder.build(TopProfiles.HEADER);
	}

	/**
	 * Light functions between heavy ones, with other ways around them.
	 */
	private static Profile residual() {
		Map<String, Long> stacks = new LinkedHashMap<>();
		for (int i = 0; i < 300; i++) {
			stacks.put("main;light" + i + ";heavy" + i % 7 + ";other" + i % 11 + ";heavy" + i % 5, 10L + i % 13);
			stacks.put("main;heavy" + i % 5 + ";light" + i + ";heavy" + i % 7, 5L + i % 3);
			stacks.put("heavy" + i % 3 + ";light" + i, 2L);
		}
		return TopProfiles.of("count", stacks);
	}

	private static Profile sourceFiles() {
		List<Function> functions = new ArrayList<>();
		List<Location> locations = new ArrayList<>();
		List<Sample> samples = new ArrayList<>();
		for (String file : List.of("a.c", "./b.c", "x/../../c.c", "/../d.c", "/x//y/./e.c", "/proc/self/cwd/f.c",
				"/proc/self/cwd/./g.c", "/proc/self/cwd/", "with space/h.c", "größe/日.java", ".", "..", "/", "i.c/",
				"../../j.c", "a/b/../../../k.c", "a.b/..c/l.c", "")) {
			for (String name : List.of("same", "f" + functions.size(), "")) {
				functions.add(new Function(name, "", file, 7));
				locations.add(new Location(0, 0x1000 + locations.size(), List.of(new Line(functions.size() - 1, 5, 2)),
						false));
				samples.add(new Sample(new int[] { locations.size() - 1, 0, Math.max(0, locations.size() - 5) },
						List.of(), new long[] { 1L << (samples.size() % 20), 100 + samples.size() }));
			}
		}
		return new Profile(TopProfiles.HEADER, List.of(new ValueType("samples", "count"), new ValueType("cpu", "ns")),
				List.of(Mapping.ofApplication("/srv/a b.jar", "")), functions, locations, samples);
	}

	/**
	 * Values that are divided by counts, among them none.
	 */
	private static Profile means() {
		ProfileBuilder builder = new ProfileBuilder(TopProfiles.APPLICATION,
				List.of(new ValueType("contentions", "count"), new ValueType("delay", "nanoseconds")));
		int main = builder.frame(Function.named("main"), 1);
		int a = builder.frame(Function.named("a"), 2);
		int b = builder.frame(Function.named("b"), 3);
		builder.add(new int[] { a, main }, List.of(), 7, 1_000_000);
		builder.add(new int[] { b, a, main }, List.of(), 3, 0);
		builder.add(new int[] { b, main }, List.of(), 0, 5_000_000);
		builder.add(new int[] { main }, List.of(Label.of("bytes", 64, "")), -2, 3_000);
		builder.add(new int[] { b, b }, List.of(Label.of("lock", "x")), 100, 99);
		return builder.build(TopProfiles.HEADER);
	}

}
