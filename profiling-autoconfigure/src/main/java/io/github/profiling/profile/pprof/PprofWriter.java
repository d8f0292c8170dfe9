package io.github.profiling.profile.pprof;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

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
 * Writes a {@link Profile} as gzipped {@code profile.proto} (google/pprof,
 * {@code proto/profile.proto}; field numbers below are from there). Mapping, location and
 * function ids are sequential from 1, which the strictest readers demand.
 */
public final class PprofWriter {

	private static final int BUFFER_BYTES = 32 * 1024;

	private final WireWriter out = new WireWriter();

	private final WireWriter message = new WireWriter();

	private final WireWriter nested = new WireWriter();

	private final Map<String, Integer> strings = new LinkedHashMap<>();

	private PprofWriter() {
		this.strings.put("", 0);
	}

	/**
	 * Writes a profile as a gzipped file.
	 * @param profile the profile
	 * @return the file's bytes
	 */
	public static byte[] toBytes(Profile profile) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
		try {
			write(profile, bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * Writes a profile as a gzipped file. The stream is not closed.
	 * @param profile the profile
	 * @param out where to write
	 * @throws IOException if the stream refuses
	 */
	public static void write(Profile profile, OutputStream out) throws IOException {
		// Closing gives back the compressor's native memory at once, not at some garbage
		// collection.
		try (GZIPOutputStream gzip = new GZIPOutputStream(new LeftOpen(out), BUFFER_BYTES)) {
			new PprofWriter().writeMessage(profile, gzip);
		}
	}

	private void writeMessage(Profile profile, OutputStream target) throws IOException {
		for (ValueType type : profile.sampleTypes()) {
			valueType(1, type);
		}
		for (Sample sample : profile.samples()) {
			sample(sample);
			drain(target, BUFFER_BYTES);
		}
		for (int i = 0; i < profile.mappings().size(); i++) {
			mapping(i + 1, profile.mappings().get(i));
		}
		for (int i = 0; i < profile.locations().size(); i++) {
			location(i + 1, profile.locations().get(i));
			drain(target, BUFFER_BYTES);
		}
		for (int i = 0; i < profile.functions().size(); i++) {
			function(i + 1, profile.functions().get(i));
			drain(target, BUFFER_BYTES);
		}
		header(profile.header());
		for (String string : this.strings.keySet()) {
			this.out.string(6, string);
			drain(target, BUFFER_BYTES);
		}
		drain(target, 0);
	}

	private void drain(OutputStream target, int fromBytes) throws IOException {
		if (this.out.size() >= fromBytes) {
			this.out.drainTo(target);
		}
	}

	private void header(ProfileHeader header) {
		this.out.number(7, index(header.dropFrames()));
		this.out.number(8, index(header.keepFrames()));
		this.out.number(9, header.timeNanos());
		this.out.number(10, header.durationNanos());
		if (header.periodType() != null) {
			valueType(11, header.periodType());
		}
		this.out.number(12, header.period());
		this.out.packed(13, indexes(header.comments()));
		this.out.number(14, index(header.defaultSampleType()));
		this.out.number(15, index(header.docUrl()));
	}

	private void valueType(int field, ValueType type) {
		this.message.clear();
		this.message.number(1, index(type.type()));
		this.message.number(2, index(type.unit()));
		this.out.message(field, this.message);
	}

	private void sample(Sample sample) {
		this.message.clear();
		int[] stack = sample.stack();
		long[] ids = new long[stack.length];
		for (int i = 0; i < stack.length; i++) {
			ids[i] = stack[i] + 1;
		}
		this.message.packed(1, ids);
		this.message.packed(2, sample.values());
		for (Label label : sample.labels()) {
			this.nested.clear();
			this.nested.number(1, index(label.key()));
			this.nested.number(2, index(label.string()));
			this.nested.number(3, label.number());
			this.nested.number(4, index(label.unit()));
			this.message.message(3, this.nested);
		}
		this.out.message(2, this.message);
	}

	private void mapping(long id, Mapping mapping) {
		this.message.clear();
		this.message.number(1, id);
		this.message.number(2, mapping.memoryStart());
		this.message.number(3, mapping.memoryLimit());
		this.message.number(4, mapping.fileOffset());
		this.message.number(5, index(mapping.filename()));
		this.message.number(6, index(mapping.buildId()));
		this.message.bool(7, mapping.hasFunctions());
		this.message.bool(8, mapping.hasFilenames());
		this.message.bool(9, mapping.hasLineNumbers());
		this.message.bool(10, mapping.hasInlineFrames());
		this.out.message(3, this.message);
	}

	private void location(long id, Location location) {
		this.message.clear();
		this.message.number(1, id);
		this.message.number(2, location.mapping() + 1);
		this.message.number(3, location.address());
		for (Line line : location.lines()) {
			this.nested.clear();
			this.nested.number(1, line.function() + 1);
			this.nested.number(2, line.line());
			this.nested.number(3, line.column());
			this.message.message(4, this.nested);
		}
		this.message.bool(5, location.folded());
		this.out.message(4, this.message);
	}

	private void function(long id, Function function) {
		this.message.clear();
		this.message.number(1, id);
		this.message.number(2, index(function.name()));
		this.message.number(3, index(function.systemName()));
		this.message.number(4, index(function.filename()));
		this.message.number(5, function.startLine());
		this.out.message(5, this.message);
	}

	private long[] indexes(List<String> values) {
		long[] indexes = new long[values.size()];
		for (int i = 0; i < indexes.length; i++) {
			indexes[i] = index(values.get(i));
		}
		return indexes;
	}

	private int index(String string) {
		Integer known = this.strings.putIfAbsent(string, this.strings.size());
		return (known != null) ? known : this.strings.size() - 1;
	}

	/**
	 * Keeps the compressor from closing the caller's stream.
	 */
	private static final class LeftOpen extends FilterOutputStream {

		private LeftOpen(OutputStream out) {
			super(out);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			this.out.write(bytes, offset, length);
		}

		@Override
		public void close() {
			// the caller's, not ours
		}

	}

}
