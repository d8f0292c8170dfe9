package io.github.profiling.capture.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

import io.github.profiling.capture.store.StoreException.Reason;

/**
 * The files below the store's directory. Needs nothing of a file system but that a file
 * can be written, renamed, listed and removed: no locks, no permissions, no appending,
 * which network volumes do in their own ways or not at all. To be used by the
 * {@link StoreWorker}'s thread only.
 */
final class StoreFiles {

	/** More are not looked at: a list of them would be of no use to anybody. */
	private static final int MAX_FILES = 20_000;

	private static final String TEMPORARY_EXTENSION = ".tmp";

	private static final Pattern TEMPORARY = Pattern
		.compile("(?:" + PathSegment.FORM + "/){3}" + CaptureId.FORM + "\\" + TEMPORARY_EXTENSION);

	/** Somebody else may remove an empty directory that was just made. */
	private static final int ATTEMPTS = 3;

	private final Path root;

	private final BooleanSupplier givenUp;

	/**
	 * Creates files.
	 * @param root the store's directory
	 * @param givenUp whether nobody waits any more for what is being written
	 */
	StoreFiles(Path root, BooleanSupplier givenUp) {
		this.root = root;
		this.givenUp = givenUp;
	}

	/**
	 * The paths of all files, relative to the directory and with slashes, three
	 * directories down. Links are not followed.
	 */
	List<String> paths() throws IOException {
		List<String> paths = new ArrayList<>();
		collect(this.root, "", 0, paths);
		return paths;
	}

	private void collect(Path directory, String prefix, int depth, List<String> paths) throws IOException {
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
			for (Path entry : entries) {
				String name = String.valueOf(entry.getFileName());
				if (depth == 3) {
					paths.add(prefix + name);
				}
				else if (PathSegment.isValid(name) && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
					collect(entry, prefix + name + "/", depth + 1, paths);
				}
				if (paths.size() >= MAX_FILES) {
					return;
				}
			}
		}
		catch (NoSuchFileException ex) {
			// Another replica has removed an empty directory. Only that the first one is
			// there matters.
			if (depth == 0) {
				throw ex;
			}
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
	}

	static boolean isTemporary(String path) {
		return TEMPORARY.matcher(path).matches();
	}

	private Path resolve(String path) {
		return this.root.resolve(path.replace("/", this.root.getFileSystem().getSeparator()));
	}

	/**
	 * The size of a file.
	 * @return the size in bytes, -1 if there is no such file, or it is something else
	 */
	long size(String path) throws IOException {
		Path file = resolve(path);
		try {
			return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : -1;
		}
		catch (NoSuchFileException ex) {
			return -1;
		}
	}

	/**
	 * When a file was written last, by the clock of the volume.
	 */
	FileTime written(String path) throws IOException {
		return Files.getLastModifiedTime(resolve(path), LinkOption.NOFOLLOW_LINKS);
	}

	/**
	 * Reads a file.
	 * @param maxBytes what is larger is not what it says it is
	 */
	byte[] read(String path, int maxBytes) throws IOException {
		try (InputStream in = Files.newInputStream(resolve(path), LinkOption.NOFOLLOW_LINKS)) {
			byte[] bytes = in.readNBytes(maxBytes + 1);
			if (bytes.length > maxBytes) {
				throw new StoreException(Reason.DAMAGED, "the file is larger than any profile");
			}
			return bytes;
		}
		catch (NoSuchFileException ex) {
			throw new StoreException(Reason.GONE, "the capture has just been removed", ex);
		}
	}

	/**
	 * Writes a file that is whole whenever it can be seen: under another name in the same
	 * directory, which is changed when the volume has all of it. Replaces what is there.
	 */
	void write(String path, byte[] bytes) throws IOException {
		Path file = resolve(path);
		for (int attempt = 1;; attempt++) {
			try {
				write(file, bytes);
				return;
			}
			catch (NoSuchFileException ex) {
				if (attempt == ATTEMPTS) {
					throw ex;
				}
			}
		}
	}

	private void write(Path file, byte[] bytes) throws IOException {
		Path directory = file.resolveSibling("");
		// Made below the root only: where a volume is not mounted, nothing must be
		// written into the place where it should be.
		if (!Files.isDirectory(this.root)) {
			throw new StoreException(Reason.UNAVAILABLE, "the store's directory is gone");
		}
		Files.createDirectories(directory);
		Path temporary = directory.resolve(CaptureId.next() + TEMPORARY_EXTENSION);
		try {
			try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW,
					StandardOpenOption.WRITE)) {
				ByteBuffer buffer = ByteBuffer.wrap(bytes);
				while (buffer.hasRemaining()) {
					channel.write(buffer);
				}
				channel.force(true);
			}
			if (this.givenUp.getAsBoolean()) {
				throw new StoreException(Reason.UNAVAILABLE, "the store's volume took too long");
			}
			move(temporary, file);
		}
		catch (IOException | RuntimeException | Error ex) {
			deleteQuietly(temporary);
			throw ex;
		}
	}

	private static void move(Path from, Path to) throws IOException {
		try {
			Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (AtomicMoveNotSupportedException ex) {
			Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	private static void deleteQuietly(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			// It has a form of ours, so it is removed when it has grown old.
		}
	}

	/**
	 * Removes a file, and the directories above it that are empty then.
	 * @return whether it was there
	 */
	boolean delete(String path) throws IOException {
		Path file = resolve(path);
		boolean deleted = Files.deleteIfExists(file);
		Path directory = file.getParent();
		while (directory != null && !directory.equals(this.root)) {
			try {
				Files.delete(directory);
			}
			catch (IOException ex) {
				// Not empty, or somebody else's business.
				break;
			}
			directory = directory.getParent();
		}
		return deleted;
	}

	/**
	 * The space that is left on the volume, in bytes.
	 */
	long freeBytes() throws IOException {
		return Files.getFileStore(this.root).getUsableSpace();
	}

	/**
	 * What time it is by the clock of the volume, which no replica has to agree with.
	 * @param directory where to write a file for it, relative to the store's
	 */
	FileTime now(String directory) throws IOException {
		String probe = directory + "/" + CaptureId.next() + TEMPORARY_EXTENSION;
		write(probe, new byte[1]);
		try {
			return written(probe);
		}
		finally {
			delete(probe);
		}
	}

}
