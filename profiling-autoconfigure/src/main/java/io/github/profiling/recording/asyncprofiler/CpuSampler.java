package io.github.profiling.recording.asyncprofiler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.profiling.recording.Support;

/**
 * What triggers async-profiler's CPU samples, best first (async-profiler's documentation,
 * "CPU sampling engines").
 */
public enum CpuSampler {

	/**
	 * perf_events of the kernel: a timer per thread with kernel frames.
	 */
	PERF("cpu", "perf_events", 1000),

	/**
	 * A POSIX timer per thread: no kernel frames, and samples are lost where the timer is
	 * finer than the kernel's tick, which is 10 ms on the slowest kernels.
	 */
	CTIMER("ctimer", "ctimer", 100),

	/**
	 * One timer for the process: as {@link #CTIMER}, and less even between threads.
	 */
	ITIMER("itimer", "itimer", 100);

	private final String event;

	private final String label;

	private final int maxHz;

	CpuSampler(String event, String label, int maxHz) {
		this.event = event;
		this.label = label;
		this.maxHz = maxHz;
	}

	/**
	 * The name of the event in async-profiler's options.
	 */
	String event() {
		return this.event;
	}

	/**
	 * Whether async-profiler offers the sampler in this process.
	 * @param list async-profiler's answer to its command {@code list}
	 */
	boolean isListedIn(String list) {
		return switch (this) {
			case PERF -> list.contains("Perf events:");
			case CTIMER -> list.contains("ctimer");
			case ITIMER -> list.contains("itimer");
		};
	}

	Support support(String whyNoBetter) {
		if (this == PERF) {
			return Support.by(this.label, "the kernel allows perf_event_open", "", this.maxHz);
		}
		return Support.by(this.label, whyNoBetter,
				"no kernel frames and at most " + this.maxHz
						+ " samples a second of CPU time; to have both, allow perf_event_open in the seccomp profile "
						+ "and set kernel.perf_event_paranoid to 1",
				this.maxHz);
	}

	/**
	 * Finds out why the kernel does not allow perf_event_open, from what it tells of
	 * itself.
	 */
	static String whyNoPerf() {
		String seccomp = statusField("Seccomp:");
		if (seccomp.equals("2")) {
			return "perf_event_open is not allowed, most likely by the container's seccomp profile";
		}
		String paranoid = read(Path.of("/proc/sys/kernel/perf_event_paranoid"));
		if (paranoid.isEmpty()) {
			return "the system has no perf_events";
		}
		return "perf_event_open is not allowed (kernel.perf_event_paranoid is " + paranoid + ")";
	}

	private static String statusField(String name) {
		return read(Path.of("/proc/self/status")).lines()
			.filter((line) -> line.startsWith(name))
			.map((line) -> line.substring(name.length()).trim())
			.findFirst()
			.orElse("");
	}

	private static String read(Path file) {
		try {
			return Files.readString(file).trim();
		}
		catch (IOException | RuntimeException ex) {
			return "";
		}
	}

}
