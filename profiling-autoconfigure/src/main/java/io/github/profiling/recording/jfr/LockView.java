package io.github.profiling.recording.jfr;

import java.util.List;

import io.github.profiling.profile.ValueType;
import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventType;
import one.jfr.JfrReader;
import one.jfr.event.ContendedLock;
import one.jfr.event.Event;
import org.jspecify.annotations.Nullable;

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

	/**
	 * Since JDK 24 (JEP 491) a virtual thread that waits for a monitor may go on with
	 * another carrier, and async-profiler, which notes when a wait began with the
	 * carrier, then takes the time of somebody else's (its issue 1797).
	 */
	private static final boolean CARRIERS_CHANGE = Runtime.version().feature() >= 24;

	private @Nullable VirtualThreadStacks virtualThreads;

	private double nanosPerTick;

	private long leftOut;

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
		this.virtualThreads = new VirtualThreadStacks(chunk);
	}

	@Override
	public boolean accepts(Event event) {
		if (!(event instanceof ContendedLock)) {
			return false;
		}
		if (CARRIERS_CHANGE && this.virtualThreads != null && this.virtualThreads.waitsForMonitor(event.stackTraceId)) {
			this.leftOut++;
			return false;
		}
		return true;
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

	@Override
	public List<String> notes() {
		return (this.leftOut == 0) ? List.of()
				: List.of("Left out: " + this.leftOut + " samples of virtual threads that waited for monitors; on JDK "
						+ "24 and later async-profiler cannot tell how long they did");
	}

}
