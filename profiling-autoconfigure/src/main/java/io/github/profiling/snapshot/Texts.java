package io.github.profiling.snapshot;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Small texts and numbers as snapshots show them.
 */
final class Texts {

	private static final int LONGEST_LINE = 300;

	private Texts() {
	}

	/**
	 * The text on one line of bounded length. Applications choose the names of threads
	 * and classes freely, and a line feed in one of them must not look like another
	 * thread.
	 */
	static String oneLine(String text) {
		int length = Math.min(text.length(), LONGEST_LINE);
		StringBuilder line = new StringBuilder(length + 1);
		for (int i = 0; i < length; i++) {
			char c = text.charAt(i);
			line.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
		}
		return ((length < text.length()) ? line.append('…') : line).toString();
	}

	/**
	 * What went wrong in the end. JMX wraps it up to three times.
	 */
	static String rootMessage(Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return oneLine(root.toString());
	}

	static long nanos(Instant time) {
		return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
	}

}
