package io.github.profiling.profile.pprof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.Label;
import io.github.profiling.profile.Line;
import io.github.profiling.profile.Location;
import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileHeader;
import io.github.profiling.profile.Sample;
import io.github.profiling.profile.ValueType;

/**
 * Writes a profile in ways that protobuf allows and that our writer never uses: fields in
 * any order, packed, unpacked and both, ids and strings in any order, unknown fields,
 * default values written out, raw or gzipped in one or several members.
 */
final class UnrulyEncoder {

	private final Random random;

	private final List<String> strings = new ArrayList<>(List.of("", "unused"));

	private long[] mappingIds = {};

	private long[] functionIds = {};

	private long[] locationIds = {};

	UnrulyEncoder(long seed) {
		this.random = new Random(seed);
	}

	byte[] encode(Profile profile) {
		byte[] message = message(profile);
		return switch (this.random.nextInt(3)) {
			case 0 -> ExampleFiles.gzip(message);
			case 1 -> {
				int middle = this.random.nextInt(message.length);
				yield ExampleFiles.concatenate(ExampleFiles.gzip(Arrays.copyOf(message, middle)),
						ExampleFiles.gzip(Arrays.copyOfRange(message, middle, message.length)));
			}
			default -> message;
		};
	}

	private byte[] message(Profile profile) {
		this.mappingIds = ids(profile.mappings().size());
		this.functionIds = ids(profile.functions().size());
		this.locationIds = ids(profile.locations().size());
		UnrulyMessage out = new UnrulyMessage(this.random);
		profile.sampleTypes().forEach((type) -> out.message(1, valueType(type)));
		profile.samples().forEach((sample) -> out.message(2, sample(sample)));
		for (int i = 0; i < this.mappingIds.length; i++) {
			out.message(3, mapping(this.mappingIds[i], profile.mappings().get(i)));
		}
		for (int i = 0; i < this.locationIds.length; i++) {
			out.message(4, location(this.locationIds[i], profile.locations().get(i)));
		}
		for (int i = 0; i < this.functionIds.length; i++) {
			out.message(5, function(this.functionIds[i], profile.functions().get(i)));
		}
		ProfileHeader header = profile.header();
		out.number(7, index(header.dropFrames()));
		out.number(8, index(header.keepFrames()));
		out.number(9, header.timeNanos());
		out.number(10, header.durationNanos());
		if (header.periodType() != null) {
			out.message(11, valueType(header.periodType()));
		}
		out.number(12, header.period());
		out.numbers(13, header.comments().stream().mapToLong(this::index).toArray());
		out.number(14, index(header.defaultSampleType()));
		out.number(15, index(header.docUrl()));
		this.strings.forEach((string) -> out.string(6, string));
		return out.toByteArray();
	}

	private byte[] valueType(ValueType type) {
		UnrulyMessage out = new UnrulyMessage(this.random);
		out.number(1, index(type.type()));
		out.number(2, index(type.unit()));
		return out.toByteArray();
	}

	private byte[] sample(Sample sample) {
		UnrulyMessage out = new UnrulyMessage(this.random);
		out.numbers(1, Arrays.stream(sample.stack()).mapToLong((index) -> this.locationIds[index]).toArray());
		out.numbers(2, sample.values());
		for (Label label : sample.labels()) {
			UnrulyMessage nested = new UnrulyMessage(this.random);
			nested.number(1, index(label.key()));
			nested.number(2, index(label.string()));
			nested.number(3, label.number());
			nested.number(4, index(label.unit()));
			out.message(3, nested.toByteArray());
		}
		return out.toByteArray();
	}

	private byte[] mapping(long id, Mapping mapping) {
		UnrulyMessage out = new UnrulyMessage(this.random);
		out.number(1, id);
		out.number(2, mapping.memoryStart());
		out.number(3, mapping.memoryLimit());
		out.number(4, mapping.fileOffset());
		out.number(5, index(mapping.filename()));
		out.number(6, index(mapping.buildId()));
		out.number(7, mapping.hasFunctions() ? 1 : 0);
		out.number(8, mapping.hasFilenames() ? 1 : 0);
		out.number(9, mapping.hasLineNumbers() ? 1 : 0);
		out.number(10, mapping.hasInlineFrames() ? 1 : 0);
		return out.toByteArray();
	}

	private byte[] location(long id, Location location) {
		UnrulyMessage out = new UnrulyMessage(this.random);
		out.number(1, id);
		out.number(2, (location.mapping() != Location.NO_MAPPING) ? this.mappingIds[location.mapping()] : 0);
		out.number(3, location.address());
		for (Line line : location.lines()) {
			UnrulyMessage nested = new UnrulyMessage(this.random);
			nested.number(1, this.functionIds[line.function()]);
			nested.number(2, line.line());
			nested.number(3, line.column());
			out.message(4, nested.toByteArray());
		}
		out.number(5, location.folded() ? 1 : 0);
		return out.toByteArray();
	}

	private byte[] function(long id, Function function) {
		UnrulyMessage out = new UnrulyMessage(this.random);
		out.number(1, id);
		out.number(2, index(function.name()));
		out.number(3, index(function.systemName()));
		out.number(4, index(function.filename()));
		out.number(5, function.startLine());
		return out.toByteArray();
	}

	private long[] ids(int size) {
		return this.random.longs().filter((id) -> id != 0).distinct().limit(size).toArray();
	}

	/**
	 * Strings need not be unique in the table: now and then one is added again.
	 */
	private long index(String string) {
		int known = this.strings.indexOf(string);
		if (known >= 0 && this.random.nextInt(4) != 0) {
			return known;
		}
		this.strings.add(string);
		return this.strings.size() - 1;
	}

}
