package io.github.profiling.recording.flightrecorder;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A period as settings of JDK Flight Recorder have it, such as {@code 20 ms}.
 */
final class Period {

	private static final Pattern PATTERN = Pattern.compile("(\\d+)\\s*(ns|us|ms|s)");

	private Period() {
	}

	/**
	 * The period in nanoseconds, endless where it cannot be read.
	 */
	static long nanos(@Nullable String period) {
		Matcher matcher = PATTERN.matcher((period != null) ? period : "");
		if (!matcher.matches() || matcher.group(1).length() > 9) {
			return Long.MAX_VALUE;
		}
		long number = Long.parseLong(matcher.group(1));
		return switch (matcher.group(2)) {
			case "ns" -> number;
			case "us" -> number * 1_000;
			case "ms" -> number * 1_000_000;
			default -> number * 1_000_000_000;
		};
	}

}
