package io.github.profiling.capture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

import io.github.profiling.profile.Profile;
import io.github.profiling.testing.GoPprof;
import io.github.profiling.testing.GoRows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests of {@link Kind#MUTEX} with locks that are held for a known time, as
 * {@code go tool pprof} reads them.
 */
class LockTruthTests {

	private static final long MILLISECOND = 1_000_000;

	@TempDir
	private Path temp;

	private RealCaptures captures;

	private final Desk monitor = new Desk();

	private final ReentrantLock lock = new ReentrantLock();

	private Thread waiter = new Thread();

	private long waitedForMonitor;

	private long waitedForLock;

	private long held;

	@BeforeEach
	void start() {
		GoPprof.requireGo();
		this.captures = new RealCaptures(this.temp);
	}

	@AfterEach
	void stop() {
		if (this.captures != null) {
			this.captures.close();
		}
	}

	@Test
	void longWaitsAreCountedOneByOne() throws Exception {
		Profile profile = this.captures.during(() -> contend(10, 30 * MILLISECOND), RealCaptures.of(Kind.MUTEX)).get(0);
		GoRows delay = GoRows.of(profile, "delay", "ms");
		// A wait lasts at least as long as the lock is held after the waiter was seen to
		// wait, and at most as long as the waiter's own clock says. The JVM shows a
		// waiter
		// as such a moment before it tells of it.
		assertThat(delay.cum("LockTruthTests.waitForMonitor")).isBetween(0.85 * this.held / 1e6,
				1.01 * this.waitedForMonitor / 1e6);
		assertThat(delay.cum("LockTruthTests.waitForLock")).isBetween(0.85 * this.held / 1e6,
				1.01 * this.waitedForLock / 1e6);
		assertThat(delay.flat("LockTruthTests$Desk")).isEqualTo(delay.cum("LockTruthTests.waitForMonitor"));
		assertThat(delay.flat("java.util.concurrent.locks.ReentrantLock$NonfairSync"))
			.isEqualTo(delay.cum("LockTruthTests.waitForLock"));
		GoRows contentions = GoRows.of(profile, "contentions", "count");
		assertThat(contentions.cum("LockTruthTests.waitForMonitor")).isEqualTo(10);
		// A parked thread may wake up and find the lock still held.
		assertThat(contentions.cum("LockTruthTests.waitForLock")).isCloseTo(10, within(2.0));
	}

	@Test
	void shortWaitsAreSampledWithoutBias() throws Exception {
		Profile profile = this.captures
			.during(() -> contend(100, 2 * MILLISECOND), RealCaptures.of(Kind.MUTEX, 10 * MILLISECOND))
			.get(0);
		GoRows delay = GoRows.of(profile, "delay", "ms");
		GoRows contentions = GoRows.of(profile, "contentions", "count");
		// One wait is sampled for each 10 ms that is waited, so the sum is at most 10 ms
		// too low.
		assertThat(delay.cum("LockTruthTests.waitForMonitor") + delay.cum("LockTruthTests.waitForLock"))
			.isBetween(0.85 * 2 * this.held / 1e6 - 10, 1.01 * (this.waitedForMonitor + this.waitedForLock) / 1e6 + 10);
		// 40 samples or more; what each stands for varies as the waits do.
		assertThat(contentions.cum("LockTruthTests.waitForMonitor") + contentions.cum("LockTruthTests.waitForLock"))
			.isCloseTo(200, withinPercentage(30));
	}

	@Test
	void aWaitCountsIfItBeginsAndEndsWithinOneRecording() throws Exception {
		CompletableFuture<Profile> capture = this.captures.begin(RealCaptures.of(Kind.MUTEX));
		this.lock.lock();
		Thread waiter = new Thread(this::waitForLock, "waiter");
		waiter.start();
		awaitWaiting(waiter);
		CompletableFuture<Profile> cut = this.captures.begin(RealCaptures.of(Kind.NATIVEMEM));
		this.lock.unlock();
		waiter.join(TimeUnit.SECONDS.toMillis(30));
		contend(1, 20 * MILLISECOND);
		this.captures.end();
		assertThat(cut.get(30, TimeUnit.SECONDS)).isNotNull();
		assertThat(GoRows.of(capture.get(30, TimeUnit.SECONDS), "delay", "ms").cum("LockTruthTests.waitForMonitor"))
			.isGreaterThan(19);
		assertThat(GoRows.of(capture.get(), "contentions", "count").cum("LockTruthTests.waitForLock")).isEqualTo(1);
	}

	@Test
	void timesThatAreNotKnownAreLeftOutAndSaid() throws Exception {
		assumeTrue(Runtime.version().feature() >= 24, "virtual threads leave their carriers in monitors since JDK 24");
		ExecutorService executor = (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor")
			.invoke(null);
		Profile profile = this.captures.during(() -> {
			List<Future<?>> waiters = new ArrayList<>();
			synchronized (this.monitor) {
				for (int i = 0; i < 10; i++) {
					waiters.add(executor.submit(this::waitForMonitor));
				}
				Thread.sleep(300);
			}
			for (Future<?> waiter : waiters) {
				waiter.get();
			}
			contend(1, 20 * MILLISECOND);
		}, RealCaptures.of(Kind.MUTEX)).get(0);
		executor.shutdown();
		assertThat(GoRows.of(profile, "contentions", "count").cum("LockTruthTests.waitForMonitor")).isEqualTo(1);
		assertThat(profile.header().comments()).anyMatch((comment) -> comment.startsWith("Left out: "));
	}

	/**
	 * Lets another thread wait for each of the two locks, so and so often, for so long.
	 */
	private void contend(int times, long nanos) throws Exception {
		this.held += times * nanos;
		for (int i = 0; i < times; i++) {
			synchronized (this.monitor) {
				waitWhile(this::waitForMonitor, nanos);
			}
			awaitAll();
			this.lock.lock();
			try {
				waitWhile(this::waitForLock, nanos);
			}
			finally {
				this.lock.unlock();
			}
			awaitAll();
		}
	}

	private void waitWhile(Runnable work, long nanos) {
		this.waiter = new Thread(work, "waiter");
		this.waiter.start();
		awaitWaiting(this.waiter);
		long end = System.nanoTime() + nanos;
		while (System.nanoTime() < end) {
			LockSupport.parkNanos(end - System.nanoTime());
		}
	}

	private static void awaitWaiting(Thread thread) {
		while (thread.getState() != Thread.State.BLOCKED && thread.getState() != Thread.State.WAITING) {
			Thread.onSpinWait();
		}
	}

	private void awaitAll() throws InterruptedException {
		this.waiter.join(TimeUnit.SECONDS.toMillis(30));
	}

	private void waitForMonitor() {
		long start = System.nanoTime();
		synchronized (this.monitor) {
			this.waitedForMonitor += System.nanoTime() - start;
		}
	}

	private void waitForLock() {
		long start = System.nanoTime();
		this.lock.lock();
		this.waitedForLock += System.nanoTime() - start;
		this.lock.unlock();
	}

	/**
	 * Whose monitor is waited for.
	 */
	private static final class Desk {

	}

}
