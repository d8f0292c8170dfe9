package io.github.profiling.recording.jfr;

import java.util.ArrayList;
import java.util.List;

import io.github.profiling.profile.ValueType;
import io.github.profiling.recording.EventSet;
import one.jfr.JfrReader;
import one.jfr.event.Event;
import one.jfr.event.ExecutionSample;

/**
 * CPU time as JDK Flight Recorder samples it, in the columns of {@link CpuView}.
 *
 * <p>
 * {@code jdk.CPUTimeSample} (JEP 509) has a timer per thread, and a sample weighs the
 * period. {@code jdk.ExecutionSample} comes from a thread that looks at up to five
 * threads each period, in turn, and takes those that are in Java code, whether they have
 * a processor or wait for one ({@code jfrThreadSampler.cpp} in the JDK). So a sample
 * weighs the period too, but the total is too low where more than five threads are busy,
 * and too high where more are busy than there are processors; shares are right.
 */
public final class FlightCpuView implements SampleView {

	private final CpuView columns = new CpuView();

	private boolean looksAtThreads;

	private long lost;

	@Override
	public List<ValueType> sampleTypes() {
		return this.columns.sampleTypes();
	}

	@Override
	public ValueType periodType() {
		return this.columns.periodType();
	}

	@Override
	public long period(EventSet recorded) {
		return this.columns.period(recorded);
	}

	@Override
	public void begin(JfrReader chunk, EventSet recorded) {
		chunk.registerEvent("jdk.CPUTimeSamplesLost", LostSamples.class);
	}

	@Override
	public boolean accepts(Event event) {
		if (event instanceof LostSamples samples) {
			this.lost += samples.count;
		}
		if (event instanceof ExecutionSample sample) {
			this.looksAtThreads |= sample.threadState != ExecutionSample.CPU_TIME_SAMPLE;
			return true;
		}
		return false;
	}

	@Override
	public int classId(Event event) {
		return NO_CLASS;
	}

	@Override
	public void add(Event event, EventSet recorded, double[] values) {
		this.columns.add(event, recorded, values);
	}

	@Override
	public List<String> notes() {
		List<String> notes = new ArrayList<>();
		if (this.lost > 0) {
			notes.add("Lost samples: " + this.lost);
		}
		if (this.looksAtThreads) {
			notes.add("cpu: shares are right, totals are not exact: of threads that run Java code, with or without a "
					+ "processor, at most 5 are seen at a time; time in native code, the compiler and the garbage "
					+ "collector is not seen");
		}
		return notes;
	}

	/**
	 * {@code jdk.CPUTimeSamplesLost}: samples that found no place.
	 */
	public static final class LostSamples extends Event {

		private final int count;

		/**
		 * Reads the event.
		 * @param chunk stands behind the event's type
		 */
		public LostSamples(JfrReader chunk) {
			this(chunk.getVarlong(), chunk.getVarint(), chunk.getVarint());
		}

		private LostSamples(long time, int count, int thread) {
			super(time, thread, 0);
			this.count = count;
		}

	}

}
