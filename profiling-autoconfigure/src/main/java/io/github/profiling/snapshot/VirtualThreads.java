package io.github.profiling.snapshot;

import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The virtual threads of this JVM, on JDK 21 and later. The JVM gives them only as a
 * file, which is deleted as soon as it is read. What goes wrong is noted and never
 * thrown, since the platform threads can be had nevertheless.
 */
final class VirtualThreads {

	private static final int FIRST_VERSION = 21;

	private static final int LONGEST_LINE = 1 << 16;

	private final Supplier<Path> directory;

	private final Dump dump;

	private final Limits limits;

	/**
	 * The JVM cannot be told how large a file may become, some hundred megabytes for
	 * 100,000 threads with deep stacks, so there is never more than one.
	 */
	private final Lock oneAtATime = new ReentrantLock();

	VirtualThreads(Supplier<Path> directory) {
		this(directory, VirtualThreads::dumpThreads, Limits.DEFAULT);
	}

	VirtualThreads(Supplier<Path> directory, Dump dump, Limits limits) {
		this.directory = directory;
		this.dump = dump;
		this.limits = limits;
	}

	/**
	 * Adds the virtual threads, where there can be any.
	 * @param groups where to add them
	 * @param notes where to say what is missing
	 */
	void addTo(StackGroups groups, List<String> notes) {
		if (Runtime.version().feature() < FIRST_VERSION) {
			return;
		}
		this.oneAtATime.lock();
		try {
			// The JVM refuses to write to a file that exists.
			Path file = this.directory.get().resolve("threads-" + UUID.randomUUID() + ".txt").toAbsolutePath();
			try {
				this.dump.writeTo(file);
				read(file, groups, notes);
			}
			finally {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException | JMException | RuntimeException ex) {
			notes.add("virtual threads are missing or incomplete: " + Texts.rootMessage(ex));
		}
		finally {
			this.oneAtATime.unlock();
		}
	}

	private void read(Path file, StackGroups groups, List<String> notes) throws IOException {
		try (DumpLines lines = new DumpLines(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8),
				this.limits.characters(), LONGEST_LINE)) {
			VirtualThreadReader reader = new VirtualThreadReader(lines, groups, this.limits.threads(),
					this.limits.frames());
			reader.read();
			if (reader.stopped()) {
				notes.add("only the first " + reader.threads() + " virtual threads are counted, there are more");
			}
			if (reader.cutStacks() > 0) {
				notes.add(reader.cutStacks() + " virtual threads have more than " + this.limits.frames()
						+ " frames: their outermost callers are missing");
			}
		}
	}

	private static void dumpThreads(Path file) throws JMException {
		// By name, as the operation is younger than the release we compile for.
		ManagementFactory.getPlatformMBeanServer()
			.invoke(new ObjectName("com.sun.management:type=HotSpotDiagnostic"), "dumpThreads",
					new Object[] { file.toString(), "TEXT_PLAIN" },
					new String[] { String.class.getName(), String.class.getName() });
	}

	/**
	 * Writes the JVM's threads to a file that does not exist yet.
	 */
	@FunctionalInterface
	interface Dump {

		void writeTo(Path file) throws IOException, JMException;

	}

	/**
	 * How much of a dump to read.
	 *
	 * @param characters characters of the file, about its bytes
	 * @param threads virtual threads
	 * @param frames frames of each stack, counted from the leaf
	 */
	record Limits(long characters, int threads, int frames) {

		static final Limits DEFAULT = new Limits(1L << 29, 500_000, PlatformThreads.DEEPEST_STACK);

	}

}
