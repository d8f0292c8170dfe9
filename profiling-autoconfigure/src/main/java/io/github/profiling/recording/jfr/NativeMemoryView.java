package io.github.profiling.recording.jfr;

import java.io.IOException;
import java.util.List;

import io.github.profiling.profile.ValueType;
import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventType;
import io.github.profiling.recording.Recording;
import one.jfr.event.Event;
import one.jfr.event.MallocEvent;

/**
 * Native memory, in the four columns of Go's heap profile: what was allocated, and what
 * of it was not freed until the end.
 *
 * <p>
 * async-profiler adds up the sizes of all allocations, and takes a sample of that with
 * which the sum passes a multiple of the interval ({@code updateCounter} in its
 * engine.h). So an allocation is sampled with a probability of its size over the
 * interval, and always if it is larger than that. Each sample stands for the inverse of
 * that probability. Every call of {@code free} is recorded.
 */
public final class NativeMemoryView implements SampleView {

	private static final List<ValueType> TYPES = List.of(new ValueType("alloc_objects", "count"),
			new ValueType("alloc_space", "bytes"), new ValueType("inuse_objects", "count"),
			new ValueType("inuse_space", "bytes"));

	private static final ValueType SPACE = new ValueType("space", "bytes");

	private final LiveAllocations live = new LiveAllocations();

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
		return recorded.interval(EventType.NATIVEMEM);
	}

	@Override
	public void prepare(List<Recording> recordings) throws IOException {
		for (Recording recording : recordings) {
			this.live.addRecording(recording.file());
		}
	}

	@Override
	public boolean accepts(Event event) {
		return event instanceof MallocEvent malloc && malloc.size > 0;
	}

	@Override
	public int classId(Event event) {
		return NO_CLASS;
	}

	@Override
	public void add(Event event, EventSet recorded, double[] values) {
		MallocEvent malloc = (MallocEvent) event;
		double objects = Math.max(1, (double) recorded.interval(EventType.NATIVEMEM) / malloc.size);
		values[0] += objects;
		values[1] += objects * malloc.size;
		if (this.live.contains(malloc)) {
			values[2] += objects;
			values[3] += objects * malloc.size;
		}
	}

	@Override
	public List<String> notes() {
		return (this.live.untracked() == 0) ? List.of() : List.of("inuse: too low, " + this.live.untracked()
				+ " sampled allocations could not be followed; use a larger interval");
	}

}
