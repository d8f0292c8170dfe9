package io.github.profiling.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The names of source files as pprof prints them (google/pprof,
 * {@code internal/report/source.go}, {@code trimPath}, and Go's {@code filepath.Clean}).
 */
final class SourceFile {

	private static final String[] BUILD_DIRECTORIES = { "/proc/self/cwd/./", "/proc/self/cwd/" };

	private SourceFile() {
	}

	/**
	 * The shortest path to a file, without the directory in which a build ran.
	 * @param filename the name in the profile
	 * @return the path, empty where unknown
	 */
	static String clean(String filename) {
		for (String directory : BUILD_DIRECTORIES) {
			if (filename.startsWith(directory)) {
				return resolve(filename.substring(directory.length()));
			}
		}
		return resolve(filename);
	}

	private static String resolve(String path) {
		if (path.isEmpty() || isClean(path)) {
			return path;
		}
		boolean absolute = path.startsWith("/");
		Deque<String> elements = new ArrayDeque<>();
		for (String element : path.split("/")) {
			if (element.isEmpty() || element.equals(".")) {
				continue;
			}
			boolean up = element.equals("..");
			if (up && !elements.isEmpty() && !elements.getLast().equals("..")) {
				elements.removeLast();
			}
			else if (!up || !absolute) {
				elements.addLast(element);
			}
		}
		String joined = String.join("/", elements);
		return absolute ? "/" + joined : joined.isEmpty() ? "." : joined;
	}

	private static boolean isClean(String path) {
		return !path.startsWith(".") && !path.endsWith("/") && !path.contains("//") && !path.contains("/.");
	}

}
