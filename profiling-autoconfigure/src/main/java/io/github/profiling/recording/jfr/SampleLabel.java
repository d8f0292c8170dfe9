package io.github.profiling.recording.jfr;

import java.util.Locale;

/**
 * What samples can be labelled with. Each label parts what would be one sample into
 * several, and takes a box of its own in pprof's graph.
 */
public enum SampleLabel {

	/**
	 * The thread's name. Of a virtual thread it is that of its carrier.
	 */
	THREAD,

	/**
	 * What the thread does: {@code running}, {@code sleeping}.
	 */
	STATE,

	/**
	 * The thread's name with a star for the number at its end, which makes the threads of
	 * a pool one.
	 */
	POOL;

	/**
	 * The label's name in a profile and in a request.
	 * @return the key
	 */
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

}
