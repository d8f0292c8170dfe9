package io.github.profiling.snapshot;

/**
 * This JVM does not give the snapshot. The message is for the person who asked for it.
 */
public final class SnapshotUnavailableException extends Exception {

	private static final long serialVersionUID = 1L;

	private final String reason;

	private final String remedy;

	SnapshotUnavailableException(String reason, String remedy, Throwable cause) {
		super(reason + "; " + remedy, cause);
		this.reason = reason;
		this.remedy = remedy;
	}

	SnapshotUnavailableException(String reason, String remedy) {
		super(reason + "; " + remedy);
		this.reason = reason;
		this.remedy = remedy;
	}

	/**
	 * Why there is no snapshot.
	 * @return a sentence without its full stop
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * What would help.
	 * @return a sentence without its full stop
	 */
	public String remedy() {
		return this.remedy;
	}

}
