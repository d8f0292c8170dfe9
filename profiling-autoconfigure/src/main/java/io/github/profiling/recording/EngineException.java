package io.github.profiling.recording;

/**
 * Thrown when an engine cannot do what it is asked. The message is for the person who
 * asked: what is wrong and, where it can be said, what would help.
 */
public class EngineException extends Exception {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	/**
	 * Creates an exception.
	 * @param reason why the engine cannot
	 * @param message what to tell the person who asked
	 */
	public EngineException(Reason reason, String message) {
		super(message);
		this.reason = reason;
	}

	/**
	 * Creates an exception.
	 * @param reason why the engine cannot
	 * @param message what to tell the person who asked
	 * @param cause what came out of the engine
	 */
	public EngineException(Reason reason, String message, Throwable cause) {
		super(message, cause);
		this.reason = reason;
	}

	/**
	 * Why the engine cannot.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Why an engine cannot do what it is asked.
	 */
	public enum Reason {

		/**
		 * It does not work in this JVM or container.
		 */
		UNAVAILABLE,

		/**
		 * Something else in this JVM is using it.
		 */
		IN_USE,

		/**
		 * The recorder is closed, or closes meanwhile.
		 */
		CLOSED,

		/**
		 * The lease has ended.
		 */
		ENDED

	}

}
