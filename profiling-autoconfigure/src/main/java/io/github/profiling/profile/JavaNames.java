package io.github.profiling.profile;

import org.jspecify.annotations.Nullable;

/**
 * Names of Java code as profiles show them. The JVM names a class in several ways, and
 * numbers the classes it generates in the order in which it happens to generate them:
 * only with one form, and without such numbers, do equal frames merge, within a profile
 * and between those of two replicas.
 */
public final class JavaNames {

	/**
	 * What stands before the random part of names from Byte Buddy and what is built on
	 * it.
	 */
	private static final String[] RANDOMLY_SUFFIXED = { "$HibernateProxy", "$HibernateBasicProxy",
			"$HibernateAccessOptimizer", "$HibernateInstantiator", "$ByteBuddy", "$MockitoMock", "$auxiliary" };

	private static final String[] NUMBERED = { "$Proxy", "GeneratedMethodAccessor", "GeneratedConstructorAccessor",
			"GeneratedSerializationConstructorAccessor" };

	private JavaNames() {
	}

	/**
	 * The name of a class in Java's source form, such as {@code com.example.Order} or
	 * {@code byte[]}, without whatever differs from one run to the next.
	 * @param raw the name with dots or slashes, as a descriptor ({@code [B},
	 * {@code [Ljava/lang/String;}; a lone {@code B} is a class of that name) or as in
	 * stack traces, with class loader and module ({@code app//com.example.Order},
	 * {@code java.base@17/java.lang.String})
	 * @return the name. A name that is in this form already is returned unchanged
	 */
	public static String className(String raw) {
		int dimensions = 0;
		while (dimensions < raw.length() && raw.charAt(dimensions) == '[') {
			dimensions++;
		}
		String element = raw.substring(dimensions);
		String primitive = (dimensions > 0) ? primitive(element) : null;
		if (primitive != null) {
			return primitive + "[]".repeat(dimensions);
		}
		if (element.startsWith("L") && element.endsWith(";")) {
			element = element.substring(1, element.length() - 1);
		}
		String name = withoutOrigin(withoutHiddenSuffix(element)).replace('/', '.');
		return withoutGeneratedParts(name) + "[]".repeat(dimensions);
	}

	/**
	 * The path of a source file as profiles carry it and as {@code pprof -source_path}
	 * looks for it, such as {@code com/example/Order.java}.
	 * @param className the name of a class, with dots
	 * @param fileName the name of the file it was compiled from, or {@code null} where
	 * unknown
	 * @return the path, empty where the file is unknown
	 */
	public static String sourcePath(String className, @Nullable String fileName) {
		if (fileName == null || fileName.isEmpty()) {
			return "";
		}
		int lastDot = className.lastIndexOf('.');
		return className.substring(0, lastDot + 1).replace('.', '/') + fileName;
	}

	private static @Nullable String primitive(String descriptor) {
		return switch (descriptor) {
			case "B" -> "byte";
			case "C" -> "char";
			case "D" -> "double";
			case "F" -> "float";
			case "I" -> "int";
			case "J" -> "long";
			case "S" -> "short";
			case "Z" -> "boolean";
			default -> null;
		};
	}

	/**
	 * Hidden classes carry their address ({@code /0x7f33cc148208},
	 * {@code +0x7f33cc148208} or {@code .0x7f33cc148208}), in flight recordings their
	 * hash ({@code /14823}) or, from JDK 17, one after the other.
	 */
	private static String withoutHiddenSuffix(String name) {
		int slash = name.lastIndexOf('/');
		boolean hash = slash > 0 && slash + 1 < name.length() && endOfDigits(name, slash + 1) == name.length();
		return withoutAddress(hash ? name.substring(0, slash) : name);
	}

	private static String withoutAddress(String name) {
		int digits = name.length();
		while (digits > 0 && isHexDigit(name.charAt(digits - 1))) {
			digits--;
		}
		boolean address = digits > 2 && name.startsWith("0x", digits - 2)
				&& "/+.".indexOf(name.charAt(digits - 3)) >= 0;
		return address ? name.substring(0, digits - 3) : name;
	}

	/**
	 * Class loader and module precede the class in stack traces. A name in dots has no
	 * slash of its own; in a name with slashes, they are told by what a package cannot
	 * be: empty, or with a dot or an at sign.
	 */
	private static String withoutOrigin(String name) {
		int lastSlash = name.lastIndexOf('/');
		if (lastSlash < 0 || name.indexOf('.', lastSlash) >= 0) {
			return name.substring(lastSlash + 1);
		}
		int empty = name.lastIndexOf("//") + 1;
		int marked = Math.max(name.lastIndexOf('.', lastSlash), name.lastIndexOf('@', lastSlash));
		if (marked < empty) {
			return (empty > 0) ? name.substring(empty + 1) : name;
		}
		return (marked >= 0) ? name.substring(name.indexOf('/', marked) + 1) : name;
	}

	private static String withoutGeneratedParts(String name) {
		int simple = name.lastIndexOf('.') + 1;
		for (String prefix : NUMBERED) {
			int number = simple + prefix.length();
			if (name.startsWith(prefix, simple) && endOfDigits(name, number) == name.length()) {
				return withoutProxyNumber(name.substring(0, simple)) + prefix;
			}
		}
		String result = name;
		int lambda = result.lastIndexOf("$$Lambda$");
		if (lambda >= 0 && endOfDigits(result, lambda + "$$Lambda$".length()) == result.length()) {
			result = result.substring(0, lambda + "$$Lambda".length());
		}
		result = withoutCglibHashes(result);
		for (String marker : RANDOMLY_SUFFIXED) {
			result = withoutRandomSuffixes(result, marker + '$');
		}
		return result;
	}

	/**
	 * The JDK gives each class loader's proxies a numbered package of their own.
	 */
	private static String withoutProxyNumber(String packageName) {
		String prefix = "jdk.proxy";
		boolean numbered = packageName.startsWith(prefix)
				&& endOfDigits(packageName, prefix.length()) == packageName.length() - 1;
		return numbered ? prefix + '.' : packageName;
	}

	/**
	 * Drops the hash of {@code $$EnhancerBySpringCGLIB$$1a2b3c} and its kind. The names
	 * that Spring 6 gives, such as {@code $$SpringCGLIB$$0}, are the same in every run.
	 */
	private static String withoutCglibHashes(String name) {
		String tag = "CGLIB$$";
		StringBuilder result = new StringBuilder(name.length());
		int copied = 0;
		for (int at = name.indexOf(tag); at >= 0; at = name.indexOf(tag, at + tag.length())) {
			int generator = name.lastIndexOf("$$", at);
			int hash = at + tag.length();
			int end = hash;
			while (end < name.length() && (isHexDigit(name.charAt(end)) || name.charAt(end) == '_')) {
				end++;
			}
			boolean whole = end == name.length() || name.charAt(end) == '$';
			if (generator >= 0 && name.substring(generator, at).contains("By") && whole) {
				result.append(name, copied, hash - "$$".length());
				copied = end;
			}
		}
		return result.append(name, copied, name.length()).toString();
	}

	private static String withoutRandomSuffixes(String name, String marker) {
		int at = name.indexOf(marker);
		if (at <= 0) {
			return name;
		}
		StringBuilder result = new StringBuilder(name.length());
		int copied = 0;
		while (at >= 0) {
			int end = name.indexOf('$', at + marker.length());
			end = (end >= 0) ? end : name.length();
			result.append(name, copied, at + marker.length() - 1);
			copied = end;
			at = name.indexOf(marker, end);
		}
		return result.append(name, copied, name.length()).toString();
	}

	/**
	 * Returns the index after the decimal digits that begin at the given one, or -1 if
	 * there are none.
	 */
	private static int endOfDigits(String text, int from) {
		int end = from;
		while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
			end++;
		}
		return (end > from) ? end : -1;
	}

	private static boolean isHexDigit(char c) {
		return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
	}

}
