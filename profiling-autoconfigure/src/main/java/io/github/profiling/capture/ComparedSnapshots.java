package io.github.profiling.capture;

import java.time.Duration;
import java.time.Instant;

import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileDifference;

/**
 * What changed between two snapshots, as in Go: less than before is negative.
 */
final class ComparedSnapshots implements RunningCapture.Source {

	private final Application application;

	private final CaptureRequest request;

	private final Snapshots snapshots;

	private final Pause pause = new Pause();

	private final Instant start = Instant.now();

	private final Profile before;

	private String endedEarly = "";

	ComparedSnapshots(Application application, CaptureRequest request, Snapshots snapshots) throws CaptureException {
		this.application = application;
		this.request = request;
		this.snapshots = snapshots;
		this.before = snapshots.take(request.kind(), application.mapping(), false);
	}

	@Override
	public Profile await() throws CaptureException, InterruptedException {
		this.endedEarly = this.pause.await(this.request.duration());
		Profile after = this.snapshots.take(this.request.kind(), this.application.mapping(), false);
		Duration duration = Duration.between(this.start, Instant.now());
		CaptureComments comments = new CaptureComments(this.application);
		comments.addAll(after.header().comments());
		if (!this.endedEarly.isEmpty()) {
			comments.addEndedEarly(duration, this.endedEarly);
		}
		return comments.describe(ProfileDifference.subtract(after, this.before, false), this.start, duration);
	}

	@Override
	public String endedEarly() {
		return this.endedEarly;
	}

	@Override
	public void stop(String reason) {
		this.pause.end(reason);
	}

	@Override
	public void close() {
		this.pause.end("");
	}

}
