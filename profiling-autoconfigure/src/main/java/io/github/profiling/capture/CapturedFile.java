package io.github.profiling.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A capture as a JFR file. Whoever gets it closes it, which deletes it; if nobody does,
 * it goes when the application ends.
 */
public final class CapturedFile implements AutoCloseable {

	private final Path path;

	private final long size;

	CapturedFile(Path path) throws IOException {
		this.path = path;
		this.size = Files.size(path);
	}

	/**
	 * The file.
	 * @return the file
	 */
	public Path path() {
		return this.path;
	}

	/**
	 * The file's size.
	 * @return the size in bytes
	 */
	public long size() {
		return this.size;
	}

	@Override
	public void close() {
		try {
			Files.deleteIfExists(this.path);
		}
		catch (IOException ex) {
			// The directory is emptied at the end.
		}
	}

}
