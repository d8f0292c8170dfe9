package io.github.profiling.recording.jfr;

import java.util.List;

import io.github.profiling.profile.ValueType;
import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventType;
import one.jfr.event.Event;
import one.jfr.event.ExecutionSample;

/**
 * Elapsed time: {@code samples/count} and {@code wall/nanoseconds}. A sample weighs the
 * interval of the recording it was taken in. async-profiler looks at each thread once in
 * an interval, and writes one event for all the times that it found a thread asleep on
 * the same stack ({@code wallClock.cpp}, {@code WALL_BATCH}), with their number.
 */
public final class WallView implements SampleView {

	private static final ValueType WALL = new ValueType("wall", "nanoseconds");

	private static final List<ValueType> TYPES = List.of(new ValueType("samples", "count"), WALL);

	/**
	 * The state of samples that are taken on a CPU ({@code THREAD_UNKNOWN} in
	 * async-profiler's os.h); those of the wall clock always have another.
	 */
	private static final int NOT_ASKED = 0;

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
		values[1] += (double) samples * recorded.interval(EventType.WALL);
	}

}
