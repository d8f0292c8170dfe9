package io.github.profiling.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What recordings may take of the disk.
 *
 * @param maxBytes the size at which a recording is ended early, in bytes
 * @param minFreeBytes the free space that is left to others, in bytes: with less, no
 * recording is begun, and a running one is ended early
 */
public record RecordingLimits(long maxBytes, long minFreeBytes) {

	void check(long size, Path recording) throws IOException {
		if (size > this.maxBytes) {
			throw new IOException("the recording reached its largest size, " + mebibytes(this.maxBytes)
					+ " (profiling.max-recording-size)");
		}
		Path parent = recording.getParent();
		if (parent != null) {
			checkFreeSpace(parent);
		}
	}

	/**
	 * Checks that there is room for a file.
	 * @param directory where it is to be written
	 * @throws IOException if there is not, with the reason
	 */
	public void checkFreeSpace(Path directory) throws IOException {
		long free = Files.getFileStore(directory).getUsableSpace();
		if (free < this.minFreeBytes) {
			throw new IOException("only " + mebibytes(free) + " are free in " + directory + ", "
					+ mebibytes(this.minFreeBytes) + " are needed (profiling.min-free-space)");
		}
	}

	private static String mebibytes(long bytes) {
		return (bytes / (1024 * 1024)) + " MB";
	}

}
