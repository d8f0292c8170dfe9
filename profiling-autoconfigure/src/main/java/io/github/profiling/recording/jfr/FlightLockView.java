package io.github.profiling.recording.jfr;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.profiling.profile.ValueType;
import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventType;
import one.jfr.ClassRef;
import one.jfr.JfrReader;
import one.jfr.event.ContendedLock;
import one.jfr.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * Waiting for locks as JDK Flight Recorder sees it: {@code contentions/count} and
 * {@code delay/nanoseconds}, each wait that is longer than the interval, as it is. The
 * leaf frame is the class of the lock.
 *
 * <p>
 * The JVM tells of each park of a thread, most of which wait for work. Counted are, as by
 * async-profiler ({@code isConcurrentLock} in its lockTracer.cpp), only those for the
 * locks and semaphores of {@code java.util.concurrent}.
 */
public final class FlightLockView implements SampleView {

	private static final ValueType DELAY = new ValueType("delay", "nanoseconds");

	private static final List<ValueType> TYPES = List.of(new ValueType("contentions", "count"), DELAY);

	private static final String CONCURRENT = "java/util/concurrent/";

	private static final List<String> LOCKS = List.of(CONCURRENT + "locks/ReentrantLock",
			CONCURRENT + "locks/ReentrantReadWriteLock", CONCURRENT + "Semaphore");

	private @Nullable JfrReader chunk;

	private long start = Long.MAX_VALUE;

	private final Map<Integer, Boolean> locks = new HashMap<>();

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
		this.chunk = chunk;
		this.start = Math.min(this.start, chunk.chunkStartTicks);
		this.locks.clear();
	}

	@Override
	public boolean accepts(Event event) {
		return event instanceof ContendedLock lock && this.locks.computeIfAbsent(lock.classId, this::isLock);
	}

	/**
	 * Whether a class is that of a lock: a monitor can be anything, what is parked on is
	 * in {@code java.util.concurrent}.
	 */
	private boolean isLock(int classId) {
		JfrReader reader = this.chunk;
		ClassRef type = (reader != null) ? reader.classes.get(classId) : null;
		byte[] bytes = (reader != null && type != null) ? reader.symbols.get(type.name) : null;
		if (bytes == null) {
			// Parked without a blocker, which no lock is.
			return false;
		}
		String name = new String(bytes, StandardCharsets.UTF_8);
		return !name.startsWith(CONCURRENT) || LOCKS.stream().anyMatch(name::startsWith);
	}

	@Override
	public int classId(Event event) {
		return ((ContendedLock) event).classId;
	}

	@Override
	public void add(Event event, EventSet recorded, double[] values) {
		JfrReader reader = this.chunk;
		if (reader != null) {
			ContendedLock lock = (ContendedLock) event;
			// Who began to wait before the capture did counts, with what falls into it.
			long before = Math.max(0, this.start - lock.time);
			values[0] += 1;
			values[1] += Math.max(0, lock.duration - before) * reader.nanosPerTick;
		}
	}

}
