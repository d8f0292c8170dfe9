package io.github.profiling.capture;

import io.github.profiling.recording.jfr.AllocationView;
import io.github.profiling.recording.jfr.CpuView;
import io.github.profiling.recording.jfr.HeapView;
import io.github.profiling.recording.jfr.LockView;
import io.github.profiling.recording.jfr.NativeMemoryView;
import io.github.profiling.recording.jfr.SampleView;
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
	 */
	static SampleView of(Kind kind) {
		return switch (kind) {
			case PROFILE -> new CpuView();
			case WALL -> new WallView();
			case HEAP -> new HeapView();
			case ALLOCS -> new AllocationView();
			case MUTEX -> new LockView();
			case NATIVEMEM -> new NativeMemoryView();
			case THREADS -> throw new IllegalArgumentException(kind + " is not recorded");
		};
	}

}
