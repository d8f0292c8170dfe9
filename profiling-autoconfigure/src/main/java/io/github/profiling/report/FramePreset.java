package io.github.profiling.report;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Frames that say little about an application because every request passes through them.
 * A preset hides them like {@link FilterOption#HIDE} would, so what is left of a stack is
 * the application's own code and what it really waits for. Nothing is hidden by default.
 */
public enum FramePreset {

	/**
	 * The Spring Framework, Spring Boot and all other projects of Spring:
	 * {@code org.springframework.*}.
	 */
	SPRING("^org\\.springframework\\.|^org\\.aopalliance\\."),

	/**
	 * Tomcat, and the Servlet API that it is called through.
	 */
	TOMCAT("^org\\.apache\\.(catalina|coyote|tomcat|jasper|el)\\.|^(jakarta|javax)\\.servlet\\."),

	/**
	 * Jetty.
	 */
	JETTY("^org\\.eclipse\\.jetty\\."),

	/**
	 * Netty and Reactor Netty.
	 */
	NETTY("^io\\.netty\\.|^reactor\\.netty\\."),

	/**
	 * Reactor's operators and schedulers.
	 */
	REACTOR("^reactor\\.(core|util|adapter)\\.|^org\\.reactivestreams\\."),

	/**
	 * Calls by reflection and by method handle.
	 */
	REFLECTION("^java\\.lang\\.(reflect|invoke)\\.|^(jdk\\.internal|sun)\\.reflect\\."),

	/**
	 * Classes made at run time that do nothing but pass a call on: proxies of the JDK, of
	 * CGLIB, Byte Buddy and Hibernate, and the classes behind lambdas. The lambda's own
	 * code, {@code lambda$name$0}, is not hidden.
	 */
	PROXIES("\\$\\$(SpringCGLIB|EnhancerBy|FastClassBy|Lambda)|^jdk\\.proxy|\\$Proxy[0-9]*\\.|"
			+ "\\$(HibernateProxy|HibernateBasicProxy|ByteBuddy|auxiliary)\\b"),

	/**
	 * The JDK's threads, thread pools and security contexts, and the start of the JVM.
	 */
	JDK("^java\\.lang\\.(Thread|VirtualThread|ThreadBuilders|BaseVirtualThread)[.$]|"
			+ "^java\\.util\\.concurrent\\.(ThreadPoolExecutor|ScheduledThreadPoolExecutor|FutureTask|Executors|"
			+ "ForkJoinPool|ForkJoinTask|ForkJoinWorkerThread|ThreadPerTaskExecutor|CompletableFuture)[.$]|"
			+ "^java\\.security\\.AccessController\\.|^javax\\.security\\.auth\\.Subject\\.|"
			+ "^jdk\\.internal\\.vm\\.|^(thread_start|start_thread|clone3?|__clone3?)$|"
			+ "^(JavaThread|Thread|JavaCalls)::"),

	/**
	 * All of them.
	 */
	FRAMEWORK("");

	private final String pattern;

	FramePreset(String pattern) {
		this.pattern = pattern;
	}

	/**
	 * The name to ask for it.
	 * @return the name, in lower case
	 */
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * What matches the names of the functions that are hidden.
	 * @return a regular expression in Go's syntax
	 */
	public String pattern() {
		return (this != FRAMEWORK) ? this.pattern
				: Arrays.stream(values())
					.filter((preset) -> preset != FRAMEWORK)
					.map(FramePreset::pattern)
					.collect(Collectors.joining("|"));
	}

	/**
	 * Reads names of presets.
	 * @param names names separated by commas, such as {@code spring,tomcat}
	 * @return the presets, none for an empty text
	 * @throws IllegalArgumentException if a name is unknown. The message names those
	 * there are
	 */
	public static Set<FramePreset> parse(String names) {
		Set<FramePreset> presets = EnumSet.noneOf(FramePreset.class);
		for (String name : names.isEmpty() ? new String[0] : names.split(",", -1)) {
			presets.add(Arrays.stream(values())
				.filter((preset) -> preset.key().equals(name))
				.findFirst()
				.orElseThrow(() -> unknown(name)));
		}
		return presets;
	}

	private static IllegalArgumentException unknown(String name) {
		return new IllegalArgumentException("unknown preset \"" + name + "\", there are "
				+ Arrays.stream(values()).map(FramePreset::key).collect(Collectors.joining(", ")));
	}

}
