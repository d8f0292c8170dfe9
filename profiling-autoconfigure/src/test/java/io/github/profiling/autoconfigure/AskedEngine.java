package io.github.profiling.autoconfigure;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.github.profiling.recording.Engine;
import io.github.profiling.recording.EngineLadder;
import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventType;
import io.github.profiling.recording.Recorder;
import io.github.profiling.recording.RecordingLimits;
import io.github.profiling.recording.Support;
import io.github.profiling.recording.WorkDirectory;

/**
 * A user's engine that supports nothing, and knows whether it was asked.
 */
final class AskedEngine implements Engine {

	private final CountDownLatch asked = new CountDownLatch(1);

	/** Reaches zero when somebody asks. */
	CountDownLatch asked() {
		return this.asked;
	}

	EngineLadder ladder() {
		WorkDirectory directory = new WorkDirectory(WorkDirectory.candidates(null));
		return new EngineLadder(List.of(new Recorder(this, directory, new RecordingLimits(1, 1))));
	}

	@Override
	public String name() {
		return "mine";
	}

	@Override
	public Support support(EventType type) {
		this.asked.countDown();
		return Support.unavailable("not today", "come back tomorrow");
	}

	@Override
	public void start(EventSet events, Path file) {
	}

	@Override
	public long stop() {
		return 0;
	}

}
