package io.github.profiling.recording.jfr;

import java.util.Map;

/**
 * Where a class was written.
 *
 * @param path the source file, such as {@code com/example/Foo.java}, empty where the
 * class was generated
 * @param startLines the first line of each method, by name and descriptor
 */
record ClassSource(String path, Map<String, Integer> startLines) {

	/**
	 * The first line of a method.
	 * @return the line, 0 where unknown
	 */
	int startLine(String methodName, String descriptor) {
		return this.startLines.getOrDefault(methodName + descriptor, 0);
	}

	/**
	 * What can be said of a class from its name alone.
	 * @param className the class in internal form, such as {@code com/example/Foo$Bar}
	 */
	static ClassSource guess(String className) {
		if (isGenerated(className)) {
			return new ClassSource("", Map.of());
		}
		int nested = className.indexOf('$', className.lastIndexOf('/') + 2);
		return new ClassSource(((nested < 0) ? className : className.substring(0, nested)) + ".java", Map.of());
	}

	private static boolean isGenerated(String className) {
		return className.contains("$Proxy") || className.contains("LambdaForm$") || className.contains("$$Spring")
				|| className.contains("$$FastClass") || className.contains("$$Enhancer")
				|| className.contains("/Generated") || className.contains("$ByteBuddy$")
				|| className.contains("$HibernateProxy");
	}

}
