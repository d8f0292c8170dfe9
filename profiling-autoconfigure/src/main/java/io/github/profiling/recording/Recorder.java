package io.github.profiling.recording;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.profiling.recording.EngineException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Serves many wishes at once from an engine that has one session: it records the union of
 * all leases. At the start and the end of every lease it <em>cuts</em>, that is closes
 * the current recording and begins the next, so that each lease covers whole recordings
 * and nobody has to take files apart by time.
 *
 * <p>
 * Everything happens on one thread of its own, which ends when there has been nothing to
 * do for a moment. So there are no locks, and a slow engine delays nobody but those who
 * wait for it.
 */
public final class Recorder implements AutoCloseable {

	private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);

	private static final Duration THREAD_KEEP_ALIVE = Duration.ofSeconds(2);

	private static final Duration SUSPEND_TIMEOUT = Duration.ofSeconds(5);

	private final EngineSession session;

	private final ScheduledThreadPoolExecutor thread;

	private final List<Lease> leases = new ArrayList<>();

	private volatile boolean suspended;

	private @Nullable Future<?> watch;

	/**
	 * Creates a recorder. Nothing is started or loaded before the first lease.
	 * @param engine the engine, which nobody else must drive
	 * @param directory where recordings are written
	 * @param limits what recordings may take of the disk
	 */
	public Recorder(Engine engine, WorkDirectory directory, RecordingLimits limits) {
		this.session = new EngineSession(engine, directory, limits);
		this.thread = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread created = new Thread(task, "profiling-recorder");
			created.setDaemon(true);
			return created;
		});
		this.thread.setKeepAliveTime(THREAD_KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS);
		this.thread.allowCoreThreadTimeOut(true);
		this.thread.setRemoveOnCancelPolicy(true);
	}

	/**
	 * The engine, to ask for its support of events.
	 * @return the engine
	 */
	public Engine engine() {
		return this.session.engine();
	}

	/**
	 * What recordings may take of the disk.
	 * @return the limits
	 */
	public RecordingLimits limits() {
		return this.session.limits();
	}

	/**
	 * Has the engine load what it needs, in the background. Code compiled after that has
	 * exact line numbers for inlined frames, see {@code DebugNonSafepoints} in the JVM's
	 * documentation.
	 */
	public void prepare() {
		try {
			this.thread.execute(() -> engine().support(EventType.CPU));
		}
		catch (RejectedExecutionException ex) {
			// Closed already: there is nothing to prepare for.
		}
	}

	/**
	 * Takes a lease, which begins as soon as the engine can and ends by itself.
	 * @param events what to record
	 * @param duration for how long
	 * @return the lease
	 */
	public Lease acquire(EventSet events, Duration duration) {
		Lease lease = new Lease(this, events, duration);
		try {
			this.thread.execute(() -> begin(lease, duration));
		}
		catch (RejectedExecutionException ex) {
			lease.fail(closed());
		}
		return lease;
	}

	/**
	 * The number of leases that are being served, as seen by the recorder's thread.
	 * @return the number of leases
	 */
	int activeLeases() {
		try {
			return this.thread.submit(this.leases::size).get();
		}
		catch (Exception ex) {
			return 0;
		}
	}

	/**
	 * Ends all leases with what they have, and takes no more until {@link #resume()}.
	 * Returns when the recordings are complete, or after a few seconds.
	 * @param reason what to tell those whose leases end early
	 */
	public void suspend(String reason) {
		this.suspended = true;
		try {
			this.thread.submit(() -> endAll(reason, false)).get(SUSPEND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException | ExecutionException | TimeoutException ex) {
			// Closed already, or an engine that hangs: the application has to stop
			// anyway.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Takes leases again.
	 */
	public void resume() {
		this.suspended = false;
	}

	/**
	 * Ends all leases with what they have, and takes no more.
	 */
	@Override
	public void close() {
		suspend("the application is stopping");
		this.thread.shutdownNow();
	}

	/**
	 * Ends a lease and begins the next one, with one cut for both.
	 */
	void renew(Lease lease, Lease next) {
		try {
			this.thread.execute(() -> follow(lease, next));
		}
		catch (RejectedExecutionException ex) {
			next.fail(closed());
		}
	}

	void end(Lease lease, String reason) {
		try {
			this.thread.execute(() -> finish(lease, reason));
		}
		catch (RejectedExecutionException ex) {
			// Closing ended it already.
		}
	}

	private void follow(Lease lease, Lease next) {
		if (!this.leases.contains(lease)) {
			next.fail(new EngineException(Reason.ENDED, "the lease has ended"));
			return;
		}
		Duration rest = lease.rest();
		closeCurrent();
		this.leases.remove(lease);
		complete(lease, "", false);
		begin(next, rest);
	}

	private void begin(Lease lease, Duration duration) {
		closeCurrent();
		this.leases.add(lease);
		try {
			openNext();
		}
		catch (EngineException ex) {
			this.leases.remove(lease);
			lease.fail(ex);
			reopen();
			return;
		}
		lease.endsWith(this.thread.schedule(() -> finish(lease, ""), duration.toMillis(), TimeUnit.MILLISECONDS));
		if (this.watch == null) {
			this.watch = this.thread.scheduleWithFixedDelay(this::watch, WATCH_INTERVAL.toMillis(),
					WATCH_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private void finish(Lease lease, String endedEarly) {
		if (!this.leases.contains(lease)) {
			return;
		}
		String failure = endedEarly.isEmpty() ? fullDisk() : "";
		closeCurrent();
		this.leases.remove(lease);
		complete(lease, endedEarly + failure, !failure.isEmpty());
		reopen();
	}

	/**
	 * Why the recording may lack samples, which an engine that cannot write drops.
	 */
	private String fullDisk() {
		try {
			this.session.checkFreeSpace();
			return "";
		}
		catch (IOException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	private void endAll(String reason, boolean failed) {
		closeCurrent();
		for (Lease lease : this.leases) {
			complete(lease, reason, failed);
		}
		this.leases.clear();
		reopen();
	}

	/**
	 * Goes on for those who were there before. If even that fails, they get what they
	 * have: data already taken is not lost.
	 */
	private void reopen() {
		try {
			openNext();
		}
		catch (EngineException ex) {
			for (Lease lease : this.leases) {
				complete(lease, String.valueOf(ex.getMessage()), ex.reason() != Reason.CLOSED);
			}
			this.leases.clear();
		}
		if (this.leases.isEmpty() && this.watch != null) {
			this.watch.cancel(false);
			this.watch = null;
		}
	}

	private void complete(Lease lease, String endedEarly, boolean failed) {
		if (lease.hasRecordings()) {
			lease.complete(endedEarly, failed);
		}
		else {
			lease.fail(new EngineException(Reason.UNAVAILABLE,
					"nothing was recorded" + (endedEarly.isEmpty() ? "" : ": " + endedEarly)));
		}
	}

	private void openNext() throws EngineException {
		if (this.leases.isEmpty()) {
			return;
		}
		if (this.suspended) {
			throw closed();
		}
		this.session.open(EventSet.union(this.leases.stream().map(Lease::events).toList()));
	}

	private void closeCurrent() {
		Recording recording = this.session.close();
		if (recording != null) {
			this.leases.forEach((lease) -> lease.add(recording));
			recording.release();
		}
	}

	/**
	 * Looks after the disk while something is recorded.
	 */
	private void watch() {
		try {
			this.session.checkLimits();
		}
		catch (IOException ex) {
			endAll(String.valueOf(ex.getMessage()), true);
		}
	}

	private static EngineException closed() {
		return new EngineException(Reason.CLOSED, "the application is stopping");
	}

}
