package io.github.profiling.recording.jfr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import io.github.profiling.profile.Label;
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

	private final ClassSources sources;

	/**
	 * Creates a reader.
	 * @param sources where to look for source files and lines
	 */
	public JfrProfileReader(ClassSources sources) {
		this.sources = sources;
	}

	/**
	 * Reads recordings into one profile, without labels.
	 * @param recordings the recordings, of which each must have recorded the view's
	 * events
	 * @param view the samples to read and their weights
	 * @param application the mapping of all frames
	 * @return the profile, with the header's period and default sample type set
	 * @throws IOException if a recording cannot be read
	 */
	public Profile read(List<Recording> recordings, SampleView view, Mapping application) throws IOException {
		return read(recordings, view, application, Set.of());
	}

	/**
	 * Reads recordings into one profile.
	 * @param recordings the recordings, of which each must have recorded the view's
	 * events
	 * @param view the samples to read and their weights
	 * @param application the mapping of all frames
	 * @param labels what to label samples with
	 * @return the profile, with the header's period and default sample type set
	 * @throws IOException if a recording cannot be read
	 */
	public Profile read(List<Recording> recordings, SampleView view, Mapping application, Set<SampleLabel> labels)
			throws IOException {
		ProfileBuilder builder = new ProfileBuilder(application, view.sampleTypes());
		ClassSources.Search search = this.sources.search();
		LabelSets labelSets = new LabelSets(labels);
		view.prepare(recordings);
		long period = Long.MAX_VALUE;
		for (Recording recording : recordings) {
			EventSet recorded = recording.events();
			period = Math.min(period, view.period(recorded));
			JfrChunks.forEach(recording.file(), (chunk) -> {
				view.begin(chunk, recorded);
				labelSets.begin(chunk);
				readChunk(chunk, recorded, view, labelSets, new JfrStacks(chunk, builder, search), builder);
			});
		}
		String preferred = view.sampleTypes().get(view.sampleTypes().size() - 1).type();
		return builder
			.build(ProfileHeader.EMPTY.withPeriod(view.periodType(), period).withDefaultSampleType(preferred));
	}

	private static void readChunk(JfrReader chunk, EventSet recorded, SampleView view, LabelSets labelSets,
			JfrStacks stacks, ProfileBuilder builder) throws IOException {
		List<Dictionary<double[]>> sumsByLabels = new ArrayList<>();
		int columns = view.sampleTypes().size();
		for (Event event = chunk.readEvent(); event != null; event = chunk.readEvent()) {
			if (view.accepts(event)) {
				int labels = labelSets.of(event);
				while (labels >= sumsByLabels.size()) {
					sumsByLabels.add(new Dictionary<>());
				}
				Dictionary<double[]> sums = sumsByLabels.get(labels);
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
		for (int i = 0; i < sumsByLabels.size(); i++) {
			List<Label> labels = labelSets.get(i);
			sumsByLabels.get(i).forEach((key, values) -> largestFirst.add(new Sum(key, labels, values)));
		}
		largestFirst.sort(Comparator.comparingDouble((Sum sum) -> sum.values()[columns - 1]).reversed());
		for (Sum sum : largestFirst) {
			builder.add(stacks.stack((int) (sum.key() >>> 32), (int) sum.key()), sum.labels(), sum.rounded());
		}
	}

	/**
	 * What was measured on one stack.
	 *
	 * @param key the stack trace's id and the class's
	 * @param labels the labels
	 * @param values one value for each sample type
	 */
	private record Sum(long key, List<Label> labels, double[] values) {

		long[] rounded() {
			long[] rounded = new long[this.values.length];
			for (int i = 0; i < rounded.length; i++) {
				rounded[i] = Math.round(this.values[i]);
			}
			return rounded;
		}

	}

}
