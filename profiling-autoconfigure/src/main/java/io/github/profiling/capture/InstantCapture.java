package io.github.profiling.capture;

import java.time.Duration;
import java.time.Instant;

import io.github.profiling.profile.Profile;

/**
 * A profile of this instant.
 */
final class InstantCapture implements RunningCapture.Source {

	private final Profile profile;

	InstantCapture(Application application, CaptureRequest request, Snapshots snapshots) throws CaptureException {
		CaptureComments comments = new CaptureComments(application);
		Instant start = Instant.now();
		Profile taken = snapshots.take(request.kind(), application.mapping(), request.gc());
		comments.addAll(taken.header().comments());
		this.profile = comments.describe(taken, start, Duration.ZERO);
	}

	@Override
	public Profile await() {
		return this.profile;
	}

	@Override
	public void stop(String reason) {
		// It is over.
	}

	@Override
	public void close() {
		// It is over.
	}

}
