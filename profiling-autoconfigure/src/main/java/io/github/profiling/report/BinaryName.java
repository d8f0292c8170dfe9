package io.github.profiling.report;

import java.util.regex.Pattern;

import io.github.profiling.profile.Mapping;

/**
 * The names of binaries as pprof prints them.
 */
final class BinaryName {

	private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:\\P{Cntrl}*");

	private BinaryName() {
	}

	/**
	 * The name of a mapping's file. Where there is no build id, pprof takes a name like
	 * {@code orders:1.0} for the URL of a profile's source and drops it (google/pprof,
	 * {@code internal/driver/fetch.go}, {@code unsourceMappings}).
	 * @param mapping the mapping
	 * @return the name with its path, or empty
	 */
	static String path(Mapping mapping) {
		boolean source = mapping.buildId().isEmpty() && URL.matcher(mapping.filename()).matches();
		return source ? "" : mapping.filename();
	}

	/**
	 * The last element of a path, as Go's {@code filepath.Base}.
	 * @param path the path, not empty
	 * @return its last element, {@code /} for the root
	 */
	static String base(String path) {
		int end = path.length();
		while (end > 0 && path.charAt(end - 1) == '/') {
			end--;
		}
		return (end == 0) ? "/" : path.substring(path.lastIndexOf('/', end - 1) + 1, end);
	}

}
