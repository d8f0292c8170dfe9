package io.github.profiling.capture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Captures that are begun and ended together, on a thread of their own that lives as long
 * as they do: whoever begins them neither waits nor hears of their failures.
 */
public final class BackgroundCaptures implements AutoCloseable {

	private final Supplier<Captures> captures;

	private final List<CaptureRequest> requests;

	private final CaptureSink sink;

	private final Consumer<String> failures;

	private final Duration patience;

	private final Thread thread = new Thread(this::run, "profiling-background");

	/** Guarded by this. */
	private final List<RunningCapture> running = new ArrayList<>();

	/** Why everything ends, {@code null} as long as it does not. Guarded by this. */
	private @Nullable String ended;

	/**
	 * Creates the captures; nothing is loaded or started yet.
	 * @param captures takes them. Asked on the thread of their own
	 * @param requests what to capture
	 * @param sink where the profiles go, on the thread of their own
	 * @param failures told what went wrong, on the thread of their own
	 * @param patience how long {@link #close()} may take
	 */
	public BackgroundCaptures(Supplier<Captures> captures, List<CaptureRequest> requests, CaptureSink sink,
			Consumer<String> failures, Duration patience) {
		this.captures = captures;
		this.requests = List.copyOf(requests);
		this.sink = sink;
		this.failures = failures;
		this.patience = patience;
		this.thread.setDaemon(true);
	}

	/**
	 * Begins the captures. To be called once.
	 */
	public void start() {
		this.thread.start();
	}

	/**
	 * Ends the captures that still run. What they have goes to the sink in the
	 * background.
	 * @param reason what to say of it in the profiles' comments, or an empty string where
	 * nobody misses the rest
	 */
	public void end(String reason) {
		List<RunningCapture> ending;
		synchronized (this) {
			if (this.ended != null) {
				return;
			}
			this.ended = reason;
			ending = List.copyOf(this.running);
		}
		ending.forEach((capture) -> capture.stop(reason));
	}

	/**
	 * Ends the captures that still run, and waits until the sink has them, or until its
	 * patience is over.
	 */
	@Override
	public void close() {
		end("");
		try {
			TimeUnit.NANOSECONDS.timedJoin(this.thread, this.patience.toNanos());
			if (this.thread.isAlive()) {
				this.failures.accept("profiles that were not written after " + this.patience.toMillis()
						+ " ms are given up: the application is stopping");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void run() {
		try {
			Captures begun = this.captures.get();
			for (CaptureRequest request : this.requests) {
				begin(begun, request);
			}
			for (RunningCapture capture : begunCaptures()) {
				finish(capture);
			}
		}
		catch (Throwable ex) {
			// Nothing that profiling does may end in somebody else's error handler.
			this.failures.accept("nothing is profiled: " + ex);
		}
	}

	private void begin(Captures begun, CaptureRequest request) {
		try {
			RunningCapture capture = begun.begin(request);
			String reason;
			synchronized (this) {
				this.running.add(capture);
				reason = this.ended;
			}
			if (reason != null) {
				capture.stop(reason);
			}
		}
		catch (CaptureException ex) {
			fail(request, ex);
		}
	}

	private synchronized List<RunningCapture> begunCaptures() {
		return List.copyOf(this.running);
	}

	private void finish(RunningCapture capture) {
		try (capture) {
			this.sink.accept(capture.request(), capture.await());
		}
		catch (Throwable ex) {
			// The others have theirs all the same.
			fail(capture.request(), ex);
		}
	}

	private void fail(CaptureRequest request, Throwable ex) {
		this.failures.accept("no profile '" + request.kind().path() + "': "
				+ ((ex instanceof CaptureException) ? ex.getMessage() : ex));
	}

}
