package io.github.profiling.capture.store;

import java.io.IOException;

/**
 * Thrown when the store cannot do what it is asked to. The message is for the person who
 * asked: what is wrong and what would be right.
 */
public class StoreException extends IOException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	StoreException(Reason reason, String message) {
		super(message);
		this.reason = reason;
	}

	StoreException(Reason reason, String message, Throwable cause) {
		super(message, cause);
		this.reason = reason;
	}

	/**
	 * Why the store cannot do it.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Why the store cannot do something.
	 */
	public enum Reason {

		/**
		 * There is no room left.
		 */
		NO_ROOM,

		/**
		 * The capture alone takes more than all captures may.
		 */
		TOO_LARGE,

		/**
		 * There is no such capture, not any more perhaps.
		 */
		GONE,

		/**
		 * The file is not what its name says.
		 */
		DAMAGED,

		/**
		 * The volume fails, or does not answer.
		 */
		UNAVAILABLE

	}

}
