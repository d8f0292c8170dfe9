package io.github.profiling.profile.pprof;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

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
	 * The largest profile read by default, in bytes after decompression: 256 MiB. A
	 * message takes up to about twenty times its size as objects.
	 */
	public static final int DEFAULT_MAX_BYTES = 256 * 1024 * 1024;

	private final List<WireReader> sampleTypes = new ArrayList<>();

	private final List<WireReader> samples = new ArrayList<>();

	private final List<WireReader> mappings = new ArrayList<>();

	private final List<WireReader> locations = new ArrayList<>();

	private final List<WireReader> functions = new ArrayList<>();

	private final List<String> strings = new ArrayList<>();

	private final Map<Long, Integer> mappingIndexes = new HashMap<>();

	private final Map<Long, Integer> functionIndexes = new HashMap<>();

	private final Map<Long, Integer> locationIndexes = new HashMap<>();

	private PprofReader() {
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
		if (bytes.length == 0) {
			throw new InvalidProfileException("the profile is empty");
		}
		byte[] message = isGzip(bytes) ? gunzip(bytes, maxBytes) : bytes;
		if (message.length > maxBytes) {
			throw tooLarge(maxBytes);
		}
		return new PprofReader().readMessage(new WireReader(message, 0, message.length));
	}

	private static boolean isGzip(byte[] bytes) {
		return bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
	}

	private static byte[] gunzip(byte[] bytes, int maxBytes) throws InvalidProfileException {
		try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
			byte[] message = in.readNBytes(maxBytes);
			if (in.read() >= 0) {
				throw tooLarge(maxBytes);
			}
			return message;
		}
		catch (InvalidProfileException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new InvalidProfileException("the profile's gzip data is damaged: " + ex.getMessage(), ex);
		}
	}

	private static InvalidProfileException tooLarge(int maxBytes) {
		return new InvalidProfileException("the profile has more than " + maxBytes + " bytes");
	}

	/**
	 * Reads the outer message in two steps: strings may come last, so messages that point
	 * to them are only found here and read afterwards.
	 */
	private Profile readMessage(WireReader in) throws InvalidProfileException {
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
				case 1 -> this.sampleTypes.add(in.message());
				case 2 -> this.samples.add(in.message());
				case 3 -> this.mappings.add(in.message());
				case 4 -> this.locations.add(in.message());
				case 5 -> this.functions.add(in.message());
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
		ProfileHeader header = new ProfileHeader(time, duration, (periodType != null) ? valueType(periodType) : null,
				period, strings(comments), string(defaultSampleType), string(dropFrames), string(keepFrames),
				string(docUrl));
		return assemble(header);
	}

	private Profile assemble(ProfileHeader header) throws InvalidProfileException {
		List<ValueType> types = new ArrayList<>();
		for (WireReader message : this.sampleTypes) {
			types.add(valueType(message));
		}
		List<Mapping> mappingList = new ArrayList<>(this.mappings.size());
		for (WireReader message : this.mappings) {
			mappingList.add(mapping(message));
		}
		List<Function> functionList = new ArrayList<>(this.functions.size());
		for (WireReader message : this.functions) {
			functionList.add(function(message));
		}
		List<Location> locationList = new ArrayList<>(this.locations.size());
		for (WireReader message : this.locations) {
			locationList.add(location(message));
		}
		if (types.isEmpty() && !this.samples.isEmpty()) {
			throw new InvalidProfileException("the profile has samples but no sample types");
		}
		List<Sample> sampleList = new ArrayList<>(this.samples.size());
		for (WireReader message : this.samples) {
			sampleList.add(sample(message, types.size()));
		}
		if (types.isEmpty() && mappingList.isEmpty() && functionList.isEmpty() && locationList.isEmpty()
				&& this.strings.isEmpty()) {
			throw new InvalidProfileException("not a pprof profile: nothing in it is known");
		}
		return new Profile(header, types, mappingList, functionList, locationList, sampleList);
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
		register("mapping", this.mappingIndexes, id);
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
		register("function", this.functionIndexes, id);
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
		register("location", this.locationIndexes, id);
		// As in go tool pprof, a mapping that does not exist is no mapping.
		int mapping = this.mappingIndexes.getOrDefault(mappingId, Location.NO_MAPPING);
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
		return new Line(resolve("function", this.functionIndexes, functionId), line, column);
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
		if (values.size() != types) {
			throw new InvalidProfileException(
					"a sample has " + values.size() + " values, but there are " + types + " sample types");
		}
		int[] stack = new int[ids.size()];
		for (int i = 0; i < stack.length; i++) {
			stack[i] = resolve("location", this.locationIndexes, ids.get(i));
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

	private static void register(String what, Map<Long, Integer> indexes, long id) throws InvalidProfileException {
		if (id == 0) {
			throw new InvalidProfileException("a " + what + " has the reserved id 0");
		}
		if (indexes.putIfAbsent(id, indexes.size()) != null) {
			throw new InvalidProfileException("several " + what + "s have the id " + Long.toUnsignedString(id));
		}
	}

	private static int resolve(String what, Map<Long, Integer> indexes, long id) throws InvalidProfileException {
		Integer index = indexes.get(id);
		if (index == null) {
			throw new InvalidProfileException("unknown " + what + " id " + Long.toUnsignedString(id));
		}
		return index;
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

}
