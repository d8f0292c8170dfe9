package io.github.profiling.capture;

import io.github.profiling.recording.jfr.CpuView;
import io.github.profiling.recording.jfr.HeapView;
import io.github.profiling.recording.jfr.SampleView;

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
			case HEAP -> new HeapView();
			case THREADS -> throw new IllegalArgumentException(kind + " is not recorded");
		};
	}

}
