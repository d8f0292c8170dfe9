package io.github.profiling.recording.jfr;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import io.github.profiling.profile.ValueType;
import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventType;
import one.jfr.event.AllocationSample;
import one.jfr.event.Event;
import one.jfr.event.LiveObject;

/**
 * Allocations and what is left of them: the four columns of Go's heap profile.
 *
 * <p>
 * The JVM samples a Poisson process over the allocated bytes (JEP 331), so that an object
 * of {@code size} bytes is sampled with the probability
 * {@code 1 - exp(-size / interval)}. Each sample therefore stands for the inverse of that
 * many objects, which is also how Go unsamples its heap profile
 * ({@code runtime/pprof/protomem.go}).
 */
public final class HeapView implements SampleView {

	private static final List<ValueType> TYPES = List.of(new ValueType("alloc_objects", "count"),
			new ValueType("alloc_space", "bytes"), new ValueType("inuse_objects", "count"),
			new ValueType("inuse_space", "bytes"));

	private static final ValueType SPACE = new ValueType("space", "bytes");

	/**
	 * async-profiler follows 1,024 objects in a recording ({@code MAX_REFS} in
	 * objectSampler.cpp). When nearly as many are left, others found no place.
	 */
	private static final int MANY_LIVE_OBJECTS = 960;

	private final Map<EventSet, Integer> liveObjects = new IdentityHashMap<>();

	/**
	 * How many objects a sampled one of {@code size} bytes stands for.
	 */
	static double objects(long size, long interval) {
		return 1 / -Math.expm1(-(double) size / interval);
	}

	@Override
	public List<ValueType> sampleTypes() {
		return TYPES;
	}

	@Override
	public ValueType periodType() {
		return SPACE;
	}

	@Override
	public long period(EventSet recorded) {
		return recorded.interval(EventType.ALLOC);
	}

	@Override
	public boolean accepts(Event event) {
		return event instanceof AllocationSample || event instanceof LiveObject;
	}

	@Override
	public int classId(Event event) {
		return (event instanceof LiveObject live) ? live.classId : ((AllocationSample) event).classId;
	}

	@Override
	public void add(Event event, EventSet recorded, double[] values) {
		boolean live = event instanceof LiveObject;
		long size = live ? ((LiveObject) event).allocationSize : ((AllocationSample) event).allocationSize;
		double objects = objects(size, recorded.interval(EventType.ALLOC));
		int column = live ? 2 : 0;
		if (live) {
			this.liveObjects.merge(recorded, 1, Integer::sum);
		}
		values[column] += objects;
		values[column + 1] += objects * size;
	}

	@Override
	public List<String> notes() {
		List<String> notes = new ArrayList<>();
		if (this.liveObjects.size() > 1) {
			notes.add("inuse: alive at the end of each of " + this.liveObjects.size()
					+ " recordings, since other captures began or ended meanwhile; so at most this much is left");
		}
		if (this.liveObjects.values().stream().anyMatch((count) -> count > MANY_LIVE_OBJECTS)) {
			notes.add("inuse: too low, more objects were sampled than can be followed; use a larger interval");
		}
		return notes;
	}

}
