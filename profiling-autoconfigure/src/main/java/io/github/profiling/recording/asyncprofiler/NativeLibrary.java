package io.github.profiling.recording.asyncprofiler;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import one.profiler.AsyncProfiler;

/**
 * Loads async-profiler's native library: one that is loaded already, or the one in its
 * jar, which has to be unpacked to a directory that allows to execute what is in it.
 */
final class NativeLibrary {

	/** Where async-profiler unpacks its library to, {@code java.io.tmpdir} by default. */
	private static final String EXTRACT_PATH = "one.profiler.extractPath";

	/** A library file that the user has unpacked already. */
	private static final String LIBRARY_PATH = "one.profiler.libraryPath";

	/** Set in native images ({@code org.graalvm.nativeimage.ImageInfo}). */
	private static final String NATIVE_IMAGE = "org.graalvm.nativeimage.imagecode";

	/** Meant for a volume that hangs: usually a fraction of a second is enough. */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private NativeLibrary() {
	}

	/**
	 * Loads the library from the first directory that works.
	 *
	 * <p>
	 * It is loaded on a platform thread, whoever asks: async-profiler finds out what it
	 * needs to know of the JVM's threads by the one that loads it ({@code VMThread} in
	 * its vmStructs.cpp), and is of no use for the rest of the process if that is a
	 * virtual one.
	 * @param directories the directories to try
	 * @return async-profiler
	 * @throws NotLoadedException if it cannot be loaded, with the reason for each try
	 */
	static AsyncProfiler load(List<Path> directories) throws NotLoadedException {
		if (System.getProperty(NATIVE_IMAGE) != null) {
			throw new NotLoadedException("this is a native image, and async-profiler needs a HotSpot JVM");
		}
		FutureTask<AsyncProfiler> loading = new FutureTask<>(() -> loadHere(directories));
		Thread loader = new Thread(loading, "profiling-loader");
		loader.setDaemon(true);
		loader.start();
		long end = System.nanoTime() + PATIENCE.toNanos();
		boolean interrupted = false;
		try {
			while (true) {
				try {
					return loading.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
				}
				catch (InterruptedException ex) {
					// Loading goes on in any case, and does not take long.
					interrupted = true;
				}
			}
		}
		catch (TimeoutException ex) {
			throw new NotLoadedException(
					"async-profiler's native library was not loaded in " + PATIENCE.toSeconds() + " s");
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof NotLoadedException reason) ? reason
					: new NotLoadedException("async-profiler's native library could not be loaded: " + summary(ex));
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private static synchronized AsyncProfiler loadHere(List<Path> directories) throws NotLoadedException {
		for (String property : List.of(LIBRARY_PATH, EXTRACT_PATH)) {
			if (System.getProperty(property) != null) {
				return loadFrom(property);
			}
		}
		List<String> failures = new ArrayList<>();
		for (Path directory : directories) {
			try {
				System.setProperty(EXTRACT_PATH, directory.toString());
				return AsyncProfiler.getInstance();
			}
			catch (UnsupportedOperationException ex) {
				throw new NotLoadedException("async-profiler does not support this platform: " + ex.getMessage());
			}
			catch (Throwable ex) {
				// UnsatisfiedLinkError where the directory is noexec, and whatever else.
				failures.add(directory + ": " + summary(ex));
			}
			finally {
				System.clearProperty(EXTRACT_PATH);
			}
		}
		throw new NotLoadedException(
				"async-profiler's native library could not be loaded (" + String.join("; ", failures) + ")");
	}

	private static AsyncProfiler loadFrom(String property) throws NotLoadedException {
		try {
			return AsyncProfiler.getInstance();
		}
		catch (Throwable ex) {
			throw new NotLoadedException("async-profiler's native library could not be loaded from where the system "
					+ "property " + property + " points to: " + summary(ex));
		}
	}

	/**
	 * The reason in few words: the JVM repeats the unpacked file's name, which is gone by
	 * now.
	 */
	private static String summary(Throwable ex) {
		Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
		String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
		int file = message.lastIndexOf(".so: ");
		String reason = (file >= 0) ? message.substring(file + ".so: ".length()) : message;
		String noexec = reason.contains("failed to map segment") ? ", most likely mounted noexec" : "";
		return (reason.isEmpty() ? cause.getClass().getSimpleName() : reason) + noexec;
	}

	/**
	 * Thrown when the library cannot be loaded. The message says why.
	 */
	static final class NotLoadedException extends Exception {

		private static final long serialVersionUID = 1L;

		private NotLoadedException(String message) {
			super(message);
		}

	}

}
