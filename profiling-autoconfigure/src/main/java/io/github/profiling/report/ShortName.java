package io.github.profiling.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of functions without packages, namespaces and parameters, as pprof prints them in
 * drawings (google/pprof, {@code internal/graph/graph.go}, {@code ShortenFunctionName}).
 * Names of Java methods that follow no convention stay as they are.
 */
final class ShortName {

	private static final String ANONYMOUS_NAMESPACE = "(anonymous namespace)::";

	private static final Pattern GO_VERSION = Pattern.compile("(.*?)/v(?:[2-9]|[1-9][0-9]+)([./].*)",
			Pattern.UNIX_LINES);

	/** What may stand between a Java method's class and the start of its name. */
	private static final Pattern JAVA = Pattern
		.compile("(?:[a-z]\\w*\\.)*+([A-Z][\\w$]*\\.(?:<init>|[a-z][\\w$]*(?:\\$\\d+)?))(?:\\(|\\z)");

	private static final Pattern CPP_NAMESPACE = Pattern.compile("[_a-zA-Z]\\w*::");

	private static final Pattern CPP = Pattern.compile("_*[A-Z]\\w*::~?[_a-zA-Z]\\w*(?:<.*>)?", Pattern.UNIX_LINES);

	private ShortName() {
	}

	static String of(String name) {
		String shorter = name.startsWith(ANONYMOUS_NAMESPACE) ? name.substring(ANONYMOUS_NAMESPACE.length()) : name;
		Matcher version = GO_VERSION.matcher(shorter);
		if (version.matches()) {
			shorter = version.group(1) + version.group(2);
		}
		String go = go(shorter);
		if (!go.isEmpty()) {
			return go;
		}
		Matcher java = JAVA.matcher(shorter);
		if (java.lookingAt()) {
			return java.group(1);
		}
		String cpp = cpp(shorter);
		return cpp.isEmpty() ? shorter : cpp;
	}

	/**
	 * The name after the last slash of a path that leaves one with a dot inside. In terms
	 * of expressions {@code ^(?:[\w\-.]+/)+([^.]+\..+)}, which Java would match
	 * recursively, and so not in names of any length.
	 */
	private static String go(String name) {
		int pathEnd = pathEnd(name);
		int lineEnd = name.length();
		int dot = -1;
		int dotLineEnd = -1;
		for (int i = (pathEnd > 0) ? name.length() - 1 : -1; i > 0; i--) {
			char c = name.charAt(i);
			if (c == '/' && i < pathEnd && dot > i + 1 && dotLineEnd > dot + 1) {
				return name.substring(i + 1, dotLineEnd);
			}
			if (c == '.') {
				dot = i;
				dotLineEnd = lineEnd;
			}
			else if (c == '\n') {
				lineEnd = i;
			}
		}
		return "";
	}

	/**
	 * The position after the path at the start of a name, of which no element is empty.
	 */
	private static int pathEnd(String name) {
		int end = 0;
		for (int i = 0; i < name.length() && isGoPath(name.charAt(i)); i++) {
			if (name.charAt(i) == '/') {
				if (i == end) {
					break;
				}
				end = i + 1;
			}
		}
		return end;
	}

	private static boolean isGoPath(char c) {
		return c == '/' || c == '-' || c == '.' || isWord(c);
	}

	private static boolean isWord(char c) {
		return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	}

	/**
	 * The class and the name, of as few namespaces before them as leave these.
	 */
	private static String cpp(String name) {
		String found = "";
		Matcher namespace = CPP_NAMESPACE.matcher(name);
		Matcher method = CPP.matcher(name);
		for (int start = 0; namespace.region(start, name.length()).lookingAt(); start = namespace.end()) {
			if (method.region(namespace.end(), name.length()).lookingAt()) {
				found = method.group();
			}
		}
		return found;
	}

}
