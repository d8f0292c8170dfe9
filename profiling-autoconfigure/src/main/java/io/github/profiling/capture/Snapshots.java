package io.github.profiling.capture;

import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.recording.WorkDirectory;

final class Snapshots {

	Snapshots(WorkDirectory directory) {
	}

	Profile take(Kind kind, Mapping application, boolean gc, CaptureComments comments) throws CaptureException {
		throw new CaptureException(CaptureException.Reason.UNAVAILABLE, "tbd");
	}

	String threadText(int debug) throws CaptureException {
		throw new CaptureException(CaptureException.Reason.UNAVAILABLE, "tbd");
	}

}
