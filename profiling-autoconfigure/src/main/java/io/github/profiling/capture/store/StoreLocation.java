package io.github.profiling.capture.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a store is.
 */
@FunctionalInterface
public interface StoreLocation {

	/**
	 * The directory, which is there.
	 * @return the directory
	 * @throws IOException if there can be none
	 */
	Path directory() throws IOException;

	/**
	 * A directory that is made if it is missing. What is above it is not made: where a
	 * volume is not mounted, that should be seen.
	 * @param directory the directory
	 * @return the location
	 */
	static StoreLocation of(Path directory) {
		Path absolute = directory.toAbsolutePath();
		Path parent = absolute.getParent();
		return (parent == null) ? () -> absolute : in(() -> parent, absolute.getFileName().toString());
	}

	/**
	 * A directory that is made if it is missing, in a place that is there.
	 * @param parent tells the place
	 * @param name the directory's name
	 * @return the location
	 */
	static StoreLocation in(StoreLocation parent, String name) {
		return () -> {
			Path directory = parent.directory().resolve(name);
			try {
				return Files.isDirectory(directory) ? directory : Files.createDirectory(directory);
			}
			catch (FileAlreadyExistsException ex) {
				return directory;
			}
		};
	}

}
