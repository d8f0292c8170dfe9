package io.github.profiling.recording.flightrecorder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The disk of JFR's repository. HotSpot ends the whole JVM when JFR cannot write for want
 * of space ({@code jfrStreamWriterHost.inline.hpp}), so no recording is begun, and none
 * goes on, without room for what may be written until somebody looks again.
 */
final class RepositoryDisk {

	private static final long MIN_FREE_BYTES = 64L * 1024 * 1024;

	private RepositoryDisk() {
	}

	/**
	 * Checks that there is room.
	 * @throws IOException if there is not, with the reason
	 */
	static void check() throws IOException {
		Path directory = Path.of(System.getProperty("java.io.tmpdir", ""));
		if (!Files.isDirectory(directory)) {
			// JFR makes it, or says that it cannot.
			return;
		}
		long free = Files.getFileStore(directory).getUsableSpace();
		if (free < MIN_FREE_BYTES) {
			throw new IOException("only " + free / (1024 * 1024) + " MB are free in " + directory
					+ ", and JFR needs 64 MB of its disk, as a full one would end the JVM");
		}
	}

}
