package io.github.profiling.recording.jfr;

import java.util.List;

import io.github.profiling.profile.ValueType;
import io.github.profiling.recording.EventSet;
import one.jfr.JfrReader;
import one.jfr.event.AllocationSample;
import one.jfr.event.Event;

/**
 * Allocations as JDK Flight Recorder samples them, and optionally what is left of them.
 *
 * <p>
 * {@code jdk.ObjectAllocationSample} says how many bytes its thread has allocated since
 * the last sample; so {@code alloc_space} is right, whatever the rate of samples, and an
 * {@code alloc_objects} cannot be had: nobody tells how large the objects are.
 * {@code jdk.OldObjectSample} tells of up to 256 objects that have survived a garbage
 * collection, without saying for how many others they stand: {@code inuse_samples} counts
 * them. It shows where objects are made that stay, not how much they hold.
 */
public final class FlightAllocationView implements SampleView {

	private static final ValueType SPACE = new ValueType("alloc_space", "bytes");

	private static final List<ValueType> ALLOCATIONS = List.of(SPACE);

	private static final List<ValueType> HEAP = List.of(SPACE, new ValueType("inuse_samples", "count"));

	private final List<ValueType> types;

	/**
	 * Creates a view.
	 * @param withSurvivors whether to read what is left as well
	 */
	public FlightAllocationView(boolean withSurvivors) {
		this.types = withSurvivors ? HEAP : ALLOCATIONS;
	}

	@Override
	public List<ValueType> sampleTypes() {
		return this.types;
	}

	@Override
	public ValueType periodType() {
		return new ValueType("space", "bytes");
	}

	@Override
	public long period(EventSet recorded) {
		// As many bytes as lie between two samples, which are never the same.
		return 0;
	}

	@Override
	public void begin(JfrReader chunk, EventSet recorded) {
		chunk.registerEvent("jdk.OldObjectSample", Survivor.class);
	}

	@Override
	public boolean accepts(Event event) {
		return event instanceof AllocationSample || (event instanceof Survivor && this.types == HEAP);
	}

	@Override
	public int classId(Event event) {
		return (event instanceof AllocationSample allocation) ? allocation.classId : NO_CLASS;
	}

	@Override
	public void add(Event event, EventSet recorded, double[] values) {
		if (event instanceof AllocationSample allocation) {
			// The reader's name for what the JVM calls the weight.
			values[0] += allocation.allocationSize;
		}
		else {
			values[1] += 1;
		}
	}

	@Override
	public List<String> notes() {
		if (this.types == ALLOCATIONS) {
			return List.of("alloc_objects: JFR does not tell how large objects are, so there is only alloc_space");
		}
		return List.of("inuse_samples: sampled objects that survived a garbage collection; JFR does not tell for how "
				+ "many others they stand, so there is no inuse_objects, inuse_space and alloc_objects");
	}

	/**
	 * {@code jdk.OldObjectSample}: an object that is left, with the stack of its
	 * allocation.
	 */
	public static final class Survivor extends Event {

		/**
		 * Reads the event.
		 * @param chunk stands behind the event's type
		 */
		public Survivor(JfrReader chunk) {
			this(chunk.getVarlong(), chunk.getVarlong(), chunk.getVarint(), chunk.getVarint());
		}

		private Survivor(long time, long duration, int thread, int stack) {
			super(time, thread, stack);
		}

	}

}
