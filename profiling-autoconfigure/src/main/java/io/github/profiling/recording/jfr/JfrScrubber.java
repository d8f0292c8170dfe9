package io.github.profiling.recording.jfr;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.github.profiling.recording.jfr.JfrTypes.Type;

/**
 * Takes out of JFR files what tells of the process's arguments, its environment, its
 * system properties and the command lines of other processes. To switch the events off in
 * our own recording is not enough: the JVM has one stream of events for all recordings,
 * and somebody else's may ask for them.
 *
 * <p>
 * The file keeps its size and all its offsets. An event goes by becoming one of type 0
 * whose payload is zeros: that is the type of metadata, which readers find by its offset
 * and skip where they read events. Strings that events share are in a pool; those that a
 * removed event refers to are overwritten with asterisks. (Format: JDK,
 * {@code jdk.jfr.internal.consumer.ChunkParser} and {@code StringParser}.)
 *
 * <p>
 * Memory is bounded by the largest single event that has to be looked into, whatever the
 * size of the file. A file that is not understood is refused.
 */
public final class JfrScrubber {

	/** The events that are taken out, by name. */
	public static final Set<String> FORBIDDEN_EVENTS = Set.of("jdk.InitialSystemProperty",
			"jdk.InitialEnvironmentVariable", "jdk.InitialSecurityProperty", "jdk.SecurityPropertyModification",
			"jdk.JVMInformation", "jdk.SystemProcess", "jdk.ProcessStart", "jdk.StringFlag", "jdk.StringFlagChanged",
			"jdk.JavaAgent", "jdk.NativeAgent", "jdk.ActiveRecording");

	/** By which events of other names, and of JDKs to come, give themselves away. */
	private static final Set<String> FORBIDDEN_FIELDS = Set.of("jvmArguments", "javaArguments", "jvmFlags",
			"commandLine", "command", "environment");

	private static final int METADATA = 0;

	private static final int CHECKPOINT = 1;

	private final FileWindow file;

	private final Predicate<String> alsoRemoved;

	private JfrScrubber(FileWindow file, Predicate<String> alsoRemoved) {
		this.file = file;
		this.alsoRemoved = alsoRemoved;
	}

	/**
	 * Scrubs a file in place.
	 * @param file the file
	 * @throws IOException if it cannot be read or written, or is not understood. It may
	 * be scrubbed in part by then, and must not be handed out
	 */
	public static void scrub(Path file) throws IOException {
		scrub(file, (event) -> false);
	}

	/**
	 * Scrubs a file in place, and takes out other events as well.
	 * @param file the file
	 * @param alsoRemoved whether an event of the given name is to go too
	 * @throws IOException if it cannot be read or written, or is not understood. It may
	 * be scrubbed in part by then, and must not be handed out
	 */
	public static void scrub(Path file, Predicate<String> alsoRemoved) throws IOException {
		scrub(file, 0, alsoRemoved);
	}

	/**
	 * Scrubs what begins at a position of a file.
	 */
	static void scrub(Path file, long from, Predicate<String> alsoRemoved) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			JfrScrubber scrubber = new JfrScrubber(new FileWindow(channel), alsoRemoved);
			long position = from;
			do {
				position = scrubber.chunk(position);
			}
			while (position < channel.size());
		}
		catch (RuntimeException ex) {
			throw new IOException("the recording is damaged, as when the disk was full: " + ex, ex);
		}
	}

	/**
	 * Scrubs a chunk.
	 * @return where the next one begins
	 */
	private long chunk(long start) throws IOException {
		JfrChunk chunk = JfrChunk.read(this.file, start);
		JfrTypes types = JfrTypes.read(chunk.metadata(this.file));
		Map<Long, Boolean> removed = new HashMap<>();
		List<Long> checkpoints = new ArrayList<>();
		Set<Long> strings = new HashSet<>();
		long position = chunk.eventStart();
		while (position < chunk.end()) {
			this.file.seek(position);
			long size = this.file.varint();
			long typePosition = this.file.position();
			long type = this.file.varint();
			long payload = this.file.position();
			if (size < payload - position || size > chunk.end() - position) {
				throw new IOException("the recording has an event of an impossible size at " + position);
			}
			if (type == CHECKPOINT) {
				checkpoints.add(position);
			}
			else if (type != METADATA && removed.computeIfAbsent(type, (id) -> isRemoved(types.get(id)))) {
				int length = Math.toIntExact(position + size - payload);
				JfrInput input = new JfrInput(this.file.read(payload, length));
				types.walk(types.get(type), input, strings::add);
				remove(typePosition, payload, length);
			}
			position += size;
		}
		if (!strings.isEmpty()) {
			for (long checkpoint : checkpoints) {
				blank(checkpoint, types, strings);
			}
		}
		return chunk.end();
	}

	private boolean isRemoved(Type type) {
		return FORBIDDEN_EVENTS.contains(type.name()) || this.alsoRemoved.test(type.name()) || (type.isEvent()
				&& type.fields().stream().anyMatch((field) -> FORBIDDEN_FIELDS.contains(field.name())));
	}

	private void remove(long typePosition, long payload, int length) throws IOException {
		int typeLength = (int) (payload - typePosition);
		byte[] zeros = new byte[typeLength + length];
		// A zero of as many bytes as the type had.
		for (int i = 0; i < typeLength - 1; i++) {
			zeros[i] = (byte) 0x80;
		}
		this.file.write(typePosition, zeros);
	}

	/**
	 * Overwrites strings in the constant pools of a checkpoint.
	 */
	private void blank(long checkpoint, JfrTypes types, Set<Long> strings) throws IOException {
		this.file.seek(checkpoint);
		int size = Math.toIntExact(this.file.varint());
		JfrInput input = new JfrInput(this.file.read(checkpoint, size));
		input.varint();
		input.varint();
		input.varint();
		input.varint();
		input.varint();
		input.skip(1);
		boolean changed = false;
		for (long pools = input.varint(); pools > 0; pools--) {
			Type type = types.get(input.varint());
			for (long entries = input.varint(); entries > 0; entries--) {
				long key = input.varint();
				if (type.isString() && strings.contains(key)) {
					input.blankString();
					changed = true;
				}
				else {
					types.walk(type, input, (string) -> {
					});
				}
			}
		}
		if (changed) {
			this.file.write(checkpoint, input.bytes());
		}
	}

}
