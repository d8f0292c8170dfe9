package io.github.profiling.recording.jfr;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.profiling.profile.Label;
import one.jfr.DictionaryInt;
import one.jfr.JfrReader;
import one.jfr.event.Event;
import one.jfr.event.ExecutionSample;
import org.jspecify.annotations.Nullable;

/**
 * The labels of samples. Equal ones are one set, known by its number, and a set is looked
 * up once for each thread and state of a chunk. The number of values is limited: who
 * names each thread after a request gets as many names as requests.
 */
final class LabelSets {

	/** How many values a label may have; what comes later is {@link #OTHER}. */
	static final int MAX_VALUES = 1000;

	static final String OTHER = "other";

	private static final int MAX_LENGTH = 100;

	private static final int UNKNOWN = -1;

	private static final String STATE_TYPE = "jdk.types.ThreadState";

	private final Set<SampleLabel> wanted;

	private final Map<List<Label>, Integer> numbers = new HashMap<>();

	private final List<List<Label>> sets = new ArrayList<>();

	private final Map<SampleLabel, Set<String>> values = new EnumMap<>(SampleLabel.class);

	private DictionaryInt known = new DictionaryInt();

	private @Nullable JfrReader chunk;

	LabelSets(Set<SampleLabel> wanted) {
		this.wanted = wanted.isEmpty() ? Set.of() : EnumSet.copyOf(wanted);
	}

	/**
	 * Tells that the events of a chunk follow, whose numbers of threads are its own.
	 */
	void begin(JfrReader next) {
		this.chunk = next;
		this.known = new DictionaryInt();
	}

	/**
	 * The number of the event's set of labels.
	 */
	int of(Event event) {
		if (this.wanted.isEmpty()) {
			return 0;
		}
		int state = (event instanceof ExecutionSample sample) ? sample.threadState : 0;
		long key = (event.tid + 1L) << 8 | (state & 0xff);
		int number = this.known.get(key, UNKNOWN);
		if (number == UNKNOWN) {
			List<Label> labels = labels(event.tid, state);
			number = this.numbers.computeIfAbsent(labels, (set) -> {
				this.sets.add(set);
				return this.sets.size() - 1;
			});
			this.known.put(key, number);
		}
		return number;
	}

	/**
	 * The labels of a set.
	 * @param number a number from {@link #of}
	 */
	List<Label> get(int number) {
		return this.wanted.isEmpty() ? List.of() : this.sets.get(number);
	}

	private List<Label> labels(int thread, int state) {
		List<Label> labels = new ArrayList<>();
		for (SampleLabel label : this.wanted) {
			String value = switch (label) {
				case THREAD -> threadName(thread);
				case POOL -> pool(threadName(thread));
				case STATE -> stateName(state);
			};
			Set<String> known = this.values.computeIfAbsent(label, (key) -> new HashSet<>());
			boolean keep = known.contains(value) || (known.size() < MAX_VALUES && known.add(value));
			labels.add(Label.of(label.key(), keep ? value : OTHER));
		}
		return List.copyOf(labels);
	}

	private String threadName(int thread) {
		String name = (this.chunk != null) ? this.chunk.threads.get(thread) : null;
		return harmless((name != null) ? name : "");
	}

	/**
	 * A thread may be named by anybody, and its name becomes a line of a report.
	 */
	static String harmless(String name) {
		String line = name.replaceAll("\\p{Cntrl}+", " ").trim();
		if (line.isEmpty()) {
			return "unnamed";
		}
		return (line.length() <= MAX_LENGTH) ? line : line.substring(0, MAX_LENGTH) + "...";
	}

	static String pool(String name) {
		int end = name.length();
		while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
			end--;
		}
		return (end == name.length()) ? name : name.substring(0, end) + "*";
	}

	/**
	 * async-profiler knows two states and, where it looks for threads on a CPU, does not
	 * ask. The JVM's own recordings know more.
	 */
	private String stateName(int state) {
		Map<Integer, String> names = (this.chunk != null) ? this.chunk.enums.get(STATE_TYPE) : null;
		String name = (names != null) ? names.get(state) : null;
		if (name == null || name.equals("STATE_DEFAULT") || name.equals("STATE_RUNNABLE")) {
			return "running";
		}
		return harmless(name.replaceFirst("^STATE_", "").replace('_', ' ').toLowerCase(Locale.ROOT));
	}

}
