package io.github.profiling.capture;

import java.io.IOException;

import io.github.profiling.capture.CaptureException.Reason;
import io.github.profiling.profile.Profile;
import io.github.profiling.recording.EngineException;
import io.github.profiling.recording.EngineLadder;
import io.github.profiling.recording.EngineLadder.Rung;
import io.github.profiling.recording.EventSource;
import io.github.profiling.recording.EventType;
import io.github.profiling.recording.Lease;
import io.github.profiling.recording.Recordings;
import io.github.profiling.recording.jfr.JfrProfileReader;
import io.github.profiling.recording.jfr.SampleView;

/**
 * A profile of what an engine records.
 */
final class RecordedCapture implements RunningCapture.Source {

	private final Application application;

	private final CaptureRequest request;

	private final EngineLadder engines;

	private final Rung rung;

	private final JfrProfileReader reader;

	private final CaptureComments comments;

	private final Lease lease;

	RecordedCapture(Application application, CaptureRequest request, EngineLadder engines, Rung rung,
			JfrProfileReader reader) {
		this.application = application;
		this.request = request;
		this.engines = engines;
		this.rung = rung;
		this.reader = reader;
		this.comments = new CaptureComments(application);
		this.lease = rung.recorder().acquire(request.kind().events(request.interval()), request.duration());
	}

	@Override
	public Profile await() throws CaptureException, InterruptedException {
		EventType event = this.request.kind().event().orElseThrow();
		EventSource source = this.rung.recorder().engine().source();
		SampleView view = SampleViews.of(this.request.kind(), source);
		try (Recordings recordings = this.lease.await()) {
			this.comments.captured();
			Profile profile = this.reader.read(recordings.list(), view, this.application.mapping(),
					this.request.labels());
			if (profile.samples().isEmpty() && !recordings.endedEarly().isEmpty()) {
				throw new CaptureException(Reason.UNAVAILABLE, "nothing was recorded: " + recordings.endedEarly());
			}
			// Asked again: the engine may have had to take another sampler than it
			// thought.
			Rung now = this.engines.choose(event);
			this.comments.addRecordings(recordings, (now.recorder() == this.rung.recorder()) ? now : this.rung, event,
					view.notes());
			if (source == EventSource.FLIGHT_RECORDER) {
				this.comments.addAll(CutStacks.notes(profile));
			}
			return this.comments.describe(profile, recordings.start(), recordings.duration());
		}
		catch (EngineException ex) {
			throw CaptureException.of(ex);
		}
		catch (IOException ex) {
			throw new CaptureException(Reason.UNAVAILABLE, String.valueOf(ex.getMessage()), ex);
		}
	}

	@Override
	public void stop(String reason) {
		this.lease.end(reason);
	}

	@Override
	public void close() {
		this.lease.close();
	}

}
