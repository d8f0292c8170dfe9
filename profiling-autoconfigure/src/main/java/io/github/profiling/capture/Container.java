package io.github.profiling.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What the control group of the process says: its limits, and how often it was throttled.
 * Throttling does not show in a CPU profile, and explains many a slow request (Linux
 * kernel documentation, "Control Group v2" and "CFS Bandwidth Control").
 */
final class Container {

	private final Path root;

	Container(Path root) {
		this.root = root;
	}

	static Container current() {
		return new Container(Path.of("/sys/fs/cgroup"));
	}

	/**
	 * The limits in words, empty where there are none.
	 */
	String limits() {
		StringBuilder limits = new StringBuilder();
		double cpus = cpuLimit();
		if (cpus > 0) {
			limits.append(String.format(Locale.ROOT, "%.2f CPUs", cpus));
		}
		long memory = memoryLimit();
		if (memory > 0) {
			limits.append((limits.length() > 0) ? ", " : "").append(memory / (1024 * 1024)).append(" MB memory");
		}
		return limits.toString();
	}

	/**
	 * The most CPUs the process gets, -1 where nothing limits it.
	 */
	double cpuLimit() {
		String[] quotaAndPeriod = read("cpu.max").split(" ");
		double quota = number(quotaAndPeriod[0]);
		double period = (quotaAndPeriod.length > 1) ? number(quotaAndPeriod[1]) : -1;
		if (quota <= 0) {
			quota = number(read("cpu/cpu.cfs_quota_us"));
			period = number(read("cpu/cpu.cfs_period_us"));
		}
		return (quota > 0 && period > 0) ? quota / period : -1;
	}

	/**
	 * The most memory the container gets in bytes, -1 where nothing limits it.
	 */
	long memoryLimit() {
		long memory = firstNumber("memory.max", "memory/memory.limit_in_bytes");
		// Version 1 says "no limit" with the largest number of pages there is.
		return (memory > 0 && memory < Long.MAX_VALUE / 2) ? memory : -1;
	}

	/**
	 * The memory that counts against the limit in bytes, -1 where nobody counts it.
	 */
	long memoryUsed() {
		return firstNumber("memory.current", "memory/memory.usage_in_bytes");
	}

	/**
	 * How often the process was throttled so far, {@code null} where nothing limits it.
	 */
	@Nullable Throttling throttling() {
		String stat = read("cpu.stat");
		if (!stat.contains("nr_periods")) {
			stat = read("cpu/cpu.stat");
		}
		long periods = field(stat, "nr_periods");
		return (periods > 0) ? new Throttling(periods, field(stat, "nr_throttled")) : null;
	}

	private static long field(String stat, String name) {
		for (String line : stat.split("\n")) {
			if (line.startsWith(name + " ")) {
				return number(line.substring(name.length() + 1));
			}
		}
		return -1;
	}

	private long firstNumber(String... files) {
		for (String file : files) {
			long number = number(read(file));
			if (number > 0) {
				return number;
			}
		}
		return -1;
	}

	private static long number(String text) {
		try {
			return Long.parseLong(text.trim());
		}
		catch (NumberFormatException ex) {
			return -1;
		}
	}

	private String read(String file) {
		try {
			return Files.readString(this.root.resolve(file)).trim();
		}
		catch (IOException | RuntimeException ex) {
			return "";
		}
	}

	/**
	 * A reading of the throttling counters.
	 *
	 * @param periods the periods in which the process wanted to run
	 * @param throttled those in which it had to stop for having used up its share
	 */
	record Throttling(long periods, long throttled) {

		Throttling since(Throttling before) {
			return new Throttling(this.periods - before.periods, this.throttled - before.throttled);
		}

		@Override
		public String toString() {
			return "CPU throttled in " + this.throttled + " of " + this.periods + " periods ("
					+ ((this.periods > 0) ? 100 * this.throttled / this.periods : 0) + " %)";
		}

	}

}
