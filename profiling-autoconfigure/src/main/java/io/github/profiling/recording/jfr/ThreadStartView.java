package io.github.profiling.recording.jfr;

import java.util.List;

import io.github.profiling.profile.ValueType;
import io.github.profiling.recording.EventSet;
import one.jfr.JfrReader;
import one.jfr.event.Event;

/**
 * Threads by the stack that started them: Go's {@code threadcreate}.
 */
public final class ThreadStartView implements SampleView {

	private static final ValueType THREADS = new ValueType("threads", "count");

	@Override
	public List<ValueType> sampleTypes() {
		return List.of(THREADS);
	}

	@Override
	public ValueType periodType() {
		return THREADS;
	}

	@Override
	public long period(EventSet recorded) {
		return 1;
	}

	@Override
	public void begin(JfrReader chunk, EventSet recorded) {
		chunk.registerEvent("jdk.ThreadStart", ThreadStart.class);
	}

	@Override
	public boolean accepts(Event event) {
		return event instanceof ThreadStart;
	}

	@Override
	public int classId(Event event) {
		return NO_CLASS;
	}

	@Override
	public void add(Event event, EventSet recorded, double[] values) {
		values[0] += 1;
	}

	/**
	 * {@code jdk.ThreadStart}, with the stack of the thread that started the other.
	 */
	public static final class ThreadStart extends Event {

		/**
		 * Reads the event.
		 * @param chunk stands behind the event's type
		 */
		public ThreadStart(JfrReader chunk) {
			super(chunk.getVarlong(), chunk.getVarint(), chunk.getVarint());
		}

	}

}
