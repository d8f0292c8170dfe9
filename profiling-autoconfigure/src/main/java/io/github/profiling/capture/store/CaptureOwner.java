package io.github.profiling.capture.store;

/**
 * Whose captures they are: the three directories in which they are kept.
 *
 * @param application the application's name, made fit for a file system
 * @param revision what was deployed, {@code none} where the platform does not say
 * @param replica the running instance
 */
public record CaptureOwner(String application, String revision, String replica) {

	/**
	 * Creates an owner of any names. Those that a file system might refuse are changed.
	 */
	public CaptureOwner {
		application = PathSegment.of(application, "application");
		revision = PathSegment.of(revision, "none");
		replica = PathSegment.of(replica, "replica");
	}

	/**
	 * The directory, relative to the store's.
	 */
	String path() {
		return this.application + "/" + this.revision + "/" + this.replica;
	}

}
