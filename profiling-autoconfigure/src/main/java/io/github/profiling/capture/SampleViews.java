package io.github.profiling.capture;

import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventSource;
import io.github.profiling.recording.EventType;
import io.github.profiling.recording.jfr.AllocationView;
import io.github.profiling.recording.jfr.CpuView;
import io.github.profiling.recording.jfr.FlightAllocationView;
import io.github.profiling.recording.jfr.FlightCpuView;
import io.github.profiling.recording.jfr.FlightLockView;
import io.github.profiling.recording.jfr.HeapView;
import io.github.profiling.recording.jfr.LockView;
import io.github.profiling.recording.jfr.NativeMemoryView;
import io.github.profiling.recording.jfr.SampleView;
import io.github.profiling.recording.jfr.ThreadStartView;
import io.github.profiling.recording.jfr.WallView;

/**
 * How the recordings of each kind are read.
 */
final class SampleViews {

	private SampleViews() {
	}

	/**
	 * A view for one profile.
	 * @param kind a kind that is recorded
	 * @param source who records it
	 */
	static SampleView of(Kind kind, EventSource source) {
		return (source == EventSource.FLIGHT_RECORDER) ? ofFlightRecorder(kind) : of(kind);
	}

	private static SampleView of(Kind kind) {
		return switch (kind) {
			case PROFILE -> new CpuView();
			case WALL -> new WallView();
			case HEAP -> new HeapView();
			case ALLOCS -> new AllocationView();
			case MUTEX -> new LockView();
			case NATIVEMEM -> new NativeMemoryView();
			case THREADCREATE -> new ThreadStartView();
			case TRACE, THREADS -> throw new IllegalArgumentException(kind + " is not recorded");
		};
	}

	private static SampleView ofFlightRecorder(Kind kind) {
		EventSet events = kind.events(0);
		return switch (kind.event().orElseThrow()) {
			case CPU -> new FlightCpuView();
			case ALLOC -> new FlightAllocationView(events.contains(EventType.LIVE));
			case LOCK -> new FlightLockView();
			case THREAD_START -> new ThreadStartView();
			default -> throw new IllegalArgumentException(kind + " is not recorded by JFR");
		};
	}

}
