package io.github.profiling.capture.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import io.github.profiling.capture.CaptureException;
import io.github.profiling.capture.CaptureRequest;
import io.github.profiling.capture.Captures;

/**
 * The jobs of one order, one after the other, on a thread that ends with the last of
 * them.
 */
final class CaptureSeries {

	private final Captures captures;

	private final CaptureRequest request;

	private final List<CaptureJob> jobs;

	private final Thread thread;

	private final Consumer<CaptureJob> changed;

	/**
	 * Creates a series; nothing is begun yet.
	 * @param captures takes the captures
	 * @param request what to capture
	 * @param jobs the jobs
	 * @param changed called with a job that is over
	 */
	CaptureSeries(Captures captures, CaptureRequest request, List<CaptureJob> jobs, Consumer<CaptureJob> changed) {
		this.captures = captures;
		this.request = request;
		this.jobs = List.copyOf(jobs);
		this.changed = changed;
		this.thread = new Thread(this::run, "profiling-capture");
		this.thread.setDaemon(true);
	}

	List<CaptureJob> jobs() {
		return this.jobs;
	}

	boolean isOver() {
		return this.jobs.stream().allMatch((job) -> job.state().isEnd());
	}

	/**
	 * Begins the first job.
	 * @throws CaptureException if it cannot be begun; then there is no series
	 */
	void start() throws CaptureException {
		this.jobs.get(0).begun(this.captures.begin(this.request));
		this.thread.start();
	}

	/**
	 * To be called when a job was cancelled, for which nobody need wait any more.
	 */
	synchronized void wake() {
		notifyAll();
	}

	/**
	 * Waits for the end.
	 * @return whether it came in time
	 */
	boolean join(Duration timeout) throws InterruptedException {
		// Zero would be for ever.
		this.thread.join(Math.max(1, timeout.toMillis()));
		return !this.thread.isAlive();
	}

	private void run() {
		for (CaptureJob job : this.jobs) {
			try {
				awaitTime(job);
				if (job.state() == JobState.QUEUED) {
					job.begun(this.captures.begin(this.request));
				}
				job.run();
			}
			catch (CaptureException ex) {
				job.fail(String.valueOf(ex.getMessage()));
			}
			catch (InterruptedException ex) {
				job.fail("the application is stopping");
			}
			catch (Throwable ex) {
				job.fail("the capture failed: " + ex);
			}
			this.changed.accept(job);
		}
	}

	private synchronized void awaitTime(CaptureJob job) throws InterruptedException {
		while (job.state() == JobState.QUEUED) {
			long left = Duration.between(Instant.now(), job.status().start()).toMillis();
			if (left <= 0) {
				return;
			}
			wait(left);
		}
	}

}
