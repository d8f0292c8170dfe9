package io.github.profiling.capture.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.github.profiling.capture.CaptureException;
import io.github.profiling.capture.Captures;
import io.github.profiling.capture.job.JobException.Reason;
import io.github.profiling.capture.store.CaptureStore;
import io.github.profiling.capture.store.StoreException;

/**
 * Captures that nobody waits for. They end in the store, where every replica finds them;
 * those that still run, and the last ones that failed, are known only here.
 */
public final class CaptureJobs {

	private static final int MAX_ENDED = 100;

	private final Captures captures;

	private final CaptureStore store;

	private final JobLimits limits;

	/** By id, in the order of time, without those that are in the store. */
	private final Map<String, CaptureJob> jobs = new LinkedHashMap<>();

	private final List<CaptureSeries> running = new ArrayList<>();

	private boolean suspended;

	/**
	 * Creates what runs jobs.
	 * @param captures takes the captures
	 * @param store where they go
	 * @param limits what may be asked for
	 */
	public CaptureJobs(Captures captures, CaptureStore store, JobLimits limits) {
		this.captures = captures;
		this.store = store;
		this.limits = limits;
	}

	/**
	 * Where the captures go.
	 * @return the store
	 */
	public CaptureStore store() {
		return this.store;
	}

	/**
	 * What may be asked for.
	 * @return the limits
	 */
	public JobLimits limits() {
		return this.limits;
	}

	/**
	 * Begins jobs, one for each capture of the order.
	 * @param order what is wanted
	 * @return the jobs, of which the first runs
	 * @throws JobException if there are too many
	 * @throws StoreException if the store has no room or fails
	 * @throws CaptureException if the first capture cannot be taken
	 * @throws InterruptedException if the thread is interrupted
	 */
	public List<JobStatus> submit(CaptureOrder order)
			throws JobException, StoreException, CaptureException, InterruptedException {
		return submit(order, this.captures, (status) -> {
		});
	}

	/**
	 * Begins jobs whose captures somebody else takes, who may have other limits.
	 * @param order what is wanted
	 * @param taker takes the captures
	 * @param over told how each job ended, on its thread
	 * @return the jobs, of which the first runs
	 * @throws JobException if there are too many
	 * @throws StoreException if the store has no room or fails
	 * @throws CaptureException if the first capture cannot be taken
	 * @throws InterruptedException if the thread is interrupted
	 */
	public List<JobStatus> submit(CaptureOrder order, Captures taker, Consumer<JobStatus> over)
			throws JobException, StoreException, CaptureException, InterruptedException {
		checkRoom(order.count());
		this.store.check();
		CaptureSeries series = new CaptureSeries(taker, order.request(), jobs(order), (job) -> {
			forget();
			over.accept(job.status());
		});
		synchronized (this) {
			checkRoom(order.count());
			this.running.add(series);
			series.jobs().forEach((job) -> this.jobs.put(job.id(), job));
		}
		try {
			// Outside of the lock: an instant capture is taken here and now.
			series.start();
		}
		catch (CaptureException | RuntimeException | Error ex) {
			remove(series);
			throw ex;
		}
		return series.jobs().stream().map(CaptureJob::status).toList();
	}

	private synchronized void remove(CaptureSeries series) {
		this.running.remove(series);
		series.jobs().forEach((job) -> this.jobs.remove(job.id()));
	}

	private List<CaptureJob> jobs(CaptureOrder order) {
		List<CaptureJob> created = new ArrayList<>();
		Instant start = Instant.now();
		for (int i = 0; i < order.count(); i++) {
			created.add(new CaptureJob(created.isEmpty() ? null : created.get(0).id(), order, start, this.store,
					this.limits.cutInterval()));
			start = start.plus(order.every());
		}
		return created;
	}

	private synchronized void checkRoom(int count) throws JobException {
		if (this.suspended) {
			throw new JobException(Reason.STOPPING, "the application is stopping");
		}
		long waiting = this.jobs.values().stream().filter((job) -> !job.state().isEnd()).count();
		if (waiting + count > this.limits.maxWaiting()) {
			throw new JobException(Reason.TOO_MANY, waiting + " captures run or wait for their time, with these "
					+ count + " it would be more than " + this.limits.maxWaiting() + "; try again when some are over");
		}
	}

	/**
	 * Forgets what is in the store, and all but the last of those that will never be.
	 */
	private synchronized void forget() {
		this.running.removeIf(CaptureSeries::isOver);
		this.jobs.values().removeIf((job) -> job.state() == JobState.FINISHED);
		List<CaptureJob> ended = this.jobs.values().stream().filter((job) -> job.state().isEnd()).toList();
		for (CaptureJob job : ended.subList(0, Math.max(0, ended.size() - MAX_ENDED))) {
			this.jobs.remove(job.id());
		}
	}

	/**
	 * The jobs of this process that are not in the store, the youngest first.
	 * @return the jobs
	 */
	public synchronized List<JobStatus> list() {
		List<JobStatus> all = new ArrayList<>();
		for (CaptureJob job : this.jobs.values()) {
			if (job.state() != JobState.FINISHED) {
				all.add(job.status());
			}
		}
		Collections.reverse(all);
		return all;
	}

	/**
	 * A job by its id.
	 * @param id the id
	 * @return the job, or empty if there is none, or it has finished
	 */
	public Optional<JobStatus> find(String id) {
		return job(id).map(CaptureJob::status).filter((job) -> job.state() != JobState.FINISHED);
	}

	private synchronized Optional<CaptureJob> job(String id) {
		return Optional.ofNullable(this.jobs.get(id));
	}

	/**
	 * Ends a running capture with what it has.
	 * @param id the job's id
	 * @throws JobException if it does not run
	 * @throws StoreException if the store fails, which has to be asked what is unknown
	 * here
	 * @throws InterruptedException if the thread is interrupted
	 */
	public void stop(String id) throws JobException, StoreException, InterruptedException {
		if (stop(id, "it was stopped")) {
			return;
		}
		CaptureJob job = job(id).orElse(null);
		if (job == null && this.store.find(id).isEmpty()) {
			throw unknown(id);
		}
		JobState state = (job != null) ? job.state() : JobState.FINISHED;
		throw JobException.wrongState("only a running capture can be stopped, this one is " + state.key()
				+ ((state == JobState.QUEUED) ? "; DELETE cancels it" : ""));
	}

	/**
	 * Ends a running capture with what it has.
	 * @param id the job's id
	 * @param reason why, or an empty string where nobody misses the rest
	 * @return whether it was running
	 */
	public boolean stop(String id, String reason) {
		return job(id).map((job) -> job.stop(reason)).orElse(false);
	}

	/**
	 * Cancels a capture, or removes it from the store, or forgets it.
	 * @param id the capture's id
	 * @throws JobException if there is none
	 * @throws StoreException if the store fails
	 * @throws InterruptedException if the thread is interrupted
	 */
	public void delete(String id) throws JobException, StoreException, InterruptedException {
		CaptureJob job = job(id).orElse(null);
		if (job != null && job.cancel("it was cancelled")) {
			wake();
			return;
		}
		boolean forgotten = forget(id);
		if (!this.store.delete(id) && !forgotten) {
			throw unknown(id);
		}
	}

	private synchronized boolean forget(String id) {
		return this.jobs.remove(id) != null;
	}

	private synchronized void wake() {
		this.running.forEach(CaptureSeries::wake);
	}

	private JobException unknown(String id) {
		return JobException.unknown(id,
				"running ones are known only to their own replica, this is " + this.store.owner().replica());
	}

	/**
	 * Takes no more jobs, and cancels those that wait, until {@link #resume()}. Those
	 * that run end when {@link Captures#suspend} ends their captures.
	 * @param reason what to say of those that are cancelled
	 */
	public void suspend(String reason) {
		List<CaptureJob> all;
		synchronized (this) {
			this.suspended = true;
			all = List.copyOf(this.jobs.values());
		}
		for (CaptureJob job : all) {
			if (job.state() == JobState.QUEUED) {
				job.cancel(reason);
			}
		}
		wake();
	}

	/**
	 * Waits until all that has ended is saved.
	 * @param timeout how long
	 * @return whether it is
	 * @throws InterruptedException if the thread is interrupted
	 */
	public boolean awaitSaved(Duration timeout) throws InterruptedException {
		long end = System.nanoTime() + timeout.toNanos();
		List<CaptureSeries> ending;
		synchronized (this) {
			ending = List.copyOf(this.running);
		}
		boolean saved = true;
		for (CaptureSeries series : ending) {
			saved &= series.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
		}
		return saved;
	}

	/**
	 * Takes jobs again.
	 */
	public synchronized void resume() {
		this.suspended = false;
	}

}
