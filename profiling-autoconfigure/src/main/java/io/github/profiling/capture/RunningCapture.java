package io.github.profiling.capture;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.github.profiling.profile.Profile;

/**
 * A capture that is being taken. Closing it is a must: it ends what still runs, and makes
 * room for the next capture.
 */
public final class RunningCapture implements AutoCloseable {

	private final CaptureRequest request;

	private final Instant start = Instant.now();

	private final Source source;

	private final AtomicBoolean closed = new AtomicBoolean();

	private final Consumer<RunningCapture> over;

	RunningCapture(CaptureRequest request, Source source, Consumer<RunningCapture> over) {
		this.request = request;
		this.source = source;
		this.over = over;
	}

	/**
	 * What is captured.
	 * @return the request
	 */
	public CaptureRequest request() {
		return this.request;
	}

	/**
	 * When it was begun.
	 * @return the time
	 */
	public Instant start() {
		return this.start;
	}

	/**
	 * Waits for the end of the capture. To be called once.
	 * @return the profile. It covers less time than asked for, and says so in its
	 * comments, if the application stops meanwhile
	 * @throws CaptureException if it cannot be taken
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	public Profile await() throws CaptureException, InterruptedException {
		return this.source.await();
	}

	/**
	 * Whether it can be {@linkplain #cut() cut}: not where nothing can be told before the
	 * end, nor where it takes no time.
	 * @return whether it can
	 */
	public boolean isDivisible() {
		return this.source.isDivisible();
	}

	/**
	 * Waits for the end of a divisible capture for a limited time.
	 * @param timeout how long
	 * @return whether it is over, so that {@link #await()} does not wait
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	public boolean hasEnded(Duration timeout) throws InterruptedException {
		return this.source.hasEnded(timeout);
	}

	/**
	 * Takes what a divisible capture has until now. It goes on, and {@link #await()} will
	 * give the whole.
	 * @return the profile from the capture's start until now
	 * @throws CaptureException if it cannot be taken
	 * @throws InterruptedException if the thread is interrupted
	 */
	public Profile cut() throws CaptureException, InterruptedException {
		return this.source.cut();
	}

	/**
	 * Why the capture covers less time than asked for, to be asked when it is over.
	 * @return the reason, or an empty string if it covers all of it, or was stopped
	 * without one
	 */
	public String endedEarly() {
		return this.source.endedEarly();
	}

	/**
	 * Ends the capture early with what it has, so that {@link #await()} returns.
	 * @param reason what to say of it in the profile's comments, or an empty string where
	 * nobody misses the rest
	 */
	public void stop(String reason) {
		this.source.stop(reason);
	}

	/**
	 * Whether the capture is closed.
	 * @return whether it is
	 */
	public boolean isClosed() {
		return this.closed.get();
	}

	@Override
	public void close() {
		if (this.closed.compareAndSet(false, true)) {
			try {
				this.source.close();
			}
			finally {
				this.over.accept(this);
			}
		}
	}

	/**
	 * Where the profile comes from.
	 */
	interface Source {

		Profile await() throws CaptureException, InterruptedException;

		default boolean isDivisible() {
			return false;
		}

		default boolean hasEnded(Duration timeout) throws InterruptedException {
			throw new UnsupportedOperationException();
		}

		default Profile cut() throws CaptureException, InterruptedException {
			throw new UnsupportedOperationException();
		}

		default String endedEarly() {
			return "";
		}

		void stop(String reason);

		void close();

	}

}
