package io.github.profiling.profile.pprof;

import java.util.List;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.Label;
import io.github.profiling.profile.Line;
import io.github.profiling.profile.Location;
import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileHeader;
import io.github.profiling.profile.Sample;
import io.github.profiling.profile.ValueType;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Every profile there can be, in small: any text, any number, inlined lines, empty
 * stacks, tables that nobody points to.
 */
final class ArbitraryProfiles {

	private ArbitraryProfiles() {
	}

	static Arbitrary<Profile> profiles() {
		Arbitrary<List<ValueType>> types = valueTypes().list().ofMaxSize(4);
		Arbitrary<List<Mapping>> mappings = mappings().list().ofMaxSize(3);
		Arbitrary<List<Function>> functions = functions().list().ofMaxSize(5);
		return Combinators.combine(headers(), types, mappings, functions).flatAs(ArbitraryProfiles::profiles);
	}

	private static Arbitrary<Profile> profiles(ProfileHeader header, List<ValueType> types, List<Mapping> mappings,
			List<Function> functions) {
		return locations(mappings.size(), functions.size()).list()
			.ofMaxSize(6)
			.flatMap((locations) -> samples(types.size(), locations.size())
				.map((samples) -> new Profile(header, types, mappings, functions, locations, samples)));
	}

	private static Arbitrary<ProfileHeader> headers() {
		Arbitrary<Long> numbers = numbers();
		return Combinators
			.combine(numbers, numbers, valueTypes().injectNull(0.3), numbers, texts().list().ofMaxSize(3), texts(),
					texts(), texts())
			.as((time, duration, periodType, period, comments, defaultSampleType, dropFrames,
					keepFrames) -> new ProfileHeader(time, duration, periodType, period, comments, defaultSampleType,
							dropFrames, keepFrames, defaultSampleType + keepFrames));
	}

	private static Arbitrary<ValueType> valueTypes() {
		return Combinators.combine(texts(), texts()).as(ValueType::new);
	}

	private static Arbitrary<Mapping> mappings() {
		Arbitrary<Long> numbers = numbers();
		Arbitrary<Integer> flags = Arbitraries.integers().between(0, 15);
		return Combinators.combine(numbers, numbers, numbers, texts(), texts(), flags)
			.as((start, limit, offset, filename, buildId, flag) -> new Mapping(start, limit, offset, filename, buildId,
					(flag & 1) != 0, (flag & 2) != 0, (flag & 4) != 0, (flag & 8) != 0));
	}

	private static Arbitrary<Function> functions() {
		return Combinators.combine(texts(), texts(), texts(), numbers()).as(Function::new);
	}

	private static Arbitrary<Location> locations(int mappings, int functions) {
		Arbitrary<Line> line = Combinators.combine(indexes(functions), numbers(), numbers()).as(Line::new);
		Arbitrary<List<Line>> lines = line.list().ofMaxSize((functions > 0) ? 3 : 0);
		return Combinators
			.combine(Arbitraries.integers().between(Location.NO_MAPPING, mappings - 1), numbers(), lines,
					Arbitraries.of(true, false))
			.as(Location::new);
	}

	private static Arbitrary<List<Sample>> samples(int types, int locations) {
		Arbitrary<int[]> stacks = indexes(locations).array(int[].class).ofMaxSize((locations > 0) ? 8 : 0);
		Arbitrary<long[]> values = numbers().array(long[].class).ofSize(types);
		return Combinators.combine(stacks, labels().list().ofMaxSize(3), values)
			.as(Sample::new)
			.list()
			.ofMaxSize((types > 0) ? 8 : 0);
	}

	private static Arbitrary<Label> labels() {
		Arbitrary<Label> strings = Combinators.combine(texts(), texts()).as(Label::of);
		Arbitrary<Label> numbers = Combinators.combine(texts(), numbers(), texts()).as(Label::of);
		return Arbitraries.oneOf(strings, numbers);
	}

	/**
	 * Indexes into a table, also into an empty one, from which none are taken then.
	 */
	private static Arbitrary<Integer> indexes(int size) {
		return Arbitraries.integers().between(0, Math.max(size - 1, 0));
	}

	/**
	 * Numbers of every length on the wire, and of either sign.
	 */
	private static Arbitrary<Long> numbers() {
		return Arbitraries.frequencyOf(
				Tuple.of(1, Arbitraries.of(0L, 1L, -1L, 127L, 128L, 16_383L, 16_384L, Long.MIN_VALUE, Long.MAX_VALUE)),
				Tuple.of(2, Arbitraries.longs()));
	}

	private static Arbitrary<String> texts() {
		Arbitrary<String> known = Arbitraries.of("", "cpu", "nanoseconds", "com.example.Orders.total",
				"com/example/Orders.java", "Größe", "注文", "🛒", "\0", "x".repeat(200));
		// Lone surrogates are no characters, UTF-8 has no bytes for them.
		Arbitrary<String> any = Arbitraries.integers()
			.between(0, Character.MAX_CODE_POINT)
			.filter((point) -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
			.array(int[].class)
			.ofMaxSize(10)
			.map((points) -> new String(points, 0, points.length));
		return Arbitraries.frequencyOf(Tuple.of(2, known), Tuple.of(1, any));
	}

}
