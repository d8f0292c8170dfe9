package io.github.profiling.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

import io.github.profiling.profile.UnitFamily;

/**
 * Values and percentages as pprof prints them (google/pprof,
 * {@code internal/measurement/measurement.go}). Go rounds the exact value of a double,
 * halves to even; {@link String#format} does not, so the digits come from
 * {@link BigDecimal} here.
 */
final class Measurement {

	/** The pseudo-unit in which each value takes its natural unit. */
	static final String AUTO = "auto";

	private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_EVEN);

	private static final double EXACT_AS_LONG = 0x1p53;

	private Measurement() {
	}

	/**
	 * Converts a value to another unit. A value whose unit is unknown stays as it is.
	 * @param value the value
	 * @param fromUnit its unit, in singular or plural, upper or lower case
	 * @param toUnit the unit to convert to, {@link #AUTO} or
	 * {@link ReportOptions#MINIMUM_UNIT} for the natural one
	 * @return the value and the unit to print after it
	 */
	static Scaled scale(long value, String fromUnit, String toUnit) {
		if (value < 0 && value != Long.MIN_VALUE) {
			Scaled positive = scale(-value, fromUnit, toUnit);
			return new Scaled(-positive.value, positive.unit);
		}
		for (UnitFamily family : UnitFamily.ALL) {
			UnitFamily.Unit from = family.find(fromUnit);
			if (from != null) {
				double base = value * from.factor();
				boolean natural = toUnit.equals(AUTO) || toUnit.equals(ReportOptions.MINIMUM_UNIT);
				UnitFamily.Unit to = natural ? family.natural(base) : family.find(toUnit);
				if (to == null) {
					to = family.defaultUnit();
				}
				return new Scaled(base / to.factor(), to.name());
			}
		}
		return switch (toUnit) {
			case "count", "sample", "unit", ReportOptions.MINIMUM_UNIT, AUTO -> new Scaled(value, "");
			default -> new Scaled(value, toUnit);
		};
	}

	/**
	 * Prints a value in its natural unit, such as {@code 1.50s}.
	 * @param value the value
	 * @param unit its unit
	 * @return the text
	 */
	static String label(long value, String unit) {
		return label(value, unit, AUTO);
	}

	/**
	 * Prints a value in another unit, such as {@code 1500ms}.
	 * @param value the value
	 * @param fromUnit its unit
	 * @param toUnit the unit to print
	 * @return the text
	 */
	static String label(long value, String fromUnit, String toUnit) {
		Scaled scaled = scale(value, fromUnit, toUnit);
		String number = withTwoDecimals(scaled.value);
		if (number.endsWith(".00")) {
			number = number.substring(0, number.length() - 3);
		}
		return number.equals("0") ? number : number + scaled.unit;
	}

	/**
	 * Prints the size of a part relative to a total, in at least six columns.
	 * @param value the part
	 * @param total the total
	 * @return the text, such as {@code " 7.87%"}, {@code "  100%"} or {@code "4.5e-05%"}
	 */
	static String percentage(long value, long total) {
		double percent = (total != 0) ? Math.abs((double) value / (double) total) * 100 : 0;
		if (percent >= 99.95 && percent <= 100.05) {
			return "  100%";
		}
		return padLeft((percent >= 1) ? withTwoDecimals(percent) : withTwoDigits(percent), 5) + "%";
	}

	/**
	 * Pads a text to a width in code points, as Go's {@code fmt} does.
	 * @param text the text
	 * @param width the width
	 * @return the text, with spaces before it
	 */
	static String padLeft(String text, int width) {
		int missing = width - text.codePointCount(0, text.length());
		return (missing > 0) ? " ".repeat(missing) + text : text;
	}

	/** Go's {@code %.2f}. */
	private static String withTwoDecimals(double value) {
		if (Math.abs(value) < EXACT_AS_LONG && value == (long) value) {
			return (long) value + ".00";
		}
		return new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
	}

	/** Go's {@code %.2g} for a value that is not negative and at most 1. */
	private static String withTwoDigits(double value) {
		if (value == 0) {
			return "0";
		}
		BigDecimal rounded = new BigDecimal(value).round(TWO_DIGITS).stripTrailingZeros();
		int exponent = rounded.precision() - rounded.scale() - 1;
		if (exponent >= -4) {
			return rounded.toPlainString();
		}
		String digits = rounded.unscaledValue().toString();
		String fraction = (digits.length() > 1) ? "." + digits.substring(1) : "";
		return digits.charAt(0) + fraction + ((exponent > -10) ? "e-0" : "e-") + -exponent;
	}

	/**
	 * A value and its unit.
	 *
	 * @param value the value
	 * @param unit the unit's name as printed, or empty
	 */
	record Scaled(double value, String unit) {

	}

}
