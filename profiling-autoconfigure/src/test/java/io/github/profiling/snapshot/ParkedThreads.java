package io.github.profiling.snapshot;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

import org.awaitility.Awaitility;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Threads that wait in {@link #parkHere()} until closed.
 */
final class ParkedThreads implements AutoCloseable {

	private final List<Thread> threads = new ArrayList<>();

	private final CountDownLatch started;

	private volatile boolean closed;

	private ParkedThreads(int count) {
		this.started = new CountDownLatch(count);
	}

	static ParkedThreads platform(int count, String name) {
		ParkedThreads parked = new ParkedThreads(count);
		for (int i = 0; i < count; i++) {
			Thread thread = new Thread(parked::parkHere, name);
			thread.setDaemon(true);
			thread.start();
			parked.threads.add(thread);
		}
		return parked.awaitAll();
	}

	/**
	 * Starts virtual threads, or skips the test where there can be none. By reflection,
	 * as they are younger than the release we compile for.
	 */
	static ParkedThreads virtual(int count) throws ReflectiveOperationException {
		assumeTrue(Runtime.version().feature() >= 21,
				() -> "no virtual threads on Java " + Runtime.version().feature() + ", needs 21");
		Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
		ParkedThreads parked = new ParkedThreads(count);
		for (int i = 0; i < count; i++) {
			parked.threads.add((Thread) start.invoke(null, (Runnable) parked::parkHere));
		}
		return parked.awaitAll();
	}

	private ParkedThreads awaitAll() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> this.started.getCount() == 0
					&& this.threads.stream().allMatch((thread) -> thread.getState() == Thread.State.WAITING));
		return this;
	}

	void parkHere() {
		this.started.countDown();
		while (!this.closed) {
			LockSupport.park(this);
		}
	}

	int count() {
		return this.threads.size();
	}

	@Override
	public void close() {
		this.closed = true;
		for (Thread thread : this.threads) {
			LockSupport.unpark(thread);
		}
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> this.threads.stream().noneMatch(Thread::isAlive));
	}

}
