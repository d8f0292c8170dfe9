package io.github.profiling.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * Times and durations as Go's package {@code time} prints them.
 */
final class GoTime {

	private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().appendPattern("yyyy-MM-dd HH:mm:ss")
		.appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
		.appendPattern(" xx z")
		.toFormatter(Locale.ENGLISH);

	private GoTime() {
	}

	/**
	 * Go's {@code Time.String}.
	 * @param nanos nanoseconds since the epoch
	 * @param zone the time zone
	 * @return such as {@code 2026-01-31 12:00:00.5 +0000 UTC}
	 */
	static String time(long nanos, ZoneId zone) {
		ZoneId named = zone.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : zone;
		ZonedDateTime time = Instant.ofEpochSecond(0, nanos).atZone(named);
		return TIME.format(time);
	}

	/**
	 * Go's {@code Duration.String}.
	 * @param nanos the duration in nanoseconds
	 * @return such as {@code 1h0m0.5s}
	 */
	static String duration(long nanos) {
		if (nanos == 0) {
			return "0s";
		}
		String sign = (nanos < 0) ? "-" : "";
		// The smallest number has no positive one, as an unsigned number it has.
		long value = Math.abs(nanos);
		if (Long.compareUnsigned(value, 1_000) < 0) {
			return sign + value + "ns";
		}
		if (Long.compareUnsigned(value, 1_000_000) < 0) {
			return sign + decimal(value, 1_000) + "µs";
		}
		if (Long.compareUnsigned(value, 1_000_000_000) < 0) {
			return sign + decimal(value, 1_000_000) + "ms";
		}
		long minutes = Long.divideUnsigned(value, 60_000_000_000L);
		String seconds = decimal(Long.remainderUnsigned(value, 60_000_000_000L), 1_000_000_000) + "s";
		if (minutes == 0) {
			return sign + seconds;
		}
		return sign + ((minutes >= 60) ? minutes / 60 + "h" : "") + minutes % 60 + "m" + seconds;
	}

	private static String decimal(long value, long unit) {
		String fraction = String.valueOf(unit + value % unit).substring(1);
		int end = fraction.length();
		while (end > 0 && fraction.charAt(end - 1) == '0') {
			end--;
		}
		return value / unit + ((end > 0) ? "." + fraction.substring(0, end) : "");
	}

}
