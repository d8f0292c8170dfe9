package io.github.profiling.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

import io.github.profiling.profile.Profile;
import io.github.profiling.profile.pprof.PprofWriter;

/**
 * Writes a profile as a pprof file that is whole whenever it can be seen: under a
 * temporary name in the same directory, which is then changed. What was there before
 * under the name is replaced.
 */
final class WholeFile {

	/** How names of files begin that are being written. */
	private static final String TEMPORARY = ".writing-";

	private WholeFile() {
	}

	/**
	 * Writes a profile. Directories that are missing are made.
	 * @param profile the profile
	 * @param file the file
	 * @throws IOException if it cannot be written. What was there before is still there
	 * then
	 */
	static void write(Profile profile, Path file) throws IOException {
		Path target = file.toAbsolutePath();
		Path directory = target.getParent();
		if (directory == null) {
			throw new IOException(file + " is a directory");
		}
		Files.createDirectories(directory);
		Path temporary = directory.resolve(TEMPORARY + UUID.randomUUID());
		try {
			try (OutputStream out = Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW,
					StandardOpenOption.WRITE)) {
				PprofWriter.write(profile, out);
			}
			move(temporary, target);
		}
		finally {
			Files.deleteIfExists(temporary);
		}
	}

	private static void move(Path temporary, Path target) throws IOException {
		try {
			Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (AtomicMoveNotSupportedException ex) {
			// Some network file systems: as near to it as they get.
			Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
		}
	}

}
