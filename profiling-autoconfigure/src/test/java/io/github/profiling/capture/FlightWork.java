package io.github.profiling.capture;

import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Work of which is known what it costs, for {@link FlightTruthTests}.
 */
final class FlightWork {

	private static final int KEPT = 2000;

	private static volatile Object sink = new Object();

	private final byte[][] kept = new byte[KEPT][];

	private final Object monitor = new Object();

	private final ReentrantLock lock = new ReentrantLock();

	private long thriceNanos;

	private long onceNanos;

	private long allocated;

	/** CPU time of {@link #spinThrice}, in nanoseconds. */
	long thriceNanos() {
		return this.thriceNanos;
	}

	/** CPU time of {@link #spinOnce}, in nanoseconds. */
	long onceNanos() {
		return this.onceNanos;
	}

	/** What {@link #allocateThrice} and {@link #allocateOnce} allocated, in bytes. */
	long allocated() {
		return this.allocated;
	}

	void spin(int rounds) {
		for (int i = 0; i < rounds; i++) {
			long start = cpuTime();
			spinThrice();
			long middle = cpuTime();
			spinOnce();
			this.thriceNanos += middle - start;
			this.onceNanos += cpuTime() - middle;
		}
	}

	private static long cpuTime() {
		return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
	}

	private static void spinThrice() {
		sink = count(30_000_000);
	}

	private static void spinOnce() {
		sink = count(10_000_000);
	}

	private static long count(int steps) {
		long sum = 0;
		for (int i = 0; i < steps; i++) {
			sum += i ^ (sum << 3);
		}
		return sum;
	}

	void allocate(int rounds) {
		for (int i = 0; i < rounds; i++) {
			allocateThrice();
			allocateOnce();
			this.allocated += 4 * 10_016;
		}
	}

	private static void allocateThrice() {
		for (int i = 0; i < 3; i++) {
			sink = new byte[10_000];
		}
	}

	private static void allocateOnce() {
		sink = new byte[10_000];
	}

	void keep() {
		for (int i = 0; i < KEPT; i++) {
			this.kept[i] = new byte[10_000];
		}
	}

	boolean isKept() {
		return this.kept[KEPT - 1] != null;
	}

	void start(int threads) throws InterruptedException {
		for (int i = 0; i < threads; i++) {
			Thread thread = new Thread(() -> {
			}, "started-" + i);
			thread.start();
			thread.join();
		}
	}

	/**
	 * Has somebody wait for a monitor and a lock.
	 */
	void contend(int times, long nanos) throws InterruptedException {
		for (int i = 0; i < times; i++) {
			Thread waiter = new Thread(this::waitForMonitor);
			synchronized (this.monitor) {
				waiter.start();
				hold(waiter, Thread.State.BLOCKED, nanos);
			}
			waiter.join();
			waiter = new Thread(this::waitForLock);
			this.lock.lock();
			try {
				waiter.start();
				hold(waiter, Thread.State.WAITING, nanos);
			}
			finally {
				this.lock.unlock();
			}
			waiter.join();
		}
	}

	private static void hold(Thread waiter, Thread.State state, long nanos) {
		while (waiter.getState() != state) {
			Thread.onSpinWait();
		}
		long end = System.nanoTime() + nanos;
		for (long left = nanos; left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

	private void waitForMonitor() {
		synchronized (this.monitor) {
			sink = this;
		}
	}

	private void waitForLock() {
		this.lock.lock();
		this.lock.unlock();
	}

}
