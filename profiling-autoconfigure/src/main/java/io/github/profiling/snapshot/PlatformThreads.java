package io.github.profiling.snapshot;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The platform threads of this JVM.
 */
final class PlatformThreads {

	/**
	 * Like async-profiler and flight recordings, we do not follow a runaway recursion to
	 * its end.
	 */
	static final int DEEPEST_STACK = 1024;

	/**
	 * The JVM stops all threads while it walks the stacks of some. Asking for a thousand
	 * at a time keeps each stop short.
	 */
	private static final int AT_ONCE = 1000;

	private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	void addTo(StackGroups groups, List<String> notes) {
		Map<StackTraceElement, StackFrame> knownFrames = new HashMap<>();
		long[] ids = this.threads.getAllThreadIds();
		int cutStacks = 0;
		for (int from = 0; from < ids.length; from += AT_ONCE) {
			long[] some = Arrays.copyOfRange(ids, from, Math.min(from + AT_ONCE, ids.length));
			for (@Nullable
			ThreadInfo thread : this.threads.getThreadInfo(some, DEEPEST_STACK)) {
				// Threads that ended meanwhile
				if (thread != null) {
					List<StackFrame> stack = frames(thread.getStackTrace(), knownFrames);
					cutStacks += (stack.size() >= DEEPEST_STACK) ? 1 : 0;
					groups.add(stack, thread.getThreadState().name(), label(thread));
				}
			}
		}
		if (cutStacks > 0) {
			notes.add(cutStacks + " platform threads have at least " + DEEPEST_STACK
					+ " frames: their outermost callers are missing");
		}
	}

	/**
	 * All threads with all that is known about their locks, at one moment. To find the
	 * owners of {@code java.util.concurrent} locks, the JVM walks the heap while all
	 * threads stand still.
	 */
	ThreadInfo[] withLocks() {
		return this.threads.dumpAllThreads(this.threads.isObjectMonitorUsageSupported(),
				this.threads.isSynchronizerUsageSupported(), DEEPEST_STACK);
	}

	/**
	 * The threads that wait for each other, without stacks, or none.
	 */
	@Nullable ThreadInfo[] deadlocked() {
		long[] ids = this.threads.isSynchronizerUsageSupported() ? this.threads.findDeadlockedThreads()
				: this.threads.findMonitorDeadlockedThreads();
		return (ids != null) ? this.threads.getThreadInfo(ids) : new ThreadInfo[0];
	}

	/**
	 * The processor time a thread has used, in nanoseconds, or -1 where unknown.
	 */
	long cpuNanos(long id) {
		boolean known = this.threads.isThreadCpuTimeSupported() && this.threads.isThreadCpuTimeEnabled();
		return known ? this.threads.getThreadCpuTime(id) : -1;
	}

	static String label(ThreadInfo thread) {
		return '"' + Texts.oneLine(thread.getThreadName()) + "\" #" + thread.getThreadId();
	}

	private static List<StackFrame> frames(StackTraceElement[] stack, Map<StackTraceElement, StackFrame> known) {
		List<StackFrame> frames = new ArrayList<>(stack.length);
		for (StackTraceElement element : stack) {
			frames.add(known.computeIfAbsent(element, StackFrame::of));
		}
		return frames;
	}

}
