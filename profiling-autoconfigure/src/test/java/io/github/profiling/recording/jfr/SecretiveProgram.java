package io.github.profiling.recording.jfr;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;

/**
 * A program that records every event there is while it knows secrets: in its arguments,
 * its properties, its environment and in the command line of a process that it starts.
 */
public final class SecretiveProgram {

	private SecretiveProgram() {
	}

	/**
	 * Runs the program.
	 * @param arguments the file to record to, and a secret
	 */
	public static void main(String[] arguments) throws Exception {
		Map<String, String> settings = new HashMap<>();
		for (EventType type : FlightRecorder.getFlightRecorder().getEventTypes()) {
			settings.put(type.getName() + "#enabled", "true");
			settings.put(type.getName() + "#threshold", "0 ns");
		}
		settings.put("jdk.OldObjectSample#cutoff", "0 ns");
		try (Recording recording = new Recording(settings)) {
			recording.setDestination(Path.of(arguments[0]));
			recording.start();
			// Twice: strings go to a pool when they have been seen before.
			for (int i = 0; i < 2; i++) {
				new ProcessBuilder("java", "-Dchild=" + arguments[1] + "-child", "-version").start().waitFor();
			}
			System.getProperties().list(System.out);
			recording.stop();
		}
	}

}
