package io.github.profiling.capture.job;

/**
 * Thrown when a job cannot do what it is asked to. The message is for the person who
 * asked.
 */
public class JobException extends Exception {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	JobException(Reason reason, String message) {
		super(message);
		this.reason = reason;
	}

	/**
	 * Neither a job nor a capture has an id.
	 * @param id the id
	 * @param hint what to know about it
	 * @return the exception
	 */
	public static JobException unknown(String id, String hint) {
		return new JobException(Reason.UNKNOWN, "there is no capture '" + id + "'; " + hint);
	}

	/**
	 * It is too early or too late.
	 * @param message what is in the way
	 * @return the exception
	 */
	public static JobException wrongState(String message) {
		return new JobException(Reason.WRONG_STATE, message);
	}

	/**
	 * Why it cannot.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Why a job cannot do something.
	 */
	public enum Reason {

		/**
		 * Neither a job nor a capture has this id.
		 */
		UNKNOWN,

		/**
		 * It is too early or too late for it.
		 */
		WRONG_STATE,

		/**
		 * There are too many jobs already.
		 */
		TOO_MANY,

		/**
		 * The application is stopping.
		 */
		STOPPING

	}

}
