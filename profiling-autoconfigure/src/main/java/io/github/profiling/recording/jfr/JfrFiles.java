package io.github.profiling.recording.jfr;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

import io.github.profiling.recording.Recording;

/**
 * Makes one JFR file of recordings, fit to be handed out. A JFR file is any number of
 * chunks, each complete in itself, so that files need only be put one behind the other,
 * whoever wrote them.
 */
public final class JfrFiles {

	private JfrFiles() {
	}

	/**
	 * Writes recordings to a file, without arguments, environment and system properties,
	 * see {@link JfrScrubber}.
	 * @param parts the recordings
	 * @param target the file, which does not exist yet
	 * @throws IOException if it cannot be written, or a recording is not understood.
	 * There is no file then
	 */
	public static void write(List<Part> parts, Path target) throws IOException {
		boolean done = false;
		try {
			for (Part part : parts) {
				long position = Files.exists(target) ? Files.size(target) : 0;
				append(part.recording().file(), target);
				JfrScrubber.scrub(target, position, part.leftOut()::contains);
			}
			done = true;
		}
		finally {
			if (!done) {
				Files.deleteIfExists(target);
			}
		}
	}

	private static void append(Path file, Path target) throws IOException {
		try (FileChannel input = FileChannel.open(file, StandardOpenOption.READ);
				FileChannel output = FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
			long position = 0;
			while (position < input.size()) {
				position += input.transferTo(position, input.size() - position, output);
			}
		}
	}

	/**
	 * A recording of the file.
	 *
	 * @param recording the recording, which stays as it is
	 * @param leftOut the names of events to leave out
	 */
	public record Part(Recording recording, Set<String> leftOut) {

	}

}
