package io.github.profiling.capture;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.github.profiling.capture.CaptureException.Reason;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileMerge;
import io.github.profiling.recording.EngineException;
import io.github.profiling.recording.EngineLadder;
import io.github.profiling.recording.EngineLadder.Rung;
import io.github.profiling.recording.EventSource;
import io.github.profiling.recording.Lease;
import io.github.profiling.recording.Recordings;
import io.github.profiling.recording.jfr.JfrProfileReader;
import io.github.profiling.recording.jfr.SampleView;
import org.jspecify.annotations.Nullable;

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

	private final RecordingTotals totals;

	private CaptureComments now;

	private @Nullable Profile untilNow;

	/** Guarded by this, so that the one is stopped that runs. */
	private Lease lease;

	RecordedCapture(Application application, CaptureRequest request, EngineLadder engines, Rung rung,
			JfrProfileReader reader) {
		this.application = application;
		this.request = request;
		this.engines = engines;
		this.rung = rung;
		this.reader = reader;
		this.totals = new RecordingTotals(request.kind().event().orElseThrow());
		this.comments = new CaptureComments(application);
		this.now = this.comments;
		this.lease = rung.recorder().acquire(request.kind().events(request.interval()), request.duration());
	}

	/**
	 * What is still in use of what was allocated can be told for the whole only.
	 */
	@Override
	public boolean isDivisible() {
		return switch (this.request.kind()) {
			case HEAP, NATIVEMEM -> false;
			default -> true;
		};
	}

	@Override
	public Profile await() throws CaptureException, InterruptedException {
		if (this.totals.endedEarly().isEmpty()) {
			add(lease());
		}
		return profile();
	}

	@Override
	public Profile cut() throws CaptureException, InterruptedException {
		Lease ending;
		synchronized (this) {
			ending = this.lease;
			this.lease = ending.renew();
		}
		add(ending);
		return profile();
	}

	@Override
	public boolean hasEnded(Duration timeout) throws InterruptedException {
		return lease().hasEnded(timeout);
	}

	@Override
	public String endedEarly() {
		return this.totals.endedEarly();
	}

	private synchronized Lease lease() {
		return this.lease;
	}

	private void add(Lease ended) throws CaptureException, InterruptedException {
		SampleView view = SampleViews.of(this.request.kind(), this.rung.recorder().engine().source());
		try (Recordings recordings = ended.await()) {
			this.now = this.comments.untilNow();
			Profile part = this.reader.read(recordings.list(), view, this.application.mapping(), this.request.labels());
			this.untilNow = (this.untilNow != null) ? ProfileMerge.merge(List.of(this.untilNow, part)) : part;
			this.totals.add(recordings, view.notes());
		}
		catch (EngineException ex) {
			if (this.totals.isEmpty()) {
				throw CaptureException.of(ex);
			}
			// What there is counts. A lease that was over before it was renewed has
			// given all of it.
			if (ex.reason() != EngineException.Reason.ENDED) {
				this.totals.endEarly(String.valueOf(ex.getMessage()));
			}
		}
		catch (IOException ex) {
			throw new CaptureException(Reason.UNAVAILABLE, String.valueOf(ex.getMessage()), ex);
		}
	}

	private Profile profile() throws CaptureException {
		Profile profile = Objects.requireNonNull(this.untilNow);
		if (profile.samples().isEmpty() && this.totals.failed()) {
			throw new CaptureException(Reason.UNAVAILABLE, "nothing was recorded: " + this.totals.endedEarly());
		}
		// Asked again: the engine may have had to take another sampler than it thought.
		Rung asked = this.engines.choose(this.totals.event());
		CaptureComments described = this.now.copy();
		described.addRecordings(this.totals, (asked.recorder() == this.rung.recorder()) ? asked : this.rung);
		if (this.rung.recorder().engine().source() == EventSource.FLIGHT_RECORDER) {
			described.addAll(CutStacks.notes(profile));
		}
		return described.describe(profile, this.totals.start(), this.totals.duration());
	}

	@Override
	public synchronized void stop(String reason) {
		this.lease.end(reason);
	}

	@Override
	public synchronized void close() {
		this.lease.close();
	}

}
