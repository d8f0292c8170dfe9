package io.github.profiling.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A range of numbers with a unit, both ends included (google/pprof,
 * {@code internal/driver/driver_focus.go}, {@code parseTagFilterRange}).
 *
 * @param unit the unit of the ends
 * @param min the lower end, negative infinity for none
 * @param max the upper end, infinity for none
 */
record TagRange(String unit, double min, double max) {

	private static final Pattern END = Pattern.compile("([+-]?[0-9]+)([A-Za-z]+)?");

	/**
	 * Reads a range.
	 * @param option the filter it is for, for messages
	 * @param text such as {@code 32kb}, {@code :64kb}, {@code 4mb:} or {@code 12kb:64mb}
	 * @return the range, or {@code null} if the text is none
	 * @throws IllegalArgumentException if a number has too many digits
	 */
	static @Nullable TagRange parse(FilterOption option, String text) {
		Matcher end = END.matcher(text);
		if (!end.find()) {
			return null;
		}
		String first = end.group();
		String firstUnit = unit(end);
		Measurement.Scaled low = Measurement.scale(number(option, end.group(1)), firstUnit, firstUnit);
		if (!end.find()) {
			double value = low.value();
			if (text.equals(first)) {
				return new TagRange(low.unit(), value, value);
			}
			if (text.equals(first + ":")) {
				return new TagRange(low.unit(), value, Double.POSITIVE_INFINITY);
			}
			return text.equals(":" + first) ? new TagRange(low.unit(), Double.NEGATIVE_INFINITY, value) : null;
		}
		if (!text.equals(first + ":" + end.group())) {
			return null;
		}
		Measurement.Scaled high = Measurement.scale(number(option, end.group(1)), unit(end), low.unit());
		return low.unit().equals(high.unit()) ? new TagRange(low.unit(), low.value(), high.value()) : null;
	}

	private static String unit(Matcher end) {
		return (end.group(2) != null) ? end.group(2) : "";
	}

	private static long number(FilterOption option, String digits) {
		try {
			return Long.parseLong(digits);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException(option.key() + " has a number that is too large: " + digits, ex);
		}
	}

	boolean contains(long value, String valueUnit) {
		Measurement.Scaled scaled = Measurement.scale(value, valueUnit, this.unit);
		return scaled.unit().equals(this.unit) && scaled.value() >= this.min && scaled.value() <= this.max;
	}

}
