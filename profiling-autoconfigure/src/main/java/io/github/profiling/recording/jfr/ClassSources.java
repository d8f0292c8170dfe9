package io.github.profiling.recording.jfr;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
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
	 * Finds where a class was written.
	 * @param className the class in internal form, such as {@code com/example/Foo$Bar},
	 * with whatever suffix the JVM gave it
	 */
	ClassSource find(String className) {
		String declared = withoutHiddenSuffix(className);
		Map<String, ClassSource> known = cache();
		ClassSource source = known.get(declared);
		if (source == null) {
			source = read(declared);
			if (known.size() < MAX_CLASSES) {
				known.put(declared, source);
			}
		}
		return source;
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
	 */
	private static String withoutHiddenSuffix(String className) {
		int lambda = className.indexOf("$$Lambda");
		return (lambda > 0) ? className.substring(0, lambda) : className;
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

}
