package io.github.profiling.report;

import java.util.regex.Pattern;

/**
 * What a frame is, as far as its name tells: a profile does not say.
 */
enum FrameKind {

	/** A method or class of Java, or whatever else has a dotted name. */
	JAVA,

	/** A function in C++, on a JVM mostly the JVM's own. */
	CPP,

	/** Any other function of native code. */
	NATIVE,

	/** The operating system. */
	KERNEL,

	/** A frame made of a label, or one that nothing is known of. */
	OTHER;

	private static final Pattern SOURCE = Pattern.compile(".*\\.(java|kt|kts|scala|groovy|clj|go)");

	private static final Pattern DOTTED = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*([./][^\\s:.]*)+(\\[])*");

	private static final Pattern LIBRARY = Pattern.compile("\\[?(lib)?[^/]*\\.(so|dylib|dll|jar)[.0-9]*]?");

	private static final Pattern PRIMITIVES = Pattern.compile("(byte|char|double|float|int|long|short|boolean)(\\[])+");

	private static final Pattern KERNEL_ENTRY = Pattern.compile(
			".*_\\[k]|\\[?kernel.*|(entry_SYSCALL|entry_INT80|do_syscall_64|do_el0_svc|el0t?_|asm_|__x64_sys_|__arm64_sys_"
					+ "|ret_from_fork|vmlinux).*");

	/**
	 * Tells what a frame is.
	 * @param name its name
	 * @param filename the source file, empty where unknown
	 * @param caller what its caller is: what the kernel calls is the kernel
	 * @return the kind
	 */
	static FrameKind of(String name, String filename, FrameKind caller) {
		if (SOURCE.matcher(filename).matches()) {
			return JAVA;
		}
		if (KERNEL_ENTRY.matcher(name).matches()) {
			return KERNEL;
		}
		if (name.indexOf("::") >= 0) {
			return CPP;
		}
		boolean library = LIBRARY.matcher(name).matches();
		if (!library && (DOTTED.matcher(name).matches() || PRIMITIVES.matcher(name).matches())) {
			return JAVA;
		}
		if (name.isEmpty() || name.startsWith("<")) {
			return OTHER;
		}
		return (caller == KERNEL) ? KERNEL : NATIVE;
	}

}
