package io.github.profiling.recording.jfr;

import java.util.List;

import io.github.profiling.profile.ValueType;
import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventType;
import one.jfr.event.AllocationSample;
import one.jfr.event.Event;

/**
 * Allocations: {@code alloc_objects/count} and {@code alloc_space/bytes}, unsampled like
 * those of {@link HeapView}.
 */
public final class AllocationView implements SampleView {

	private static final List<ValueType> TYPES = List.of(new ValueType("alloc_objects", "count"),
			new ValueType("alloc_space", "bytes"));

	private static final ValueType SPACE = new ValueType("space", "bytes");

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
		return event instanceof AllocationSample;
	}

	@Override
	public int classId(Event event) {
		return ((AllocationSample) event).classId;
	}

	@Override
	public void add(Event event, EventSet recorded, double[] values) {
		long size = ((AllocationSample) event).allocationSize;
		double objects = HeapView.objects(size, recorded.interval(EventType.ALLOC));
		values[0] += objects;
		values[1] += objects * size;
	}

}
