package io.github.profiling.snapshot;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadInfo;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Every thread with its stack and locks, in the form that {@code jstack -l} made
 * familiar.
 */
final class FullThreadDump {

	private final StringBuilder text = new StringBuilder(1 << 16);

	void header(Instant time, List<String> notes) {
		RuntimeMXBean jvm = ManagementFactory.getRuntimeMXBean();
		this.text.append(time).append("\nFull thread dump ").append(jvm.getVmName());
		this.text.append(" (").append(jvm.getVmVersion()).append("):\n");
		for (String note : notes) {
			this.text.append("# ").append(note).append('\n');
		}
		this.text.append('\n');
	}

	void platformThread(ThreadInfo thread, long cpuNanos) {
		this.text.append(PlatformThreads.label(thread)).append(thread.isDaemon() ? " daemon" : "");
		this.text.append(" prio=").append(thread.getPriority());
		if (cpuNanos >= 0) {
			this.text.append(String.format(Locale.ROOT, " cpu=%.2fms", cpuNanos / 1e6));
		}
		this.text.append(thread.isInNative() ? " in native" : "").append(thread.isSuspended() ? " suspended" : "");
		this.text.append("\n   java.lang.Thread.State: ").append(thread.getThreadState()).append('\n');
		StackTraceElement[] stack = thread.getStackTrace();
		for (int depth = 0; depth < stack.length; depth++) {
			this.text.append("\tat ").append(stack[depth]).append('\n');
			if (depth == 0) {
				waiting(thread, stack[0]);
			}
			for (MonitorInfo monitor : thread.getLockedMonitors()) {
				if (monitor.getLockedStackDepth() == depth) {
					this.text.append("\t- locked ").append(lock(monitor)).append('\n');
				}
			}
		}
		if (stack.length >= PlatformThreads.DEEPEST_STACK) {
			this.text.append("\t... the outermost callers are missing\n");
		}
		synchronizers(thread.getLockedSynchronizers());
		this.text.append('\n');
	}

	private void waiting(ThreadInfo thread, StackTraceElement leaf) {
		LockInfo lock = thread.getLockInfo();
		if (lock == null) {
			return;
		}
		String how = switch (thread.getThreadState()) {
			case BLOCKED -> "waiting to lock ";
			// Object.wait0 since JDK 19
			default -> leaf.getMethodName().startsWith("wait") ? "waiting on " : "parking to wait for ";
		};
		this.text.append("\t- ").append(how).append(lock(lock));
		String owner = thread.getLockOwnerName();
		if (owner != null) {
			this.text.append(", held by \"").append(Texts.oneLine(owner));
			this.text.append("\" #").append(thread.getLockOwnerId());
		}
		this.text.append('\n');
	}

	private void synchronizers(LockInfo[] synchronizers) {
		if (synchronizers.length == 0) {
			return;
		}
		this.text.append("\n   Locked ownable synchronizers:\n");
		for (LockInfo synchronizer : synchronizers) {
			this.text.append("\t- ").append(lock(synchronizer)).append('\n');
		}
	}

	void deadlocks(@Nullable ThreadInfo[] deadlocked) {
		new Deadlocks(deadlocked).appendTo(this.text);
		this.text.append('\n');
	}

	void virtualThreads(StackGroups groups) {
		if (groups.total() == 0) {
			return;
		}
		List<StackGroup> sorted = groups.byCount();
		this.text.append("Virtual threads: ").append(groups.total());
		this.text.append(", distinct stacks: ").append(sorted.size()).append("\n\n");
		for (StackGroup group : sorted) {
			this.text.append(group.count()).append((group.count() == 1) ? " virtual thread: " : " virtual threads: ");
			this.text.append(group.threads()).append("\n   States: ").append(group.states()).append('\n');
			for (StackFrame frame : group.stack()) {
				String place = frame.place();
				this.text.append("\tat ").append(frame.function().name());
				this.text.append('(').append(place.substring(place.lastIndexOf('/') + 1)).append(")\n");
			}
			this.text.append('\n');
		}
	}

	/**
	 * A lock by its identity hash code, as JMX does not give addresses.
	 */
	static String lock(LockInfo lock) {
		return "<0x" + Integer.toHexString(lock.getIdentityHashCode()) + "> (a " + lock.getClassName() + ')';
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
