package io.github.profiling.profile.pprof;

import java.util.ArrayList;
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

/**
 * Reads {@code profile.proto} (google/pprof, {@code proto/profile.proto}), gzipped or
 * raw, from whoever wrote it: fields in any order, packed or not, unknown ones passed
 * over. What {@code go tool pprof} refuses is refused here, too.
 */
public final class PprofReader {

	/**
	 * The largest profile read by default, in bytes after decompression: 64 MiB. A
	 * message takes up to about twenty times its size as objects.
	 */
	public static final int DEFAULT_MAX_BYTES = 64 * 1024 * 1024;

	private final byte[] message;

	private final List<String> strings = new ArrayList<>();

	private final IdTable mappingIds = new IdTable("mapping");

	private final IdTable functionIds = new IdTable("function");

	private final IdTable locationIds = new IdTable("location");

	private PprofReader(byte[] message) {
		this.message = message;
	}

	/**
	 * Reads a profile of up to {@link #DEFAULT_MAX_BYTES}.
	 * @param bytes the file's bytes, gzipped or raw
	 * @return the profile
	 * @throws InvalidProfileException if the bytes are not a profile, or too many
	 */
	public static Profile read(byte[] bytes) throws InvalidProfileException {
		return read(bytes, DEFAULT_MAX_BYTES);
	}

	/**
	 * Reads a profile.
	 * @param bytes the file's bytes, gzipped or raw
	 * @param maxBytes the largest size accepted, in bytes after decompression
	 * @return the profile
	 * @throws InvalidProfileException if the bytes are not a profile, or too many
	 */
	public static Profile read(byte[] bytes, int maxBytes) throws InvalidProfileException {
		byte[] message = Gzip.isGzip(bytes) ? Gzip.decompress(bytes, maxBytes) : bytes;
		if (message.length == 0) {
			throw new InvalidProfileException("the profile is empty");
		}
		if (message.length > maxBytes) {
			throw InvalidProfileException.tooLarge(maxBytes);
		}
		return new PprofReader(message).readMessage();
	}

	/**
	 * Reads what stands by itself, then walks over the message once for each table, those
	 * that others point to first: fields come in any order, and nothing is to be kept for
	 * later, of which a hostile file can hold any number.
	 */
	private Profile readMessage() throws InvalidProfileException {
		ProfileHeader header = header();
		List<ValueType> types = each(1, this::valueType);
		List<Mapping> mappings = each(3, this::mapping);
		List<Function> functions = each(5, this::function);
		List<Location> locations = each(4, this::location);
		List<Sample> samples = each(2, (in) -> sample(in, types.size()));
		if (types.isEmpty() && mappings.isEmpty() && functions.isEmpty() && locations.isEmpty()
				&& this.strings.isEmpty()) {
			throw new InvalidProfileException("not a pprof profile: nothing in it is known");
		}
		return new Profile(header, types, mappings, functions, locations, samples);
	}

	private ProfileHeader header() throws InvalidProfileException {
		WireReader in = new WireReader(this.message, 0, this.message.length);
		WireReader periodType = null;
		LongList comments = new LongList();
		long time = 0;
		long duration = 0;
		long period = 0;
		long dropFrames = 0;
		long keepFrames = 0;
		long defaultSampleType = 0;
		long docUrl = 0;
		for (int field = in.next(); field != 0; field = in.next()) {
			switch (field) {
				case 6 -> this.strings.add(in.string());
				case 7 -> dropFrames = in.number();
				case 8 -> keepFrames = in.number();
				case 9 -> {
					if (time != 0) {
						throw new InvalidProfileException("the file holds several concatenated profiles");
					}
					time = in.number();
				}
				case 10 -> duration = in.number();
				case 11 -> periodType = in.message();
				case 12 -> period = in.number();
				case 13 -> in.numbers(comments);
				case 14 -> defaultSampleType = in.number();
				case 15 -> docUrl = in.number();
				default -> in.skip();
			}
		}
		if (!this.strings.isEmpty() && !this.strings.get(0).isEmpty()) {
			throw new InvalidProfileException("not a pprof profile: the first string must be empty");
		}
		return new ProfileHeader(time, duration, (periodType != null) ? valueType(periodType) : null, period,
				strings(comments), string(defaultSampleType), string(dropFrames), string(keepFrames), string(docUrl));
	}

	private <T> List<T> each(int wanted, Part<T> part) throws InvalidProfileException {
		List<T> result = new ArrayList<>();
		WireReader in = new WireReader(this.message, 0, this.message.length);
		for (int field = in.next(); field != 0; field = in.next()) {
			if (field == wanted) {
				result.add(part.read(in.message()));
			}
			else {
				in.skip();
			}
		}
		return result;
	}

	private ValueType valueType(WireReader in) throws InvalidProfileException {
		long type = 0;
		long unit = 0;
		for (int field = in.next(); field != 0; field = in.next()) {
			switch (field) {
				case 1 -> type = in.number();
				case 2 -> unit = in.number();
				default -> in.skip();
			}
		}
		return new ValueType(string(type), string(unit));
	}

	private Mapping mapping(WireReader in) throws InvalidProfileException {
		long id = 0;
		long start = 0;
		long limit = 0;
		long offset = 0;
		long filename = 0;
		long buildId = 0;
		boolean[] has = new boolean[4];
		for (int field = in.next(); field != 0; field = in.next()) {
			switch (field) {
				case 1 -> id = in.number();
				case 2 -> start = in.number();
				case 3 -> limit = in.number();
				case 4 -> offset = in.number();
				case 5 -> filename = in.number();
				case 6 -> buildId = in.number();
				case 7, 8, 9, 10 -> has[field - 7] = in.number() != 0;
				default -> in.skip();
			}
		}
		this.mappingIds.register(id);
		return new Mapping(start, limit, offset, string(filename), string(buildId), has[0], has[1], has[2], has[3]);
	}

	private Function function(WireReader in) throws InvalidProfileException {
		long id = 0;
		long name = 0;
		long systemName = 0;
		long filename = 0;
		long startLine = 0;
		for (int field = in.next(); field != 0; field = in.next()) {
			switch (field) {
				case 1 -> id = in.number();
				case 2 -> name = in.number();
				case 3 -> systemName = in.number();
				case 4 -> filename = in.number();
				case 5 -> startLine = in.number();
				default -> in.skip();
			}
		}
		this.functionIds.register(id);
		return new Function(string(name), string(systemName), string(filename), startLine);
	}

	private Location location(WireReader in) throws InvalidProfileException {
		long id = 0;
		long mappingId = 0;
		long address = 0;
		boolean folded = false;
		List<Line> lines = new ArrayList<>(1);
		for (int field = in.next(); field != 0; field = in.next()) {
			switch (field) {
				case 1 -> id = in.number();
				case 2 -> mappingId = in.number();
				case 3 -> address = in.number();
				case 4 -> lines.add(line(in.message()));
				case 5 -> folded = in.number() != 0;
				default -> in.skip();
			}
		}
		this.locationIds.register(id);
		// As in go tool pprof, a mapping that does not exist is no mapping.
		int mapping = this.mappingIds.find(mappingId, Location.NO_MAPPING);
		return new Location(mapping, address, lines, folded);
	}

	private Line line(WireReader in) throws InvalidProfileException {
		long functionId = 0;
		long line = 0;
		long column = 0;
		for (int field = in.next(); field != 0; field = in.next()) {
			switch (field) {
				case 1 -> functionId = in.number();
				case 2 -> line = in.number();
				case 3 -> column = in.number();
				default -> in.skip();
			}
		}
		return new Line(this.functionIds.resolve(functionId), line, column);
	}

	private Sample sample(WireReader in, int types) throws InvalidProfileException {
		LongList ids = new LongList();
		LongList values = new LongList();
		List<Label> labels = new ArrayList<>(0);
		for (int field = in.next(); field != 0; field = in.next()) {
			switch (field) {
				case 1 -> in.numbers(ids);
				case 2 -> in.numbers(values);
				case 3 -> labels.add(label(in.message()));
				default -> in.skip();
			}
		}
		if (types == 0) {
			throw new InvalidProfileException("the profile has samples but no sample types");
		}
		if (values.size() != types) {
			throw new InvalidProfileException(
					"a sample has " + values.size() + " values, but there are " + types + " sample types");
		}
		int[] stack = new int[ids.size()];
		for (int i = 0; i < stack.length; i++) {
			stack[i] = this.locationIds.resolve(ids.get(i));
		}
		return new Sample(stack, labels, values.toArray());
	}

	private Label label(WireReader in) throws InvalidProfileException {
		long key = 0;
		long string = 0;
		long number = 0;
		long unit = 0;
		for (int field = in.next(); field != 0; field = in.next()) {
			switch (field) {
				case 1 -> key = in.number();
				case 2 -> string = in.number();
				case 3 -> number = in.number();
				case 4 -> unit = in.number();
				default -> in.skip();
			}
		}
		return new Label(string(key), string(string), number, string(unit));
	}

	private List<String> strings(LongList indexes) throws InvalidProfileException {
		List<String> result = new ArrayList<>(indexes.size());
		for (int i = 0; i < indexes.size(); i++) {
			result.add(string(indexes.get(i)));
		}
		return result;
	}

	private String string(long index) throws InvalidProfileException {
		if (index == 0) {
			return "";
		}
		if (index < 0 || index >= this.strings.size()) {
			throw new InvalidProfileException(
					"unknown string " + index + ", the profile has " + this.strings.size() + " strings");
		}
		return this.strings.get((int) index);
	}

	/**
	 * Reads one element of a table.
	 */
	@FunctionalInterface
	private interface Part<T> {

		T read(WireReader in) throws InvalidProfileException;

	}

}
