package io.github.profiling.recording.jfr;

import java.util.List;

import io.github.profiling.profile.ValueType;
import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventType;
import one.jfr.JfrReader;
import one.jfr.event.Event;
import one.jfr.event.ExecutionSample;

/**
 * CPU time: Go's {@code samples/count} and {@code cpu/nanoseconds}. A sample weighs the
 * interval of the recording it was taken in.
 */
public final class CpuView implements SampleView {

	private static final ValueType CPU = new ValueType("cpu", "nanoseconds");

	private static final List<ValueType> TYPES = List.of(new ValueType("samples", "count"), CPU);

	private boolean withWall;

	@Override
	public List<ValueType> sampleTypes() {
		return TYPES;
	}

	@Override
	public ValueType periodType() {
		return CPU;
	}

	@Override
	public long period(EventSet recorded) {
		return recorded.interval(EventType.CPU);
	}

	@Override
	public void begin(JfrReader chunk, EventSet recorded) {
		this.withWall = recorded.contains(EventType.WALL);
	}

	@Override
	public boolean accepts(Event event) {
		return event instanceof ExecutionSample sample && !(this.withWall && WallView.isWallClock(sample));
	}

	@Override
	public int classId(Event event) {
		return NO_CLASS;
	}

	@Override
	public void add(Event event, EventSet recorded, double[] values) {
		values[0] += 1;
		values[1] += recorded.interval(EventType.CPU);
	}

}
