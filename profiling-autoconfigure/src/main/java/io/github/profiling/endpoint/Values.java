package io.github.profiling.endpoint;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The values of a query's parameters. A parameter without a value counts as absent, as in
 * Go.
 */
final class Values {

	private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

	private static final Pattern BYTES = Pattern.compile("(\\d{1,9})([kmg]?)b?", Pattern.CASE_INSENSITIVE);

	private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ns|us|ms|s)");

	private static final Pattern FRACTION = Pattern.compile("0|1|0?\\.\\d{1,9}|1\\.0{1,9}");

	private static final int QUOTED_CHARACTERS = 40;

	private static final int LINE_CHARACTERS = 1000;

	private final Map<String, String> query;

	Values(Map<String, String> query) {
		this.query = query;
	}

	boolean has(Parameter parameter) {
		return text(parameter) != null;
	}

	@Nullable String text(Parameter parameter) {
		String value = this.query.get(parameter.key());
		return (value == null || value.isEmpty()) ? null : value;
	}

	int number(Parameter parameter, int min, int max, int absent) throws BadRequestException {
		String value = text(parameter);
		if (value == null) {
			return absent;
		}
		if (NUMBER.matcher(value).matches()) {
			int number = Integer.parseInt(value);
			if (number >= min && number <= max) {
				return number;
			}
		}
		String range = (min == max) ? String.valueOf(min) : "a whole number from " + min + " to " + max;
		throw invalid(parameter, range, value);
	}

	long bytes(Parameter parameter, long min, long max, long absent) throws BadRequestException {
		String value = text(parameter);
		if (value == null) {
			return absent;
		}
		Matcher matcher = BYTES.matcher(value);
		if (matcher.matches()) {
			int shift = switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
				case "k" -> 10;
				case "m" -> 20;
				case "g" -> 30;
				default -> 0;
			};
			long bytes = Long.parseLong(matcher.group(1)) << shift;
			if (bytes >= min && bytes <= max) {
				return bytes;
			}
		}
		throw invalid(parameter, "a number of bytes from " + (min >> 10) + "k to " + (max >> 30) + "g, such as 512k",
				value);
	}

	long nanos(Parameter parameter, long min, long max, long absent) throws BadRequestException {
		String value = text(parameter);
		if (value == null) {
			return absent;
		}
		Matcher matcher = TIME.matcher(value);
		if (matcher.matches()) {
			long unit = switch (matcher.group(2)) {
				case "us" -> 1_000;
				case "ms" -> 1_000_000;
				case "s" -> 1_000_000_000;
				default -> 1;
			};
			long nanos = Long.parseLong(matcher.group(1)) * unit;
			if (nanos >= min && nanos <= max) {
				return nanos;
			}
		}
		throw invalid(parameter, "a time from " + time(min) + " to " + time(max) + ", such as " + time(absent), value);
	}

	private static String time(long nanos) {
		if (nanos % 1_000_000_000 == 0) {
			return nanos / 1_000_000_000 + "s";
		}
		return (nanos % 1_000_000 == 0) ? nanos / 1_000_000 + "ms" : nanos / 1_000 + "us";
	}

	/**
	 * A part of a whole, from 0 to 1.
	 */
	double fraction(Parameter parameter, double absent) throws BadRequestException {
		String value = text(parameter);
		if (value == null) {
			return absent;
		}
		if (!FRACTION.matcher(value).matches()) {
			throw invalid(parameter, "a number from 0 to 1, such as " + absent, value);
		}
		return Double.parseDouble(value);
	}

	/**
	 * On or off, in Go's words.
	 */
	boolean flag(Parameter parameter) throws BadRequestException {
		String value = choice(parameter, List.of("0", "1", "false", "true"), "0");
		return value.equals("1") || value.equals("true");
	}

	/**
	 * The parts of a list with commas.
	 */
	List<String> choices(Parameter parameter, List<String> valid) throws BadRequestException {
		String value = text(parameter);
		if (value == null) {
			return List.of();
		}
		List<String> parts = List.of(value.split(",", -1));
		if (!valid.containsAll(parts)) {
			throw invalid(parameter, "of " + String.join(", ", valid) + ", with commas between", value);
		}
		return parts;
	}

	String choice(Parameter parameter, List<String> valid, String absent) throws BadRequestException {
		String value = text(parameter);
		if (value == null) {
			return absent;
		}
		if (!valid.contains(value)) {
			throw invalid(parameter, "one of " + String.join(", ", valid), value);
		}
		return value;
	}

	private static BadRequestException invalid(Parameter parameter, String valid, String value) {
		return new BadRequestException("'" + parameter.key() + "' must be " + valid + ", not '" + quote(value) + "'");
	}

	/**
	 * Makes text of a request fit to be repeated in an answer of one line.
	 */
	static String quote(String text) {
		String printable = printable(text);
		return (printable.length() <= QUOTED_CHARACTERS) ? printable
				: printable.substring(0, QUOTED_CHARACTERS) + "...";
	}

	/**
	 * Makes text that repeats some of a request fit to be an answer of one line.
	 */
	static String oneLine(String text) {
		return printable(text.substring(0, Math.min(text.length(), LINE_CHARACTERS)));
	}

	private static String printable(String text) {
		return text.replaceAll("[^\\p{Graph} ]", "?");
	}

}
