package io.github.profiling.recording.jfr;

import java.io.IOException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import io.github.profiling.profile.ValueType;
import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventType;
import io.github.profiling.recording.Recording;
import one.jfr.JfrReader;
import one.jfr.event.Event;
import one.jfr.event.ExecutionSample;

/**
 * Elapsed time: {@code samples/count} and {@code wall/nanoseconds}. A sample weighs the
 * interval of the recording it was taken in. async-profiler looks at each thread once in
 * an interval, and writes one event for all the times that it found a thread asleep on
 * the same stack ({@code wallClock.cpp}, {@code WALL_BATCH}), with their number.
 *
 * <p>
 * Where the processors are overloaded, async-profiler leaves out rounds. The JVM has
 * threads that live as long as itself and are looked at in every round: the thread with
 * the most samples tells how many rounds there were, and a sample weighs the time from
 * one to the next.
 */
public final class WallView implements SampleView {

	private static final ValueType WALL = new ValueType("wall", "nanoseconds");

	private static final List<ValueType> TYPES = List.of(new ValueType("samples", "count"), WALL);

	/**
	 * The state of samples that are taken on a CPU ({@code THREAD_UNKNOWN} in
	 * async-profiler's os.h); those of the wall clock always have another.
	 */
	private static final int NOT_ASKED = 0;

	/** By recording; the set of each is an object of its own. */
	private final Map<EventSet, Double> intervals = new IdentityHashMap<>();

	/**
	 * Whether a sample is one of the wall clock. Where a recording has samples of both
	 * sorts, the reader gives them the same type.
	 */
	static boolean isWallClock(ExecutionSample sample) {
		return sample.threadState != NOT_ASKED;
	}

	@Override
	public List<ValueType> sampleTypes() {
		return TYPES;
	}

	@Override
	public ValueType periodType() {
		return WALL;
	}

	@Override
	public long period(EventSet recorded) {
		return recorded.interval(EventType.WALL);
	}

	@Override
	public void prepare(List<Recording> recordings) throws IOException {
		for (Recording recording : recordings) {
			Map<Integer, Integer> samplesByThread = new HashMap<>();
			JfrChunks.forEach(recording.file(), (chunk) -> {
				for (ExecutionSample sample = next(chunk); sample != null; sample = next(chunk)) {
					if (isWallClock(sample)) {
						samplesByThread.merge(sample.tid, sample.samples, Integer::sum);
					}
				}
			});
			int rounds = samplesByThread.values().stream().mapToInt(Integer::intValue).max().orElse(1);
			long interval = recording.events().interval(EventType.WALL);
			this.intervals.put(recording.events(),
					Math.max(interval, (double) recording.duration().toNanos() / rounds));
		}
	}

	private static ExecutionSample next(JfrReader chunk) throws IOException {
		return chunk.readEvent(ExecutionSample.class);
	}

	@Override
	public boolean accepts(Event event) {
		return event instanceof ExecutionSample sample && isWallClock(sample);
	}

	@Override
	public int classId(Event event) {
		return NO_CLASS;
	}

	@Override
	public void add(Event event, EventSet recorded, double[] values) {
		int samples = ((ExecutionSample) event).samples;
		values[0] += samples;
		Double interval = this.intervals.get(recorded);
		values[1] += samples * ((interval != null) ? interval : recorded.interval(EventType.WALL));
	}

}
