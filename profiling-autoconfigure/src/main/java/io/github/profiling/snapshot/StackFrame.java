package io.github.profiling.snapshot;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.JavaNames;
import org.jspecify.annotations.Nullable;

/**
 * A frame of a thread's stack.
 *
 * @param function the method
 * @param line the line number, 0 where unknown
 */
record StackFrame(Function function, long line) {

	static StackFrame of(StackTraceElement element) {
		return of(element.getClassName(), element.getMethodName(), element.getFileName(), element.getLineNumber());
	}

	/**
	 * Reads a frame in the form of {@link StackTraceElement#toString()}.
	 * @param text such as {@code java.base/java.lang.Thread.run(Thread.java:1474)}
	 */
	static StackFrame parse(String text) {
		int bracket = text.endsWith(")") ? text.lastIndexOf('(') : -1;
		String call = (bracket >= 0) ? text.substring(0, bracket) : text;
		String place = (bracket >= 0) ? text.substring(bracket + 1, text.length() - 1) : "";
		int dot = call.lastIndexOf('.');
		String className = call.substring(0, Math.max(dot, 0));
		String method = call.substring(dot + 1);
		if (place.equals("Native Method") || place.equals("Unknown Source")) {
			return of(className, method, null, 0);
		}
		int colon = place.lastIndexOf(':');
		int line = (colon >= 0) ? number(place, colon + 1) : -1;
		return of(className, method, (line >= 0) ? place.substring(0, colon) : place, line);
	}

	private static StackFrame of(String className, String method, @Nullable String file, int line) {
		String name = JavaNames.className(className);
		String function = name.isEmpty() ? method : name + '.' + method;
		return new StackFrame(new Function(function, "", JavaNames.sourcePath(name, file), 0), Math.max(line, 0));
	}

	private static int number(String text, int from) {
		try {
			return Integer.parseInt(text, from, text.length(), 10);
		}
		catch (NumberFormatException ex) {
			return -1;
		}
	}

	/**
	 * Where the frame is, such as {@code com/example/Order.java:12}, or empty.
	 */
	String place() {
		String file = this.function.filename();
		return (file.isEmpty() || this.line == 0) ? file : file + ':' + this.line;
	}

}
