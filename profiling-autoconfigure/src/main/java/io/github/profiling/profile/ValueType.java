package io.github.profiling.profile;

import java.util.Objects;

/**
 * What one column of sample values measures, as {@code ValueType} in pprof's
 * {@code profile.proto}.
 *
 * @param type what is measured, such as {@code cpu} or {@code inuse_space}
 * @param unit the unit of the values, such as {@code nanoseconds}, {@code bytes} or
 * {@code count}
 */
public record ValueType(String type, String unit) {

	public ValueType {
		Objects.requireNonNull(type);
		Objects.requireNonNull(unit);
	}

	@Override
	public String toString() {
		return this.type + "/" + this.unit;
	}

}
