package io.github.profiling.recording;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The private directory of this process for files that live as long as a capture. It is
 * made at the first need, in the first of several places that can be written to, and
 * removed at the end. A process that was killed leaves its directory behind; the next one
 * recognises it by the lock that died with the process, and removes it.
 */
public final class WorkDirectory implements AutoCloseable {

	private static final String PREFIX = "spring-profiling-";

	private static final String LOCK = "lock";

	/** The directories of this JVM: to probe the lock of one would release it. */
	private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

	private final List<Path> parents;

	private @Nullable Path directory;

	private @Nullable FileChannel lock;

	/**
	 * Creates the directory's description; nothing is touched yet.
	 * @param parents where to make the directory, in order of preference
	 */
	public WorkDirectory(List<Path> parents) {
		this.parents = List.copyOf(parents);
	}

	/**
	 * The places to try: the configured one, or those that usually exist.
	 * @param configured a directory chosen by the user, or {@code null}
	 * @return the places, in order of preference
	 */
	public static List<Path> candidates(@Nullable Path configured) {
		Set<Path> candidates = new LinkedHashSet<>();
		if (configured != null) {
			candidates.add(configured.toAbsolutePath());
		}
		for (String property : List.of("java.io.tmpdir", "user.dir", "user.home")) {
			String value = System.getProperty(property);
			if (value != null && !value.isBlank()) {
				candidates.add(Path.of(value).toAbsolutePath());
			}
		}
		return List.copyOf(candidates);
	}

	/**
	 * The directory, which is made if there is none yet.
	 * @return the directory, whose path has no character with a meaning in an option
	 * string
	 * @throws IOException if it can be made nowhere, with the reason for each place
	 */
	public synchronized Path path() throws IOException {
		if (this.directory != null && Files.isDirectory(this.directory)) {
			return this.directory;
		}
		close();
		List<String> failures = new ArrayList<>();
		for (Path parent : this.parents) {
			if (parent.toString().matches(".*[,%\\p{Cntrl}].*")) {
				failures.add(parent + ": has a character that async-profiler gives a meaning to");
				continue;
			}
			try {
				return create(parent);
			}
			catch (IOException | RuntimeException ex) {
				failures.add(parent + ": " + ex.getClass().getSimpleName());
			}
		}
		throw new IOException("no directory can be written to (" + String.join("; ", failures) + ")");
	}

	private Path create(Path parent) throws IOException {
		Path created = Files.createTempDirectory(parent, PREFIX);
		OWN.add(created);
		try {
			FileChannel channel = FileChannel.open(created.resolve(LOCK), StandardOpenOption.CREATE_NEW,
					StandardOpenOption.WRITE);
			this.lock = channel;
			lock(channel);
			sweep(parent, created);
			this.directory = created;
			return created;
		}
		catch (IOException | RuntimeException ex) {
			close();
			remove(created);
			OWN.remove(created);
			throw ex;
		}
	}

	private static void lock(FileChannel channel) {
		try {
			channel.tryLock();
		}
		catch (IOException ex) {
			// A file system without locks: nobody else can lock either, so nobody sweeps.
		}
	}

	/**
	 * Removes what killed processes of the same user left behind.
	 */
	private static void sweep(Path parent, Path own) {
		try (DirectoryStream<Path> siblings = Files.newDirectoryStream(parent, PREFIX + "*")) {
			for (Path sibling : siblings) {
				if (!OWN.contains(sibling) && Files.isDirectory(sibling, LinkOption.NOFOLLOW_LINKS)
						&& Files.getOwner(sibling, LinkOption.NOFOLLOW_LINKS)
							.equals(Files.getOwner(own, LinkOption.NOFOLLOW_LINKS))
						&& isOrphan(sibling)) {
					remove(sibling);
				}
			}
		}
		catch (IOException | RuntimeException ex) {
			// Tidying up is a courtesy; nothing depends on it.
		}
	}

	private static boolean isOrphan(Path sibling) {
		try (FileChannel channel = FileChannel.open(sibling.resolve(LOCK), StandardOpenOption.WRITE,
				LinkOption.NOFOLLOW_LINKS); FileLock held = channel.tryLock()) {
			return held != null;
		}
		catch (IOException | OverlappingFileLockException ex) {
			return false;
		}
	}

	private static void remove(Path directory) {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
			for (Path file : files) {
				if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
					remove(file);
				}
				else {
					Files.deleteIfExists(file);
				}
			}
			Files.deleteIfExists(directory);
		}
		catch (IOException | RuntimeException ex) {
			// What cannot be removed now is removed by the next process.
		}
	}

	@Override
	public synchronized void close() {
		Path closing = this.directory;
		this.directory = null;
		if (this.lock != null) {
			try {
				this.lock.close();
			}
			catch (IOException ex) {
				// Closed is all we want.
			}
			this.lock = null;
		}
		if (closing != null) {
			remove(closing);
			OWN.remove(closing);
		}
	}

}
