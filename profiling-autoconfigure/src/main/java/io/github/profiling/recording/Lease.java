package io.github.profiling.recording;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.profiling.recording.EngineException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The right to have an event set recorded for some time. Closing a lease ends it at once,
 * and is a must: it also lets go of recordings that nobody came to fetch.
 */
public final class Lease implements AutoCloseable {

	/**
	 * How much longer than its duration a lease may take: starting the engine for the
	 * first time and stopping it take a fraction of a second, on a throttled container a
	 * few.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Recorder recorder;

	private final EventSet events;

	private final Duration duration;

	private final CompletableFuture<Recordings> result = new CompletableFuture<>();

	/** Like {@link #end}, touched by the recorder's thread only. */
	private final List<Recording> recordings = new ArrayList<>();

	private @Nullable ScheduledFuture<?> end;

	private boolean fetched;

	private boolean abandoned;

	Lease(Recorder recorder, EventSet events, Duration duration) {
		this.recorder = recorder;
		this.events = events;
		this.duration = duration;
	}

	/**
	 * Waits for the end of the lease.
	 * @return what was recorded, at least one recording. The caller closes it
	 * @throws EngineException if nothing could be recorded
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	public Recordings await() throws EngineException, InterruptedException {
		try {
			Recordings recorded = this.result.get(this.duration.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
			synchronized (this) {
				this.fetched = true;
			}
			return recorded;
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof EngineException cause) {
				throw cause;
			}
			throw new EngineException(Reason.UNAVAILABLE, "the profiler failed: " + ex.getCause(), ex);
		}
		catch (TimeoutException ex) {
			throw new EngineException(Reason.UNAVAILABLE, "the profiler did not answer in time", ex);
		}
	}

	/**
	 * Waits for the end of the lease for a limited time.
	 * @param timeout how long
	 * @return whether it has ended, so that {@link #await()} does not wait
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	public boolean hasEnded(Duration timeout) throws InterruptedException {
		try {
			this.result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (ExecutionException ex) {
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
	}

	/**
	 * Ends this lease with what it has, and begins one for the same events and the rest
	 * of the time, with one cut for both.
	 * @return the other lease, which fails if this one has ended already
	 */
	public Lease renew() {
		Lease next = new Lease(this.recorder, this.events, this.duration);
		this.recorder.renew(this, next);
		return next;
	}

	/**
	 * Ends the lease early with what it has.
	 * @param reason what {@link Recordings#endedEarly()} is to say
	 */
	public void end(String reason) {
		this.recorder.end(this, reason);
	}

	@Override
	public void close() {
		synchronized (this) {
			if (this.fetched || this.abandoned) {
				return;
			}
			this.abandoned = true;
		}
		end("cancelled");
		this.result.thenAccept(Recordings::close);
	}

	EventSet events() {
		return this.events;
	}

	/**
	 * The time that is left of a lease that has begun.
	 */
	Duration rest() {
		return (this.end != null) ? Duration.ofMillis(Math.max(0, this.end.getDelay(TimeUnit.MILLISECONDS)))
				: Duration.ZERO;
	}

	void add(Recording recording) {
		recording.retain();
		this.recordings.add(recording);
	}

	boolean hasRecordings() {
		return !this.recordings.isEmpty();
	}

	/**
	 * Sets the task that ends the lease in time, which is not needed when it ends early.
	 */
	void endsWith(ScheduledFuture<?> end) {
		this.end = end;
	}

	void complete(String endedEarly, boolean failed) {
		cancelEnd();
		this.result.complete(new Recordings(this.recordings, endedEarly, failed));
	}

	void fail(EngineException ex) {
		cancelEnd();
		this.result.completeExceptionally(ex);
	}

	private void cancelEnd() {
		if (this.end != null) {
			this.end.cancel(false);
		}
	}

}
