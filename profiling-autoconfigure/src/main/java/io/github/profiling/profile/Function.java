package io.github.profiling.profile;

import java.util.Objects;

/**
 * A method or function, as {@code Function} in pprof's {@code profile.proto}.
 *
 * @param name the name shown to people, such as {@code com.example.Orders.total}
 * @param systemName the name as the system knows it, empty where it tells no more
 * @param filename the source file, such as {@code com/example/Orders.java}, empty where
 * unknown
 * @param startLine the line of the source file on which the function starts, 0 where
 * unknown
 */
public record Function(String name, String systemName, String filename, long startLine) {

	public Function {
		Objects.requireNonNull(name);
		Objects.requireNonNull(systemName);
		Objects.requireNonNull(filename);
	}

	/**
	 * A function of which nothing but the name is known.
	 * @param name the name
	 * @return the function
	 */
	public static Function named(String name) {
		return new Function(name, "", "", 0);
	}

}
