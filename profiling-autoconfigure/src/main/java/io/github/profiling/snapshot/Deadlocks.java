package io.github.profiling.snapshot;

import java.lang.management.LockInfo;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Circles of platform threads each of which waits for a lock that the next one holds.
 */
final class Deadlocks {

	private final List<List<ThreadInfo>> circles = new ArrayList<>();

	/**
	 * Finds the circles.
	 * @param threads the threads the JVM found to be deadlocked, of any number of circles
	 */
	Deadlocks(@Nullable ThreadInfo[] threads) {
		Map<Long, ThreadInfo> left = new LinkedHashMap<>();
		for (@Nullable
		ThreadInfo thread : threads) {
			if (thread != null) {
				left.put(thread.getThreadId(), thread);
			}
		}
		while (!left.isEmpty()) {
			List<ThreadInfo> circle = new ArrayList<>();
			ThreadInfo thread = left.remove(left.keySet().iterator().next());
			while (thread != null) {
				circle.add(thread);
				thread = left.remove(thread.getLockOwnerId());
			}
			this.circles.add(circle);
		}
	}

	void appendTo(StringBuilder text) {
		if (this.circles.isEmpty()) {
			text.append("No deadlocks.\n");
			return;
		}
		text.append("Found ")
			.append(this.circles.size())
			.append((this.circles.size() == 1) ? " deadlock" : " deadlocks");
		text.append(":\n");
		for (List<ThreadInfo> circle : this.circles) {
			text.append('\n');
			for (ThreadInfo thread : circle) {
				text.append(PlatformThreads.label(thread)).append(" waits for ");
				LockInfo lock = thread.getLockInfo();
				text.append((lock != null) ? FullThreadDump.lock(lock) : "a lock");
				String owner = thread.getLockOwnerName();
				if (owner != null) {
					text.append(", held by \"").append(Texts.oneLine(owner));
					text.append("\" #").append(thread.getLockOwnerId());
				}
				text.append('\n');
			}
		}
	}

}
