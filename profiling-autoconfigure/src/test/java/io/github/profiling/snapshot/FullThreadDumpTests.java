package io.github.profiling.snapshot;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.ReentrantLock;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class FullThreadDumpTests {

	@TempDir
	Path directory;

	@Test
	void beginsWithTimeAndJvm() {
		assertThat(dump()).matches("(?s)\\A\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z\nFull thread dump .+ \\("
				+ System.getProperty("java.vm.version").replace("+", "\\+") + "\\):\n.*");
	}

	@Test
	void showsEachThreadWithItsProperties() throws Exception {
		try (ParkedThreads parked = ParkedThreads.platform(1, "the\nworker")) {
			String text = dump();
			String thread = thread(text, "\"the worker\"");
			assertThat(text.split("\n\"the worker\"")).hasSize(1 + parked.count());
			assertThat(thread).matches("(?s)\"the worker\" #\\d+ daemon prio=5 cpu=\\d+\\.\\d\\dms\n.*")
				.contains("   java.lang.Thread.State: WAITING\n\tat java.base")
				.containsPattern("jdk.internal.misc.Unsafe.park\\(.*\\)\n\t- parking to wait for <0x[0-9a-f]+> \\(a "
						+ ParkedThreads.class.getName() + "\\)\n");
		}
	}

	@Test
	void showsWhoHoldsTheMonitorAThreadWaitsFor() throws Exception {
		Object monitor = new Object();
		Thread waiter = new Thread(() -> {
			synchronized (monitor) {
				assertThat(Thread.holdsLock(monitor)).isTrue();
			}
		}, "waiter");
		String text;
		synchronized (monitor) {
			waiter.start();
			await(waiter, Thread.State.BLOCKED);
			text = dump();
		}
		waiter.join();
		String lock = "<0x" + Integer.toHexString(System.identityHashCode(monitor)) + "> (a java.lang.Object)";
		assertThat(thread(text, "\"waiter\"")).contains("State: BLOCKED\n")
			.contains("\t- waiting to lock " + lock + ", held by \"" + Thread.currentThread().getName() + "\" #");
		assertThat(thread(text, '"' + Thread.currentThread().getName() + '"'))
			.containsPattern("showsWhoHolds.*\n\t- locked " + lock.replace("(", "\\(").replace(")", "\\)") + "\n");
	}

	@Test
	void showsTheSynchronizersAThreadHolds() {
		ReentrantLock lock = new ReentrantLock();
		lock.lock();
		try {
			assertThat(thread(dump(), '"' + Thread.currentThread().getName() + '"')).containsPattern(
					"   Locked ownable synchronizers:\n\t- <0x[0-9a-f]+> \\(a java.util.concurrent.locks.ReentrantLock");
		}
		finally {
			lock.unlock();
		}
	}

	@Test
	void showsObjectWait() throws Exception {
		Object monitor = new Object();
		Thread waiter = new Thread(() -> {
			synchronized (monitor) {
				try {
					monitor.wait();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
		}, "waiting");
		waiter.start();
		await(waiter, Thread.State.WAITING);
		String text = dump();
		waiter.interrupt();
		waiter.join();
		assertThat(thread(text, "\"waiting\"")).containsPattern("java.lang.Object.wait.*\n\t- waiting on <0x");
	}

	@Test
	void namesADeadlock() throws Exception {
		ReentrantLock left = new ReentrantLock();
		ReentrantLock right = new ReentrantLock();
		CyclicBarrier bothHold = new CyclicBarrier(2);
		Thread one = new Thread(() -> lockBoth(left, right, bothHold), "one");
		Thread other = new Thread(() -> lockBoth(right, left, bothHold), "other");
		assertThat(dump()).contains("No deadlocks.");
		one.start();
		other.start();
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> ManagementFactory.getThreadMXBean().findDeadlockedThreads() != null);
		String text = dump();
		one.interrupt();
		other.interrupt();
		one.join();
		other.join();
		String lock = " waits for <0x[0-9a-f]+> \\(a java.util.concurrent.locks.ReentrantLock.*\\), held by ";
		assertThat(text).contains("Found 1 deadlock:\n")
			.containsPattern("\"one\" #\\d+" + lock + "\"other\" #\\d+\n")
			.containsPattern("\"other\" #\\d+" + lock + "\"one\" #\\d+\n");
	}

	private static void lockBoth(ReentrantLock first, ReentrantLock second, CyclicBarrier bothHold) {
		first.lock();
		try {
			bothHold.await();
			second.lockInterruptibly();
			second.unlock();
		}
		catch (Exception ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			first.unlock();
		}
	}

	private String dump() {
		return new ThreadSnapshot(() -> this.directory).full();
	}

	private static void await(Thread thread, Thread.State state) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> thread.getState() == state);
	}

	private static String thread(String text, String name) {
		int start = text.indexOf("\n" + name);
		assertThat(start).isPositive();
		int end = text.indexOf("\n\"", start + 1);
		return text.substring(start + 1, (end > 0) ? end : text.length());
	}

}
