package io.github.profiling.testing;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.ReentrantLock;

import static org.awaitility.Awaitility.await;

/**
 * Two threads, each of which waits for the lock that the other one holds, until they are
 * interrupted.
 */
@SuppressWarnings("try")
public final class Deadlock implements AutoCloseable {

	private final CyclicBarrier bothHold = new CyclicBarrier(2);

	private final Thread one;

	private final Thread other;

	private Deadlock() {
		ReentrantLock left = new ReentrantLock();
		ReentrantLock right = new ReentrantLock();
		this.one = new Thread(() -> lockBoth(left, right), "deadlocked-one");
		this.other = new Thread(() -> lockBoth(right, left), "deadlocked-other");
	}

	public static Deadlock create() {
		Deadlock deadlock = new Deadlock();
		deadlock.one.start();
		deadlock.other.start();
		await().atMost(Duration.ofSeconds(30))
			.until(() -> ManagementFactory.getThreadMXBean().findDeadlockedThreads() != null);
		return deadlock;
	}

	private void lockBoth(ReentrantLock first, ReentrantLock second) {
		first.lock();
		try {
			this.bothHold.await();
			second.lockInterruptibly();
			second.unlock();
		}
		catch (Exception ex) {
			// Interrupted: the test is over.
		}
		finally {
			first.unlock();
		}
	}

	@Override
	public void close() throws InterruptedException {
		this.one.interrupt();
		this.other.interrupt();
		this.one.join();
		this.other.join();
	}

}
