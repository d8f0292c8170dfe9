package io.github.profiling.profile;

import java.util.Objects;

/**
 * An annotation of a sample, as {@code Label} in pprof's {@code profile.proto}: a string,
 * or a number with a unit.
 *
 * @param key the label's name
 * @param string the value, empty where the label is a number
 * @param number the value, 0 where the label is a string
 * @param unit the number's unit, such as {@code bytes}; empty where readers are to guess
 * it from the key
 */
public record Label(String key, String string, long number, String unit) {

	public Label {
		Objects.requireNonNull(key);
		Objects.requireNonNull(string);
		Objects.requireNonNull(unit);
	}

	/**
	 * A label with a string.
	 * @param key the label's name
	 * @param value the value
	 * @return the label
	 */
	public static Label of(String key, String value) {
		return new Label(key, value, 0, "");
	}

	/**
	 * A label with a number.
	 * @param key the label's name
	 * @param value the value
	 * @param unit the value's unit, may be empty
	 * @return the label
	 */
	public static Label of(String key, long value, String unit) {
		return new Label(key, "", value, unit);
	}

}
