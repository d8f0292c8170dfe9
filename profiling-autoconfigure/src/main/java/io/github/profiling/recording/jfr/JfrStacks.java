package io.github.profiling.recording.jfr;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.JavaNames;
import io.github.profiling.profile.ProfileBuilder;
import one.jfr.ClassRef;
import one.jfr.Dictionary;
import one.jfr.JfrReader;
import one.jfr.MethodRef;
import one.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * Turns the stack traces of one chunk into stacks of a profile.
 */
final class JfrStacks {

	/** Frame types of async-profiler that are not Java ({@code one.convert.Frame}). */
	private static final int NATIVE = 3;

	private static final int CPP = 4;

	private static final int KERNEL = 5;

	/** The JVM's own recordings have -1 for code without lines, of which this is left. */
	private static final int NO_LINE = 0xFFFF;

	private static final Function UNKNOWN = Function.named("[unknown]");

	private final JfrReader jfr;

	private final ProfileBuilder builder;

	private final ClassSources.Search sources;

	/**
	 * Whether there are no frames but Java's, as in recordings of the JVM itself: its
	 * native frames are native methods of Java classes.
	 */
	private final boolean onlyJava;

	private final Dictionary<Method> methods = new Dictionary<>();

	JfrStacks(JfrReader jfr, ProfileBuilder builder, ClassSources.Search sources) {
		this.jfr = jfr;
		this.builder = builder;
		this.sources = sources;
		this.onlyJava = jfr.getEnumKey("jdk.types.FrameType", "Kernel") < 0;
	}

	/**
	 * The stack of an event, leaf first.
	 * @param classId the class that becomes the leaf, or {@link SampleView#NO_CLASS}
	 */
	int[] stack(int stackTraceId, int classId) {
		StackTrace trace = this.jfr.stackTraces.get(stackTraceId);
		int depth = (trace != null) ? trace.methods.length : 0;
		int[] stack = new int[depth + 1];
		int size = 0;
		if (classId != SampleView.NO_CLASS) {
			stack[size++] = this.builder.frame(Function.named(className(classId)), 0);
		}
		for (int i = 0; i < depth; i++) {
			Method method = method(trace.methods[i], trace.types[i]);
			int line = trace.locations[i] >>> 16;
			boolean known = method.isJava() && line != NO_LINE;
			stack[size++] = this.builder.frame(method.function(), known ? line : 0);
		}
		if (size == 0) {
			stack[size++] = this.builder.frame(UNKNOWN, 0);
		}
		return (size == stack.length) ? stack : Arrays.copyOf(stack, size);
	}

	private String className(int classId) {
		ClassRef type = this.jfr.classes.get(classId);
		return (type != null) ? JavaNames.className(symbol(type.name)) : UNKNOWN.name();
	}

	private Method method(long id, byte frameType) {
		Method known = this.methods.get(id);
		if (known == null) {
			known = resolve(id, frameType);
			this.methods.put(id, known);
		}
		return known;
	}

	private Method resolve(long id, byte frameType) {
		MethodRef ref = this.jfr.methods.get(id);
		if (ref == null) {
			return new Method(UNKNOWN, false);
		}
		ClassRef type = this.jfr.classes.get(ref.cls);
		String className = (type != null) ? symbol(type.name) : "";
		String methodName = symbol(ref.name);
		if (className.isEmpty() || (!this.onlyJava && isNative(frameType))) {
			return new Method(Function.named(methodName.isEmpty() ? UNKNOWN.name() : methodName), false);
		}
		String displayName = JavaNames.className(className) + (methodName.isEmpty() ? "" : "." + methodName);
		ClassSource source = this.sources.find(className);
		return new Method(new Function(displayName, "", source.path(), source.startLine(methodName, symbol(ref.sig))),
				true);
	}

	private static boolean isNative(byte frameType) {
		return frameType == NATIVE || frameType == CPP || frameType == KERNEL;
	}

	private String symbol(long id) {
		byte @Nullable [] bytes = this.jfr.symbols.get(id);
		return (bytes != null) ? new String(bytes, StandardCharsets.UTF_8) : "";
	}

	/**
	 * A method as a function of the profile.
	 */
	private record Method(Function function, boolean isJava) {

	}

}
