package io.github.profiling.recording.flightrecorder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;

import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventType;
import io.github.profiling.recording.jfr.JfrScrubber;
import jdk.jfr.Configuration;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/**
 * One recording of JDK Flight Recorder, running from its creation until it is stopped.
 */
final class FlightRecording {

	private final Recording recording;

	private final EventSet recorded;

	/**
	 * Starts recording.
	 * @param asked what to record
	 * @param file where the recording is written to when it stops
	 */
	FlightRecording(EventSet asked, Path file) throws IOException, ParseException {
		EventSet possible = FlightRecorderSettings.possible(asked);
		Map<String, String> settings = new HashMap<>();
		if (possible.contains(EventType.TRACE)) {
			settings.putAll(Configuration.getConfiguration("profile").getSettings());
			// Taken out in the end anyhow: they need not cost anything.
			JfrScrubber.FORBIDDEN_EVENTS.forEach((name) -> settings.put(name + "#enabled", "false"));
		}
		settings.putAll(FlightRecorderSettings.of(possible));
		this.recording = new Recording(settings);
		try {
			this.recording.setName("profiling");
			this.recording.setDestination(file);
			// Where the JVM ends first, it completes the file before it closes the
			// recording.
			this.recording.setDumpOnExit(true);
			this.recording.start();
		}
		catch (IOException | RuntimeException ex) {
			this.recording.close();
			throw ex;
		}
		this.recorded = finest(possible);
	}

	static boolean isAvailable() {
		return FlightRecorder.isAvailable();
	}

	/**
	 * Considers the recordings of others: the JVM samples for all of them at the shortest
	 * period that any asks for.
	 */
	private static EventSet finest(EventSet recorded) {
		EventSet finest = recorded;
		if (recorded.contains(EventType.CPU) && CpuEvent.HERE == CpuEvent.EXECUTION_SAMPLE) {
			for (Recording other : FlightRecorder.getFlightRecorder().getRecordings()) {
				Map<String, String> settings = other.getSettings();
				if (other.getState() == RecordingState.RUNNING
						&& "true".equals(settings.get("jdk.ExecutionSample#enabled"))) {
					finest = finest.and(EventType.CPU, Period.nanos(settings.get("jdk.ExecutionSample#period")));
				}
			}
		}
		return finest;
	}

	/**
	 * What is recorded, with the intervals at which samples really come.
	 */
	EventSet recorded() {
		return this.recorded;
	}

	/**
	 * The size so far, without the last few megabytes.
	 */
	long size() {
		return this.recording.getSize();
	}

	/**
	 * Stops recording and completes the file.
	 */
	void stop() {
		try (Recording closing = this.recording) {
			if (closing.getState() == RecordingState.RUNNING) {
				closing.stop();
			}
		}
	}

	/**
	 * Deletes a file that nobody may see.
	 */
	static void discard(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			// The directory is emptied at the end.
		}
	}

}
