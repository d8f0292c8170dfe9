package io.github.profiling.capture.store;

import java.util.Locale;

/**
 * How a stored capture came to its end.
 */
public enum Outcome {

	/**
	 * As it was meant to, or when somebody asked for it.
	 */
	WHOLE,

	/**
	 * Early, because the application stopped or the recording had to end. It is whole in
	 * itself.
	 */
	TRUNCATED,

	/**
	 * With its process, which was killed. It is what there was at the last interval.
	 */
	RECOVERED;

	/**
	 * What is put into the name of the file, empty for {@link #WHOLE}.
	 */
	String suffix() {
		return (this == WHOLE) ? "" : "_" + name().toLowerCase(Locale.ROOT);
	}

}
