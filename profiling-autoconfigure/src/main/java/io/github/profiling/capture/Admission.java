package io.github.profiling.capture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.github.profiling.capture.CaptureException.Reason;

/**
 * Lets as many captures in as the limits allow, and turns the others away at once:
 * whoever waits holds a thread of the web server.
 */
final class Admission {

	private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

	private final CaptureLimits limits;

	private final LongSupplier nanoTime;

	private final Deque<Long> begun = new ArrayDeque<>();

	private int running;

	Admission(CaptureLimits limits, LongSupplier nanoTime) {
		this.limits = limits;
		this.nanoTime = nanoTime;
	}

	/**
	 * Lets a capture in, or turns it away.
	 */
	synchronized void enter() throws CaptureException {
		long now = this.nanoTime.getAsLong();
		while (!this.begun.isEmpty() && now - this.begun.peekFirst() >= MINUTE) {
			this.begun.removeFirst();
		}
		if (this.running >= this.limits.maxConcurrent()) {
			throw new CaptureException(Reason.TOO_MANY, "there are " + this.running
					+ " captures already, which is as many as are allowed at once (profiling.max-captures); try again "
					+ "when one is over");
		}
		if (this.begun.size() >= this.limits.maxPerMinute()) {
			throw new CaptureException(Reason.TOO_MANY,
					this.begun.size() + " captures were taken in the last minute, which is as many as are allowed "
							+ "(profiling.max-captures-per-minute); try again in a minute");
		}
		this.begun.addLast(now);
		this.running++;
	}

	/**
	 * Must follow every {@link #enter()} that let a capture in.
	 */
	synchronized void leave() {
		this.running--;
	}

}
