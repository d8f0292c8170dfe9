package io.github.profiling.autoconfigure;

import io.github.profiling.recording.EngineLadder;

import org.springframework.context.SmartLifecycle;

/**
 * Ends running captures before the web server stops (it has the highest phase, and high
 * phases stop first), so that waiting clients get what was recorded, and nobody has to
 * wait for them.
 */
final class ProfilingLifecycle implements SmartLifecycle {

	private final EngineLadder engines;

	private final boolean loadEarly;

	private volatile boolean running;

	ProfilingLifecycle(EngineLadder engines, boolean loadEarly) {
		this.engines = engines;
		this.loadEarly = loadEarly;
	}

	@Override
	public void start() {
		this.engines.resume();
		this.running = true;
		if (this.loadEarly && isNativeAccessSilent()) {
			this.engines.prepare();
		}
	}

	@Override
	public void stop() {
		this.running = false;
		this.engines.suspend("the application is stopping");
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
			Module module = EngineLadder.class.getModule();
			return (boolean) Module.class.getMethod("isNativeAccessEnabled").invoke(module);
		}
		catch (ReflectiveOperationException ex) {
			return false;
		}
	}

}
