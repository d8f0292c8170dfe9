package io.github.profiling.api;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.github.profiling.capture.CaptureException;
import io.github.profiling.capture.CaptureRequest;
import io.github.profiling.capture.Captures;

/**
 * The same capture again and again. Closing it ends the one that is running, which is
 * thrown away.
 */
public final class ProfilingSchedule implements AutoCloseable {

	/** How long closing waits for a sink that is busy. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Captures captures;

	private final Duration interval;

	private final CaptureRequest request;

	private final CaptureSink sink;

	private final Consumer<ProfilingSchedule> over;

	private final Thread thread = new Thread(this::run, "profiling-schedule");

	private final AtomicLong taken = new AtomicLong();

	private final AtomicLong failed = new AtomicLong();

	private volatile boolean closed;

	ProfilingSchedule(Captures captures, Duration interval, CaptureRequest request, CaptureSink sink,
			Consumer<ProfilingSchedule> over) {
		this.captures = captures;
		this.interval = interval;
		this.request = request;
		this.sink = sink;
		this.over = over;
		this.thread.setDaemon(true);
	}

	void start() {
		this.thread.start();
	}

	/**
	 * How many captures were taken and accepted by the sink.
	 * @return the number
	 */
	public long taken() {
		return this.taken.get();
	}

	/**
	 * How many captures could not be taken, or were refused by the sink.
	 * @return the number
	 */
	public long failed() {
		return this.failed.get();
	}

	private void run() {
		try {
			long next = System.nanoTime();
			while (!this.closed) {
				takeOne();
				long now = System.nanoTime();
				do {
					// What is late is left out rather than made up for.
					next += this.interval.toNanos();
				}
				while (next - now < 0);
				TimeUnit.NANOSECONDS.sleep(next - now);
			}
		}
		catch (InterruptedException ex) {
			// Closed.
		}
		finally {
			this.over.accept(this);
		}
	}

	private void takeOne() throws InterruptedException {
		try {
			this.sink.accept(this.request, this.captures.take(this.request));
			this.taken.incrementAndGet();
		}
		catch (CaptureException | IOException | RuntimeException ex) {
			this.failed.incrementAndGet();
			Profiler.warn(this.request.kind(), ex);
		}
	}

	@Override
	public void close() {
		this.closed = true;
		this.thread.interrupt();
		if (Thread.currentThread() == this.thread) {
			return;
		}
		try {
			TimeUnit.NANOSECONDS.timedJoin(this.thread, PATIENCE.toNanos());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
