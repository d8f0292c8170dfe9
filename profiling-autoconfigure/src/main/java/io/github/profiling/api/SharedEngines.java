package io.github.profiling.api;

import java.nio.file.Path;
import java.util.List;

import io.github.profiling.recording.EngineLadder;
import io.github.profiling.recording.Recorder;
import io.github.profiling.recording.RecordingLimits;
import io.github.profiling.recording.WorkDirectory;
import io.github.profiling.recording.asyncprofiler.AsyncProfilerEngine;
import io.github.profiling.recording.flightrecorder.FlightRecorderEngine;
import org.jspecify.annotations.Nullable;

/**
 * The engines of all profilers that are created without Spring: async-profiler has one
 * session in a JVM, so they must share its recorder. The last one closes it.
 */
final class SharedEngines {

	private static final long MEBIBYTE = 1024 * 1024;

	private static final RecordingLimits LIMITS = new RecordingLimits(256 * MEBIBYTE, 16 * MEBIBYTE);

	private static @Nullable SharedEngines current;

	private final WorkDirectory directory;

	private final EngineLadder ladder;

	private int users;

	private SharedEngines(@Nullable Path workDirectory) {
		List<Path> candidates = WorkDirectory.candidates(workDirectory);
		this.directory = new WorkDirectory(candidates);
		this.ladder = new EngineLadder(
				List.of(new Recorder(new AsyncProfilerEngine(candidates, null), this.directory, LIMITS),
						new Recorder(new FlightRecorderEngine(), this.directory, LIMITS)));
	}

	static SharedEngines acquire(@Nullable Path workDirectory) {
		synchronized (SharedEngines.class) {
			SharedEngines engines = current;
			if (engines == null) {
				engines = new SharedEngines(workDirectory);
				current = engines;
			}
			engines.users++;
			return engines;
		}
	}

	EngineLadder ladder() {
		return this.ladder;
	}

	WorkDirectory directory() {
		return this.directory;
	}

	void release() {
		synchronized (SharedEngines.class) {
			this.users--;
			if (this.users > 0) {
				return;
			}
			current = null;
			// Closed before others are made: they would find async-profiler in use.
			this.ladder.close();
			this.directory.close();
		}
	}

}
