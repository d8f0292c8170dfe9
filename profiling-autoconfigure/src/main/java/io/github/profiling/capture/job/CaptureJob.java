package io.github.profiling.capture.job;

import java.time.Duration;
import java.time.Instant;

import io.github.profiling.capture.CaptureException;
import io.github.profiling.capture.RunningCapture;
import io.github.profiling.capture.store.CaptureId;
import io.github.profiling.capture.store.CaptureStore;
import io.github.profiling.capture.store.Outcome;
import io.github.profiling.capture.store.StoreException;
import io.github.profiling.profile.Profile;
import org.jspecify.annotations.Nullable;

/**
 * One capture on its way to the store. Everybody may look at it and end it; one thread
 * runs it.
 */
final class CaptureJob {

	private final String id = CaptureId.next();

	private final String series;

	private final CaptureOrder order;

	private final CaptureStore store;

	private final Duration cutInterval;

	/** The rest is guarded by this. */
	private Instant start;

	private @Nullable Instant end;

	private JobState state = JobState.QUEUED;

	private String reason = "";

	private String warning = "";

	private @Nullable RunningCapture capture;

	private boolean stopped;

	private boolean unwanted;

	/**
	 * Creates a job.
	 * @param series the id of the first job of the order, {@code null} if this is it
	 * @param order what was asked for
	 * @param start when it is to begin
	 * @param store where the capture goes
	 * @param cutInterval when what there is of it is saved, zero for never
	 */
	CaptureJob(@Nullable String series, CaptureOrder order, Instant start, CaptureStore store, Duration cutInterval) {
		this.series = (series != null) ? series : this.id;
		this.order = order;
		this.start = start;
		this.store = store;
		this.cutInterval = cutInterval;
	}

	String id() {
		return this.id;
	}

	synchronized JobState state() {
		return this.state;
	}

	synchronized JobStatus status() {
		Duration elapsed = Duration.ZERO;
		if (this.state != JobState.QUEUED) {
			elapsed = Duration.between(this.start, (this.end != null) ? this.end : Instant.now());
		}
		return new JobStatus(this.id, this.series, this.order, this.state, this.start,
				elapsed.isNegative() ? Duration.ZERO : elapsed, this.reason, this.warning);
	}

	/**
	 * Takes over the capture that was begun for the job, which {@link #run} will wait
	 * for.
	 */
	void begun(RunningCapture capture) {
		boolean late;
		synchronized (this) {
			late = this.state != JobState.QUEUED;
			if (!late) {
				this.state = JobState.RUNNING;
				this.start = capture.start();
				this.capture = capture;
			}
		}
		if (late) {
			capture.close();
		}
	}

	/**
	 * Ends the job with what it has.
	 * @param reason why, said in the capture's comments
	 * @return whether it was running
	 */
	boolean stop(String reason) {
		RunningCapture stopping;
		synchronized (this) {
			if (this.state != JobState.RUNNING || this.capture == null) {
				return false;
			}
			this.stopped = true;
			stopping = this.capture;
		}
		stopping.stop(reason);
		return true;
	}

	/**
	 * Ends the job without a capture.
	 * @return whether it was not over yet
	 */
	boolean cancel(String reason) {
		RunningCapture stopping;
		synchronized (this) {
			if (this.state.isEnd()) {
				return false;
			}
			this.unwanted = true;
			this.reason = reason;
			stopping = this.capture;
			if (stopping == null) {
				this.state = JobState.CANCELLED;
				this.end = Instant.now();
			}
		}
		if (stopping != null) {
			stopping.stop(reason);
		}
		return true;
	}

	/**
	 * Waits for the capture and saves it. Does nothing if the job was cancelled before it
	 * began.
	 */
	void run() {
		RunningCapture running;
		synchronized (this) {
			running = this.capture;
		}
		if (running == null) {
			return;
		}
		try (running) {
			save(running);
		}
		catch (CaptureException | StoreException ex) {
			fail(String.valueOf(ex.getMessage()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			fail("the application is stopping");
		}
		catch (Throwable ex) {
			// Whatever it is, it is no business of the application's.
			fail("the capture failed: " + ex);
		}
	}

	private void save(RunningCapture running) throws CaptureException, StoreException, InterruptedException {
		boolean partial = false;
		if (running.isDivisible() && !this.cutInterval.isZero()) {
			while (!running.hasEnded(this.cutInterval)) {
				savePartial(running.cut());
				partial = true;
			}
		}
		Profile profile = running.await();
		if (isUnwanted()) {
			if (partial) {
				this.store.deletePartial(this.id);
			}
			end(JobState.CANCELLED, "");
			return;
		}
		String early = running.endedEarly();
		this.store.save(profile, kind(), this.id, (early.isEmpty() || isStopped()) ? Outcome.WHOLE : Outcome.TRUNCATED,
				this.order.tags());
		if (isUnwanted()) {
			this.store.delete(this.id);
		}
		end(isUnwanted() ? JobState.CANCELLED : JobState.FINISHED, early);
	}

	private void savePartial(Profile profile) throws InterruptedException {
		String problem = "";
		try {
			this.store.savePartial(profile, kind(), this.id, this.cutInterval, this.order.tags());
		}
		catch (StoreException ex) {
			problem = "would be lost if the process were killed now: " + ex.getMessage();
		}
		synchronized (this) {
			this.warning = problem;
		}
	}

	private String kind() {
		return this.order.request().kind().path();
	}

	private synchronized boolean isUnwanted() {
		return this.unwanted;
	}

	private synchronized boolean isStopped() {
		return this.stopped;
	}

	/**
	 * Ends the job with a failure, unless it is over.
	 */
	void fail(String failure) {
		end(isUnwanted() ? JobState.CANCELLED : JobState.FAILED, failure);
	}

	private synchronized void end(JobState last, String why) {
		if (!this.state.isEnd()) {
			this.state = last;
			this.end = Instant.now();
			this.reason = this.reason.isEmpty() ? why : this.reason;
			this.warning = "";
			this.capture = null;
		}
	}

}
