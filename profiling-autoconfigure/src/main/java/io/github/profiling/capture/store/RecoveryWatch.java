package io.github.profiling.capture.store;

import java.time.Duration;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Recovers what killed processes left, in the background after a start: at once what is
 * old enough, and some time later what was not, since the process that was killed is
 * mostly the one before this. Then its thread ends.
 */
public final class RecoveryWatch implements AutoCloseable {

	/** What is young again and again is being written by a process that lives. */
	private static final int ROUNDS = 3;

	private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

	private final CaptureStore store;

	private final Consumer<String> log;

	private @Nullable Thread thread;

	/**
	 * Creates a watch; nothing is touched yet.
	 * @param store where to look
	 * @param log told what was recovered, or why nothing can be
	 */
	public RecoveryWatch(CaptureStore store, Consumer<String> log) {
		this.store = store;
		this.log = log;
	}

	/**
	 * Begins to look, unless it does so already.
	 */
	public synchronized void start() {
		if (this.thread != null && this.thread.isAlive()) {
			return;
		}
		Thread started = new Thread(this::run, "profiling-recovery");
		started.setDaemon(true);
		this.thread = started;
		started.start();
	}

	private void run() {
		try {
			for (int i = 0; i < ROUNDS; i++) {
				Recovery recovery = this.store.recover();
				for (StoredCapture capture : recovery.recovered()) {
					this.log.accept("recovered a capture of a process that was killed: " + capture.name().path());
				}
				Duration next = recovery.next();
				if (next == null || next.compareTo(LONGEST_WAIT) > 0) {
					return;
				}
				// File systems round times, some to two seconds.
				Thread.sleep(next.toMillis() + 100);
			}
		}
		catch (StoreException ex) {
			this.log.accept("captures of killed processes cannot be looked for: " + ex.getMessage());
		}
		catch (InterruptedException ex) {
			// The application is stopping.
		}
		catch (RuntimeException | Error ex) {
			this.log.accept("captures of killed processes cannot be looked for: " + ex);
		}
	}

	@Override
	public synchronized void close() {
		if (this.thread != null) {
			this.thread.interrupt();
			this.thread = null;
		}
	}

}
