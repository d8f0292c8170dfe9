package io.github.profiling.autoconfigure;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.profiling.capture.Application;
import io.github.profiling.capture.CaptureLimits;
import io.github.profiling.recording.Engine;
import io.github.profiling.recording.EngineLadder;
import io.github.profiling.recording.Recorder;
import io.github.profiling.recording.RecordingLimits;
import io.github.profiling.recording.WorkDirectory;
import io.github.profiling.recording.asyncprofiler.AsyncProfilerEngine;
import io.github.profiling.recording.flightrecorder.FlightRecorderEngine;

import org.springframework.core.env.Environment;

/**
 * Makes what the properties ask for. Loads and starts nothing.
 */
final class Engines {

	private Engines() {
	}

	static WorkDirectory directory(ProfilingProperties properties) {
		return new WorkDirectory(WorkDirectory.candidates(properties.getWorkDirectory()));
	}

	static CaptureLimits captureLimits(ProfilingProperties properties) {
		return new CaptureLimits(properties.getMaxDuration(), properties.getMaxCaptures(),
				properties.getMaxCapturesPerMinute());
	}

	static Application application(Environment environment) {
		String name = environment.getProperty("spring.application.name", "");
		return Application.of(name.isBlank() ? "application" : name, System.getenv());
	}

	static EngineLadder ladder(WorkDirectory directory, ProfilingProperties properties) {
		List<Path> directories = WorkDirectory.candidates(properties.getWorkDirectory());
		RecordingLimits limits = new RecordingLimits(properties.getMaxRecordingSize().toBytes(),
				properties.getMinFreeSpace().toBytes());
		if (NativeImage.isHere()) {
			return ladder(directory, limits, "", new NativeImage.NoEngine());
		}
		Engine asyncProfiler = new AsyncProfilerEngine(directories, properties.getCpuSampler());
		Engine flightRecorder = new FlightRecorderEngine();
		return switch (properties.getEngine()) {
			case AUTO -> ladder(directory, limits, "", asyncProfiler, flightRecorder);
			case ASYNC_PROFILER -> ladder(directory, limits, "profiling.engine=async-profiler", asyncProfiler);
			case JFR -> ladder(directory, limits, "profiling.engine=jfr", flightRecorder);
		};
	}

	private static EngineLadder ladder(WorkDirectory directory, RecordingLimits limits, String restriction,
			Engine... engines) {
		return new EngineLadder(Stream.of(engines).map((engine) -> new Recorder(engine, directory, limits)).toList(),
				restriction);
	}

}
