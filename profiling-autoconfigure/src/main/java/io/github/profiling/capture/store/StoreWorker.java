package io.github.profiling.capture.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import io.github.profiling.capture.store.StoreException.Reason;

/**
 * Does everything that touches the volume, on one thread: a network volume that hangs
 * holds that thread and nobody else. Those who ask wait for a limited time; as long as
 * the thread is held, the next ones are turned away at once. The thread ends when there
 * is nothing to do.
 */
final class StoreWorker {

	private static final int MAX_WAITING = 64;

	private static final long KEEP_ALIVE_SECONDS = 2;

	private final Duration timeout;

	private final ThreadPoolExecutor thread;

	/** When the work that is being done is late, in nanoseconds; 0 if none is done. */
	private volatile long late;

	StoreWorker(Duration timeout) {
		this.timeout = timeout;
		this.thread = new ThreadPoolExecutor(1, 1, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(MAX_WAITING), (task) -> {
					Thread created = new Thread(task, "profiling-store");
					created.setDaemon(true);
					return created;
				});
		this.thread.allowCoreThreadTimeOut(true);
	}

	/**
	 * Has something done.
	 * @param work what to do. It is interrupted when the time is over, and told so, as a
	 * system that hangs may be deaf
	 * @return its result
	 * @throws StoreException if it fails, or takes too long
	 * @throws InterruptedException if the thread that waits is interrupted
	 */
	<T> T call(Work<T> work) throws StoreException, InterruptedException {
		long due = this.late;
		if (due != 0 && System.nanoTime() - due > 0) {
			throw new StoreException(Reason.UNAVAILABLE, "the store's volume does not answer");
		}
		AtomicBoolean givenUp = new AtomicBoolean();
		Future<T> result = submit(() -> work.run(givenUp::get));
		try {
			return result.get(this.timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			throw new StoreException(Reason.UNAVAILABLE,
					"the store's volume has not answered for " + this.timeout.toMillis() + " ms", ex);
		}
		catch (ExecutionException ex) {
			throw failure((ex.getCause() != null) ? ex.getCause() : ex);
		}
		finally {
			givenUp.set(true);
			result.cancel(true);
		}
	}

	private <T> Future<T> submit(Callable<T> work) throws StoreException {
		try {
			return this.thread.submit(() -> {
				this.late = notZero(System.nanoTime() + this.timeout.toNanos());
				try {
					return work.call();
				}
				finally {
					this.late = 0;
				}
			});
		}
		catch (RejectedExecutionException ex) {
			throw new StoreException(Reason.UNAVAILABLE, "too much is asked of the store at once", ex);
		}
	}

	private static long notZero(long nanos) {
		return (nanos != 0) ? nanos : 1;
	}

	/**
	 * What happened, in words. The paths in the messages of exceptions are nobody's
	 * business.
	 */
	private static StoreException failure(Throwable cause) {
		if (cause instanceof StoreException ex) {
			return ex;
		}
		String what = cause.getClass().getSimpleName();
		String why = (cause instanceof FileSystemException ex) ? ex.getReason() : cause.getMessage();
		String text = (why != null) ? why : "";
		if (isNoRoom(text)) {
			return new StoreException(Reason.NO_ROOM, "the store's volume is full (" + text + ")", cause);
		}
		if (cause instanceof NoSuchFileException) {
			return new StoreException(Reason.UNAVAILABLE, "the store's directory is gone, or a file of it", cause);
		}
		return new StoreException(Reason.UNAVAILABLE,
				"the store's directory cannot be used: " + what + (text.isEmpty() ? "" : " (" + text + ")"), cause);
	}

	/**
	 * Java has no exception for it, only the words of the system.
	 */
	private static boolean isNoRoom(String text) {
		String words = text.toLowerCase(Locale.ROOT);
		return words.contains("no space") || words.contains("not enough space") || words.contains("quota");
	}

	/**
	 * Something to do.
	 *
	 * @param <T> the result
	 */
	@FunctionalInterface
	interface Work<T> {

		/**
		 * Does it.
		 * @param givenUp whether nobody waits for it any more
		 */
		T run(BooleanSupplier givenUp) throws IOException;

	}

}
