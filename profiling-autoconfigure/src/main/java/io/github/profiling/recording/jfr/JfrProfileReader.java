package io.github.profiling.recording.jfr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileBuilder;
import io.github.profiling.profile.ProfileHeader;
import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.Recording;
import one.jfr.Dictionary;
import one.jfr.JfrReader;
import one.jfr.event.Event;

/**
 * Reads recordings into a profile, chunk by chunk in one pass. What is kept is the sums
 * per distinct stack, so memory does not grow with the length of a recording.
 */
public final class JfrProfileReader {

	/**
	 * Files up to this size are read as a whole: the reader's own buffer is outside the
	 * heap, where it would wait for a garbage collection that an idle application does
	 * not make.
	 */
	private static final long WHOLE_FILE_BYTES = 8 * 1024 * 1024;

	private final ClassSources sources;

	/**
	 * Creates a reader.
	 * @param sources where to look for source files and lines
	 */
	public JfrProfileReader(ClassSources sources) {
		this.sources = sources;
	}

	/**
	 * Reads recordings into one profile.
	 * @param recordings the recordings, of which each must have recorded the view's
	 * events
	 * @param view the samples to read and their weights
	 * @param application the mapping of all frames
	 * @return the profile, with the header's period and default sample type set
	 * @throws IOException if a recording cannot be read
	 */
	public Profile read(List<Recording> recordings, SampleView view, Mapping application) throws IOException {
		ProfileBuilder builder = new ProfileBuilder(application, view.sampleTypes());
		ClassSources.Search search = this.sources.search();
		long period = Long.MAX_VALUE;
		for (Recording recording : recordings) {
			period = Math.min(period, view.period(recording.events()));
			read(recording.file(), recording.events(), view, builder, search);
		}
		String preferred = view.sampleTypes().get(view.sampleTypes().size() - 1).type();
		return builder
			.build(ProfileHeader.EMPTY.withPeriod(view.periodType(), period).withDefaultSampleType(preferred));
	}

	private static void read(Path file, EventSet recorded, SampleView view, ProfileBuilder builder,
			ClassSources.Search search) throws IOException {
		try (JfrReader jfr = open(file)) {
			jfr.stopAtNewChunk = true;
			do {
				readChunk(jfr, recorded, view, new JfrStacks(jfr, builder, search), builder);
				clear(jfr);
			}
			while (jfr.hasMoreChunks());
		}
		catch (RuntimeException ex) {
			// The reader trusts its input, and stumbles where a file is torn.
			throw new IOException("the recording is damaged, as when the disk was full: " + ex, ex);
		}
	}

	private static JfrReader open(Path file) throws IOException {
		return (Files.size(file) <= WHOLE_FILE_BYTES) ? new JfrReader(ByteBuffer.wrap(Files.readAllBytes(file)))
				: new JfrReader(file.toString());
	}

	private static void readChunk(JfrReader jfr, EventSet recorded, SampleView view, JfrStacks stacks,
			ProfileBuilder builder) throws IOException {
		Dictionary<double[]> sums = new Dictionary<>();
		int columns = view.sampleTypes().size();
		for (Event event = jfr.readEvent(); event != null; event = jfr.readEvent()) {
			if (view.accepts(event)) {
				long key = (long) event.stackTraceId << 32 | view.classId(event);
				double[] values = sums.get(key);
				if (values == null) {
					values = new double[columns];
					sums.put(key, values);
				}
				view.add(event, recorded, values);
			}
		}
		List<Sum> largestFirst = new ArrayList<>();
		sums.forEach((key, values) -> largestFirst.add(new Sum(key, values)));
		largestFirst.sort(Comparator.comparingDouble((Sum sum) -> sum.values()[columns - 1]).reversed());
		for (Sum sum : largestFirst) {
			builder.add(stacks.stack((int) (sum.key() >>> 32), (int) sum.key()), List.of(), sum.rounded());
		}
	}

	/**
	 * Each chunk brings its own constants; keeping those of the last would let memory
	 * grow with the number of chunks.
	 */
	private static void clear(JfrReader jfr) {
		jfr.stackTraces.clear();
		jfr.methods.clear();
		jfr.symbols.clear();
		jfr.classes.clear();
		jfr.threads.clear();
		jfr.javaThreads.clear();
	}

	/**
	 * What was measured on one stack.
	 *
	 * @param key the stack trace's id and the class's
	 * @param values one value for each sample type
	 */
	private record Sum(long key, double[] values) {

		long[] rounded() {
			long[] rounded = new long[this.values.length];
			for (int i = 0; i < rounded.length; i++) {
				rounded[i] = Math.round(this.values[i]);
			}
			return rounded;
		}

	}

}
