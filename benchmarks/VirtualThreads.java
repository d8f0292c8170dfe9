import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

import com.sun.management.ThreadMXBean;
import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.snapshot.ThreadSnapshot;

/**
 * What it takes to look at very many virtual threads: parks them, some frames deep, and
 * takes snapshots of all. Printed for each are the time, and the CPU time
 * and the allocations of the thread that asked.
 *
 * <pre>java -cp profiling-autoconfigure/target/classes benchmarks/VirtualThreads.java [threads]</pre>
 *
 * Needs JDK 21 or later.
 */
public final class VirtualThreads {

	private VirtualThreads() {
	}

	public static void main(String[] args) throws Exception {
		int count = (args.length > 0) ? Integer.parseInt(args[0]) : 100_000;
		CountDownLatch started = new CountDownLatch(count);
		for (int i = 0; i < count; i++) {
			int depth = 10 + i % 10;
			Thread.ofVirtual().start(() -> park(depth, started));
		}
		started.await();
		Thread.sleep(1000);
		Path directory = Files.createTempDirectory("virtual-threads");
		try {
			ThreadSnapshot snapshot = new ThreadSnapshot(() -> directory);
			ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
			for (int round = 1; round <= 5; round++) {
				long bytes = threads.getCurrentThreadAllocatedBytes();
				long cpu = threads.getCurrentThreadCpuTime();
				long start = System.nanoTime();
				Profile profile = snapshot.profile(Mapping.ofApplication("benchmark", ""));
				System.out.printf(Locale.ROOT, "%d: %,d threads on %d stacks, %.0f ms, %.0f ms of CPU time, %.0f MiB allocated%n", round,
						profile.samples().stream().mapToLong((sample) -> sample.values()[0]).sum(), profile.samples().size(),
						(System.nanoTime() - start) / 1e6, (threads.getCurrentThreadCpuTime() - cpu) / 1e6,
						(threads.getCurrentThreadAllocatedBytes() - bytes) / 1024.0 / 1024.0);
				profile.header().comments().forEach((comment) -> System.out.println("   " + comment));
			}
		}
		finally {
			Files.delete(directory);
		}
		System.exit(0);
	}

	private static void park(int depth, CountDownLatch started) {
		if (depth > 0) {
			park(depth - 1, started);
			return;
		}
		started.countDown();
		while (true) {
			LockSupport.park();
		}
	}

}
