package io.github.profiling.capture;

import io.github.profiling.recording.EngineException;

/**
 * Thrown when a capture cannot be taken. The message is for the person who asked: what is
 * wrong and what would be right.
 */
public class CaptureException extends Exception {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	CaptureException(Reason reason, String message) {
		super(message);
		this.reason = reason;
	}

	CaptureException(Reason reason, String message, Throwable cause) {
		super(message, cause);
		this.reason = reason;
	}

	static CaptureException of(EngineException ex) {
		Reason reason = (ex.reason() == EngineException.Reason.IN_USE) ? Reason.IN_USE : Reason.UNAVAILABLE;
		return new CaptureException(reason, String.valueOf(ex.getMessage()), ex);
	}

	/**
	 * Why the capture cannot be taken.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Why a capture cannot be taken.
	 */
	public enum Reason {

		/**
		 * What is asked for is beyond what the sampler can do here.
		 */
		OUT_OF_RANGE,

		/**
		 * Something outside of us owns the profiler.
		 */
		IN_USE,

		/**
		 * There are too many captures already.
		 */
		TOO_MANY,

		/**
		 * This kind does not work in this JVM or container, or not now.
		 */
		UNAVAILABLE

	}

}
