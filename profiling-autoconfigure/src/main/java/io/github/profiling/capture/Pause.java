package io.github.profiling.capture;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The time between two snapshots that are compared, which ends early when the application
 * stops.
 */
final class Pause {

	private @Nullable String ended;

	/**
	 * Waits.
	 * @param duration how long
	 * @return why it took less, or an empty string
	 */
	synchronized String await(Duration duration) throws InterruptedException {
		long end = System.nanoTime() + duration.toNanos();
		while (this.ended == null) {
			long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
			if (left <= 0) {
				return "";
			}
			wait(left);
		}
		return this.ended;
	}

	synchronized void end(String reason) {
		this.ended = reason;
		notifyAll();
	}

	synchronized void resume() {
		this.ended = null;
	}

}
