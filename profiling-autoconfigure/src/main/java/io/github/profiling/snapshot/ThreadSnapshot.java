package io.github.profiling.snapshot;

import java.lang.management.ThreadInfo;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileHeader;
import io.github.profiling.profile.ValueType;

/**
 * What all threads do at this moment: the platform threads and, on JDK 21 and later, the
 * virtual ones. The thread that asks is among them. What is missing is said in the
 * answer. Thread-safe.
 */
public final class ThreadSnapshot {

	/**
	 * What the column measures.
	 */
	public static final List<ValueType> SAMPLE_TYPES = List.of(StackGroups.THREADS);

	private final PlatformThreads platformThreads = new PlatformThreads();

	private final VirtualThreads virtualThreads;

	/**
	 * Creates the snapshot.
	 * @param directory gives an existing directory that nobody else can write to or read
	 * from. The JVM writes the virtual threads to a file there, which is deleted before
	 * the answer is given. Asked for at each snapshot
	 */
	public ThreadSnapshot(Supplier<Path> directory) {
		this(new VirtualThreads(directory));
	}

	ThreadSnapshot(VirtualThreads virtualThreads) {
		this.virtualThreads = virtualThreads;
	}

	/**
	 * Counts the threads by their stack.
	 * @param application the mapping that the frames belong to
	 * @return a profile of {@code threads/count}. Its comments say what is missing, if
	 * anything
	 */
	public Profile profile(Mapping application) {
		Instant now = Instant.now();
		StackGroups groups = new StackGroups();
		List<String> notes = new ArrayList<>();
		addAllTo(groups, notes);
		return groups.profile(application, ProfileHeader.EMPTY.withTime(Texts.nanos(now), 0).withComments(notes));
	}

	/**
	 * Writes the same as {@link #profile(Mapping)} for people to read, like Go's
	 * {@code debug=1}: for each distinct stack its number of threads, their states and
	 * the names of some, the most frequent stack first.
	 * @return the text
	 */
	public String grouped() {
		StackGroups groups = new StackGroups();
		List<String> notes = new ArrayList<>();
		addAllTo(groups, notes);
		StringBuilder text = new StringBuilder(1 << 14);
		text.append("threads profile: total ").append(groups.total()).append('\n');
		for (String note : notes) {
			text.append("# ").append(note).append('\n');
		}
		for (StackGroup group : groups.byCount()) {
			text.append(group.count()).append(" @\n# states: ").append(group.states());
			text.append("\n# threads: ").append(group.threads()).append('\n');
			for (StackFrame frame : group.stack()) {
				text.append("#\t").append(frame.function().name());
				text.append(frame.place().isEmpty() ? "" : "\t").append(frame.place()).append('\n');
			}
			text.append('\n');
		}
		return text.toString();
	}

	/**
	 * Writes every thread with its locks and the deadlocks, like Go's {@code debug=2} and
	 * in the form of {@code jstack -l}. Virtual threads with the same stack are written
	 * once. Costs more than the others: while it looks for the owners of locks, the JVM
	 * stands still for as long as a walk through the heap takes.
	 * @return the text
	 */
	public String full() {
		Instant now = Instant.now();
		StackGroups virtual = new StackGroups();
		List<String> notes = new ArrayList<>();
		ThreadInfo[] threads = this.platformThreads.withLocks();
		this.virtualThreads.addTo(virtual, notes);
		FullThreadDump dump = new FullThreadDump();
		dump.header(now, notes);
		for (ThreadInfo thread : threads) {
			dump.platformThread(thread, this.platformThreads.cpuNanos(thread.getThreadId()));
		}
		dump.deadlocks(this.platformThreads.deadlocked());
		dump.virtualThreads(virtual);
		return dump.toString();
	}

	private void addAllTo(StackGroups groups, List<String> notes) {
		this.platformThreads.addTo(groups, notes);
		this.virtualThreads.addTo(groups, notes);
	}

}
