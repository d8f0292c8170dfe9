package io.github.profiling.capture;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Map;

import io.github.profiling.capture.Container.Throttling;

/**
 * How the replica is doing. Counters count from its start, so that whoever reads twice
 * knows what happened in between; nothing of ours runs meanwhile.
 *
 * @param revision the deployed revision, empty where the platform does not say
 * @param jvm the name and version of the JVM
 * @param javaVersion the version of Java
 * @param uptimeSeconds for how long the JVM runs
 * @param processors the processors that the JVM believes to have
 * @param cpuLimit the most CPUs that the container gets, -1 where nothing limits it
 * @param cpuSeconds the CPU time of the process
 * @param periods the periods in which the container wanted to run, -1 where its CPUs are
 * not limited
 * @param throttledPeriods those in which it was throttled
 * @param memoryBytes the memory of the container, -1 where nobody counts it
 * @param memoryLimitBytes the most memory that the container gets, -1 where nothing
 * limits it
 * @param heapUsedBytes the heap in use
 * @param heapMaxBytes the most that the heap can grow to, -1 where that is not known
 * @param gcCollections the garbage collections
 * @param gcSeconds the time they took
 * @param threads the platform threads alive
 * @param daemonThreads those of them that do not keep the JVM alive
 * @param peakThreads the most platform threads alive at once
 */
public record ReplicaStatus(String revision, String jvm, String javaVersion, double uptimeSeconds, int processors,
		double cpuLimit, double cpuSeconds, long periods, long throttledPeriods, long memoryBytes,
		long memoryLimitBytes, long heapUsedBytes, long heapMaxBytes, long gcCollections, double gcSeconds, int threads,
		int daemonThreads, int peakThreads) {

	/** Set by Azure Container Apps. */
	private static final String REVISION_VARIABLE = "CONTAINER_APP_REVISION";

	/**
	 * Reads the status of this JVM.
	 * @param environment the environment variables
	 * @return the status
	 */
	public static ReplicaStatus read(Map<String, String> environment) {
		Container container = Container.current();
		Throttling throttling = container.throttling();
		MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long collections = 0;
		long collectionMillis = 0;
		for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
			collections += Math.max(0, collector.getCollectionCount());
			collectionMillis += Math.max(0, collector.getCollectionTime());
		}
		return new ReplicaStatus(revision(environment),
				System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
				System.getProperty("java.version"), ManagementFactory.getRuntimeMXBean().getUptime() / 1e3,
				Runtime.getRuntime().availableProcessors(), container.cpuLimit(), processCpuSeconds(),
				(throttling != null) ? throttling.periods() : -1, (throttling != null) ? throttling.throttled() : -1,
				container.memoryUsed(), container.memoryLimit(), heap.getUsed(), heap.getMax(), collections,
				collectionMillis / 1e3, threads.getThreadCount(), threads.getDaemonThreadCount(),
				threads.getPeakThreadCount());
	}

	/**
	 * What was deployed.
	 * @param environment the environment variables
	 * @return the revision, empty where the platform does not say
	 */
	public static String revision(Map<String, String> environment) {
		return environment.getOrDefault(REVISION_VARIABLE, "").replaceAll("\\p{Cntrl}+", " ").trim();
	}

	private static double processCpuSeconds() {
		return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e9;
	}

}
