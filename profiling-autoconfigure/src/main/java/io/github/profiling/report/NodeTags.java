package io.github.profiling.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.profiling.profile.Label;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.Sample;

import org.jspecify.annotations.Nullable;

/**
 * What was measured at each node of a call graph under each label: under all string
 * labels of a sample together, and under each value of the numeric label {@code bytes},
 * the size of allocated objects (google/pprof, {@code internal/graph/graph.go},
 * {@code addSample}).
 *
 * <p>
 * One label is added up after the other, and only what is heavy enough is kept, so that
 * memory does not grow with the number of labels.
 */
final class NodeTags {

	private static final String BYTES = "bytes";

	private final CallGraph graph;

	private final boolean @Nullable [] kept;

	private final long cutoff;

	private final String unit;

	private final Map<Integer, List<Tag>> tags = new HashMap<>();

	private final long[] flat;

	private final long[] cum;

	private final long[] flatCount;

	private final long[] cumCount;

	private final long[] firstNumber;

	/**
	 * Adds up the labels of a graph's samples.
	 * @param graph the graph
	 * @param source the profile of the graph
	 * @param options in which unit sizes are printed
	 * @param kept the nodes that are kept, or {@code null} for all
	 * @param cutoff the smallest weight that is kept
	 */
	NodeTags(CallGraph graph, ReportSource source, ReportOptions options, boolean @Nullable [] kept, long cutoff) {
		this.graph = graph;
		this.kept = kept;
		this.cutoff = cutoff;
		this.unit = unit(source.whole());
		Map<Key, Visits> visits = visits(options);
		int size = visits.isEmpty() ? 0 : graph.nodes().size();
		this.flat = new long[size];
		this.cum = new long[size];
		this.flatCount = new long[size];
		this.cumCount = new long[size];
		this.firstNumber = new long[size];
		int[] lastSeenIn = new int[size];
		int number = 0;
		for (Map.Entry<Key, Visits> entry : visits.entrySet()) {
			number = add(entry.getKey(), entry.getValue(), lastSeenIn, number);
		}
	}

	/**
	 * The unit of {@code bytes}: the first that a sample gives, else its name.
	 */
	private static String unit(Profile profile) {
		for (Sample sample : profile.samples()) {
			for (Label label : sample.labels()) {
				if (isBytes(label) && !label.unit().isEmpty()) {
					return label.unit();
				}
			}
		}
		return BYTES;
	}

	private static boolean isBytes(Label label) {
		return label.key().equals(BYTES) && label.string().isEmpty()
				&& (label.number() != 0 || !label.unit().isEmpty());
	}

	/**
	 * The samples under each label.
	 */
	private Map<Key, Visits> visits(ReportOptions options) {
		Map<Key, Visits> visits = new LinkedHashMap<>();
		for (Sample sample : this.graph.samples()) {
			if (sample.labels().isEmpty() || sample.stack().length == 0
					|| (this.graph.value(sample) == 0 && this.graph.count(sample) == 0)) {
				continue;
			}
			String joined = joined(sample.labels());
			if (!joined.isEmpty()) {
				visits.computeIfAbsent(new Key(joined, joined, false), (key) -> new Visits()).add(sample, 0);
			}
			for (Label label : sample.labels()) {
				if (isBytes(label)) {
					String name = Measurement.label(label.number(), this.unit, options.unit());
					visits.computeIfAbsent(new Key(joined, name, true), (key) -> new Visits())
						.add(sample, label.number());
				}
			}
		}
		return visits;
	}

	private static String joined(List<Label> labels) {
		List<String> texts = new ArrayList<>(labels.size());
		for (Label label : labels) {
			if (!label.string().isEmpty() && !label.key().equals(ReportTotal.DIFF_BASE.key())) {
				texts.add(DotText.escaped(label.key() + ":" + label.string()));
			}
		}
		texts.sort(CodePointOrder::compare);
		return String.join("\\n", texts);
	}

	private int add(Key key, Visits visits, int[] lastSeenIn, int lastNumber) {
		int number = lastNumber;
		List<Integer> touched = new ArrayList<>();
		for (int i = 0; i < visits.samples.size(); i++) {
			number++;
			Sample sample = visits.samples.get(i);
			for (int location : sample.stack()) {
				for (int at = this.graph.nodes().start(location); at < this.graph.nodes().end(location); at++) {
					int node = this.graph.nodes().at(at);
					if ((this.kept != null && !this.kept[node]) || lastSeenIn[node] == number) {
						continue;
					}
					if (lastSeenIn[node] <= lastNumber) {
						touched.add(node);
						this.firstNumber[node] = visits.numbers.get(i);
					}
					lastSeenIn[node] = number;
					this.cum[node] += this.graph.value(sample);
					this.cumCount[node] += this.graph.count(sample);
				}
			}
			this.flat[this.graph.leaf(sample)] += this.graph.value(sample);
			this.flatCount[this.graph.leaf(sample)] += this.graph.count(sample);
		}
		for (int node : touched) {
			keep(key, node);
		}
		for (Sample sample : visits.samples) {
			clear(this.graph.leaf(sample));
		}
		return number;
	}

	private void keep(Key key, int node) {
		if (Math.abs(this.flat[node]) >= this.cutoff || Math.abs(this.cum[node]) >= this.cutoff) {
			this.tags.computeIfAbsent(node, (none) -> new ArrayList<>())
				.add(new Tag(key.labels, key.name, this.firstNumber[node], key.isNumber, this.flat[node],
						this.flatCount[node], this.cum[node], this.cumCount[node]));
		}
		clear(node);
	}

	private void clear(int node) {
		this.flat[node] = 0;
		this.flatCount[node] = 0;
		this.cum[node] = 0;
		this.cumCount[node] = 0;
	}

	/**
	 * The tags at a node.
	 * @param node the node
	 * @return the tags, in no order
	 */
	List<Tag> at(int node) {
		return this.tags.getOrDefault(node, List.of());
	}

	/**
	 * The number of tags of a node itself.
	 * @param node the node
	 * @return the number
	 */
	int count(int node) {
		int count = 0;
		for (Tag tag : at(node)) {
			count += (tag.flat() != 0) ? 1 : 0;
		}
		return count;
	}

	/**
	 * The unit of numeric labels.
	 * @return the unit
	 */
	String unit() {
		return this.unit;
	}

	private record Key(String labels, String name, boolean isNumber) {

	}

	private static final class Visits {

		private final List<Sample> samples = new ArrayList<>();

		private final List<Long> numbers = new ArrayList<>();

		private void add(Sample sample, long number) {
			this.samples.add(sample);
			this.numbers.add(number);
		}

	}

}
