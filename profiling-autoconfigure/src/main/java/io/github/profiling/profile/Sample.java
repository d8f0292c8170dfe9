package io.github.profiling.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Values measured on one stack under one set of labels, as {@code Sample} in pprof's
 * {@code profile.proto}.
 *
 * <p>
 * A profile holds hundreds of thousands of these, so the arrays are not copied on the way
 * in or out: whoever holds a sample must not change them.
 *
 * @param stack indexes into {@link Profile#locations()}, leaf first
 * @param labels the sample's labels
 * @param values one value for each of {@link Profile#sampleTypes()}
 */
public record Sample(int[] stack, List<Label> labels, long[] values) {

	public Sample {
		Objects.requireNonNull(stack);
		Objects.requireNonNull(values);
		labels = List.copyOf(labels);
	}

	@Override
	public boolean equals(Object other) {
		return (other instanceof Sample that) && Arrays.equals(this.stack, that.stack)
				&& this.labels.equals(that.labels) && Arrays.equals(this.values, that.values);
	}

	@Override
	public int hashCode() {
		return (Arrays.hashCode(this.stack) * 31 + this.labels.hashCode()) * 31 + Arrays.hashCode(this.values);
	}

	@Override
	public String toString() {
		return "Sample[stack=" + Arrays.toString(this.stack) + ", labels=" + this.labels + ", values="
				+ Arrays.toString(this.values) + "]";
	}

}
