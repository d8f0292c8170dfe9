package io.github.profiling.testing;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Threads that do something known, for tests that profile the JVM they run in.
 */
public final class Work implements AutoCloseable {

	private static volatile Object sink = new Object();

	private final AtomicBoolean stopped = new AtomicBoolean();

	private final Thread thread;

	private Work(String name, Runnable step) {
		this.thread = new Thread(() -> {
			while (!this.stopped.get()) {
				step.run();
			}
		}, name);
		this.thread.setDaemon(true);
		this.thread.start();
	}

	/**
	 * Keeps a processor busy in {@link #fibonacci(int)}.
	 */
	public static Work onCpu() {
		return new Work("work-cpu", () -> sink = fibonacci(24));
	}

	/**
	 * Allocates arrays in {@link #allocate(int)} and drops them.
	 */
	public static Work allocating(int bytes) {
		return new Work("work-alloc", () -> sink = allocate(bytes));
	}

	public static long fibonacci(int n) {
		return (n < 2) ? n : fibonacci(n - 1) + fibonacci(n - 2);
	}

	public static byte[] allocate(int bytes) {
		return new byte[bytes];
	}

	/**
	 * The CPU time that the thread has had so far, in nanoseconds.
	 */
	public long cpuNanos() {
		return ManagementFactory.getThreadMXBean().getThreadCpuTime(this.thread.getId());
	}

	@Override
	public void close() {
		this.stopped.set(true);
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
