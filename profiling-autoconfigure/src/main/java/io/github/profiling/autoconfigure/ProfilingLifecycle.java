package io.github.profiling.autoconfigure;

import java.time.Duration;

import io.github.profiling.capture.Captures;
import io.github.profiling.capture.job.CaptureJobs;
import io.github.profiling.capture.store.RecoveryWatch;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Ends running captures before the web server stops (it has the highest phase, and high
 * phases stop first), so that waiting clients get what was recorded, and nobody has to
 * wait for them.
 */
final class ProfilingLifecycle implements SmartLifecycle {

	private static final String REASON = "the application is stopping";

	private static final Log logger = LogFactory.getLog(ProfilingLifecycle.class);

	private final Captures captures;

	private final CaptureJobs jobs;

	private final boolean loadEarly;

	private final @Nullable RecoveryWatch recovery;

	private final Duration timeout;

	private volatile boolean running;

	/**
	 * Creates the lifecycle.
	 * @param captures are ended
	 * @param jobs are stored when they are ended
	 * @param recovery looks for what killed processes left, {@code null} where the store
	 * goes with the process
	 * @param loadEarly whether the engine is to be loaded with the start
	 * @param timeout how long the end waits for jobs to be stored
	 */
	ProfilingLifecycle(Captures captures, CaptureJobs jobs, @Nullable RecoveryWatch recovery, boolean loadEarly,
			Duration timeout) {
		this.captures = captures;
		this.jobs = jobs;
		this.loadEarly = loadEarly;
		this.recovery = recovery;
		this.timeout = timeout;
	}

	@Override
	public void start() {
		this.captures.resume();
		this.jobs.resume();
		if (this.recovery != null) {
			this.recovery.start();
		}
		this.running = true;
		if (this.loadEarly && isNativeAccessSilent()) {
			this.captures.prepare();
		}
	}

	@Override
	public void stop() {
		this.running = false;
		long end = System.nanoTime() + this.timeout.toNanos();
		this.jobs.suspend(REASON);
		this.captures.suspend(REASON);
		if (this.recovery != null) {
			this.recovery.close();
		}
		try {
			if (!this.jobs.awaitSaved(Duration.ofNanos(end - System.nanoTime()))) {
				logger.warn("A capture could not be stored within profiling.shutdown.timeout, and is lost");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * From Java 24 on, the JVM warns of code that loads native libraries without having
	 * been allowed to (JEP 472). Nobody should see that for a profile never taken.
	 */
	private static boolean isNativeAccessSilent() {
		if (Runtime.version().feature() < 24) {
			return true;
		}
		try {
			Module module = Captures.class.getModule();
			return (boolean) Module.class.getMethod("isNativeAccessEnabled").invoke(module);
		}
		catch (ReflectiveOperationException ex) {
			return false;
		}
	}

}
