package io.github.profiling.recording.jfr;

import java.util.List;

import io.github.profiling.profile.ValueType;
import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventType;
import one.jfr.JfrReader;
import one.jfr.event.ContendedLock;
import one.jfr.event.Event;

/**
 * Waiting for locks: Go's {@code contentions/count} and {@code delay/nanoseconds}. The
 * leaf frame is the class of the lock.
 *
 * <p>
 * async-profiler adds up the time that all threads wait, and takes a sample of the wait
 * with which the sum passes a multiple of the interval ({@code updateCounter} in its
 * engine.h). So a wait is sampled with a probability of its length over the interval, and
 * always if it is longer than that. Each sample stands for the inverse of that
 * probability.
 */
public final class LockView implements SampleView {

	private static final ValueType CONTENTIONS = new ValueType("contentions", "count");

	private static final ValueType DELAY = new ValueType("delay", "nanoseconds");

	private static final List<ValueType> TYPES = List.of(CONTENTIONS, DELAY);

	private double nanosPerTick;

	@Override
	public List<ValueType> sampleTypes() {
		return TYPES;
	}

	@Override
	public ValueType periodType() {
		return DELAY;
	}

	@Override
	public long period(EventSet recorded) {
		return recorded.interval(EventType.LOCK);
	}

	@Override
	public void begin(JfrReader chunk, EventSet recorded) {
		this.nanosPerTick = chunk.nanosPerTick;
	}

	@Override
	public boolean accepts(Event event) {
		return event instanceof ContendedLock;
	}

	@Override
	public int classId(Event event) {
		return ((ContendedLock) event).classId;
	}

	@Override
	public void add(Event event, EventSet recorded, double[] values) {
		ContendedLock lock = (ContendedLock) event;
		double waited = Math.max(1, lock.duration * this.nanosPerTick);
		double contentions = Math.max(1, recorded.interval(EventType.LOCK) / waited);
		values[0] += contentions;
		values[1] += contentions * waited;
	}

}
