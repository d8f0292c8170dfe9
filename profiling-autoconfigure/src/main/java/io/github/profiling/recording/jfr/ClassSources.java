package io.github.profiling.recording.jfr;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Finds the source file and the lines of classes in their class files, as JFR tells
 * neither. What was read is kept, as long as memory lasts, since the next profile of an
 * application is mostly about the same classes.
 */
public final class ClassSources {

	/** About 4 MB; a busy application is seen in fewer classes. */
	private static final int MAX_CLASSES = 2_000;

	/**
	 * How long a profile may wait for class files. A first profile would otherwise spend
	 * a second of CPU time on thousands of classes that it hardly shows.
	 */
	private static final Duration PATIENCE = Duration.ofMillis(100);

	private static final int MAX_CLASS_FILE_BYTES = 4 * 1024 * 1024;

	private final @Nullable ClassLoader classLoader;

	private volatile SoftReference<Map<String, ClassSource>> cache = new SoftReference<>(null);

	/**
	 * Creates a finder.
	 * @param classLoader the loader of the application's classes, {@code null} for the
	 * system class loader
	 */
	public ClassSources(@Nullable ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	/**
	 * Begins the search for the classes of one profile, which should ask for the most
	 * important ones first: when its time is over, the rest is guessed from names.
	 */
	Search search() {
		return new Search(cache(), System.nanoTime() + PATIENCE.toNanos());
	}

	private Map<String, ClassSource> cache() {
		Map<String, ClassSource> map = this.cache.get();
		if (map == null) {
			map = new ConcurrentHashMap<>();
			this.cache = new SoftReference<>(map);
		}
		return map;
	}

	/**
	 * A lambda's hidden class has no file: the class around it was written where it was.
	 * Flight recordings have its name in dots.
	 */
	private static String withoutHiddenSuffix(String className) {
		int lambda = className.indexOf("$$Lambda");
		return (lambda > 0) ? className.substring(0, lambda).replace('.', '/') : className;
	}

	private ClassSource read(String className) {
		ClassSource guess = ClassSource.guess(className);
		if (guess.path().isEmpty()) {
			return guess;
		}
		try (InputStream in = open(className + ".class")) {
			if (in == null) {
				return guess;
			}
			ClassFile file = ClassFile
				.read(new DataInputStream(new ByteArrayInputStream(in.readNBytes(MAX_CLASS_FILE_BYTES))));
			String packagePath = className.substring(0, className.lastIndexOf('/') + 1);
			String path = file.sourceFile().isEmpty() ? guess.path() : packagePath + file.sourceFile();
			return new ClassSource(path, file.startLines());
		}
		catch (IOException | RuntimeException ex) {
			// A class file newer or stranger than we know: the guess is good enough.
			return guess;
		}
	}

	private @Nullable InputStream open(String resource) {
		return (this.classLoader != null) ? this.classLoader.getResourceAsStream(resource)
				: ClassLoader.getSystemResourceAsStream(resource);
	}

	/**
	 * The search for the classes of one profile.
	 */
	final class Search {

		private final Map<String, ClassSource> known;

		private final long deadline;

		private Search(Map<String, ClassSource> known, long deadline) {
			this.known = known;
			this.deadline = deadline;
		}

		/**
		 * Finds where a class was written.
		 * @param className the class in internal form, such as
		 * {@code com/example/Foo$Bar}, with whatever suffix the JVM gave it
		 */
		ClassSource find(String className) {
			String declared = withoutHiddenSuffix(className);
			ClassSource source = this.known.get(declared);
			if (source != null) {
				return source;
			}
			if (System.nanoTime() - this.deadline > 0) {
				return ClassSource.guess(declared);
			}
			source = read(declared);
			if (this.known.size() < MAX_CLASSES) {
				this.known.put(declared, source);
			}
			return source;
		}

	}

}
