package io.github.profiling.report;

import io.github.profiling.profile.Function;

/**
 * The name under which pprof shows a function. Where a profile gives no display name, or
 * the system's name again, pprof takes it for one of C++ and removes parameters and
 * template arguments (google/pprof, {@code internal/symbolizer/symbolizer.go}). Mangled
 * names ({@code _Z...}, {@code _R...}) stay as they are here; pprof demangles those too.
 */
final class DisplayName {

	private DisplayName() {
	}

	static String of(Function function) {
		String systemName = function.systemName();
		if (!function.name().isEmpty() && !function.name().equals(systemName)) {
			return function.name();
		}
		return looksLikeCpp(systemName) ? without(without(systemName, '(', ')'), '<', '>') : systemName;
	}

	/**
	 * Java's constructors ({@code Orders.<init>}) and Go's generic methods are told from
	 * C++ as pprof tells them.
	 */
	private static boolean looksLikeCpp(String name) {
		if (name.contains(".<") || name.contains("]).")) {
			return false;
		}
		return name.contains("::") || name.indexOf('<') >= 0 || name.indexOf('>') >= 0 || name.indexOf('[') >= 0
				|| name.indexOf(']') >= 0;
	}

	/**
	 * Removes what stands in brackets, up to the first bracket that closes none.
	 */
	private static String without(String name, char open, char close) {
		StringBuilder kept = new StringBuilder();
		int depth = 0;
		int from = 0;
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			if (c == open) {
				if (depth++ == 0) {
					kept.append(name, from, i);
					from = i;
				}
			}
			else if (c == close) {
				if (depth == 0) {
					break;
				}
				if (--depth == 0) {
					from = i + 1;
				}
			}
		}
		return kept.append(name, from, name.length()).toString();
	}

}
