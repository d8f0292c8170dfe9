package io.github.profiling.recording.flightrecorder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import io.github.profiling.recording.Support;

/**
 * The event with which the JVM samples CPU time, found out once, before the first
 * recording.
 */
enum CpuEvent {

	/**
	 * A timer per thread (JEP 509): Java 25 and newer, on Linux.
	 */
	CPU_TIME_SAMPLE("jdk.CPUTimeSample", "a timer per thread, without frames of native code"),

	/**
	 * A thread that looks at others.
	 */
	EXECUTION_SAMPLE("jdk.ExecutionSample",
			"looks at 5 threads that run Java code 100 times a second at most, without native code");

	/** The event that works here. */
	static final CpuEvent HERE = find();

	private static final int MAX_HZ = 100;

	private static final long SIGPROF = 1L << 26;

	private final String event;

	private final String reason;

	CpuEvent(String event, String reason) {
		this.event = event;
		this.reason = reason;
	}

	String event() {
		return this.event;
	}

	Support support() {
		return Support.by(this.event, this.reason, "", MAX_HZ);
	}

	private static CpuEvent find() {
		boolean isLinux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
		return (isLinux && Runtime.version().feature() >= 25 && !isSignalTaken()) ? CPU_TIME_SAMPLE : EXECUTION_SAMPLE;
	}

	/**
	 * Whether something handles SIGPROF already, such as async-profiler. The JVM then
	 * records no CPU time, and says so in its log only.
	 */
	private static boolean isSignalTaken() {
		try {
			return Files.readAllLines(Path.of("/proc/self/status"))
				.stream()
				.filter((line) -> line.startsWith("SigCgt:"))
				.anyMatch((line) -> (Long.parseUnsignedLong(line.substring(7).trim(), 16) & SIGPROF) != 0);
		}
		catch (IOException | RuntimeException ex) {
			return false;
		}
	}

}
