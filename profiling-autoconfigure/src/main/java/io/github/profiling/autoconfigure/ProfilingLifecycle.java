package io.github.profiling.autoconfigure;

import io.github.profiling.capture.Captures;

import org.springframework.context.SmartLifecycle;

/**
 * Ends running captures before the web server stops (it has the highest phase, and high
 * phases stop first), so that waiting clients get what was recorded, and nobody has to
 * wait for them.
 */
final class ProfilingLifecycle implements SmartLifecycle {

	private final Captures captures;

	private final boolean loadEarly;

	private volatile boolean running;

	ProfilingLifecycle(Captures captures, boolean loadEarly) {
		this.captures = captures;
		this.loadEarly = loadEarly;
	}

	@Override
	public void start() {
		this.captures.resume();
		this.running = true;
		if (this.loadEarly && isNativeAccessSilent()) {
			this.captures.prepare();
		}
	}

	@Override
	public void stop() {
		this.running = false;
		this.captures.suspend("the application is stopping");
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
