package io.github.profiling.capture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import jdk.jfr.consumer.RecordingFile;

/**
 * The events of a JFR file as the JDK reads it.
 */
final class RecordedEvents {

	private RecordedEvents() {
	}

	/**
	 * How many events there are, by name.
	 */
	static Map<String, Integer> counts(Path file) throws IOException {
		Map<String, Integer> counts = new TreeMap<>();
		try (RecordingFile events = new RecordingFile(file)) {
			while (events.hasMoreEvents()) {
				counts.merge(events.readEvent().getEventType().getName(), 1, Integer::sum);
			}
		}
		return counts;
	}

}
