package io.github.profiling.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An installed JDK.
 *
 * @param home where it is
 * @param version its feature version, such as 25
 */
public record Jdk(Path home, int version) {

	private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

	/**
	 * The JDK that runs the test.
	 */
	public static Jdk own() {
		return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version().feature());
	}

	/**
	 * The newest JDK of those beside the one that runs the test, which may be itself.
	 */
	public static Jdk newest() {
		Jdk own = own();
		try (Stream<Path> siblings = Files.list(own.home().resolveSibling(""))) {
			List<Jdk> others = siblings.map(Jdk::of).flatMap(Optional::stream).toList();
			return Stream.concat(Stream.of(own), others.stream())
				.max(Comparator.comparingInt(Jdk::version))
				.orElseThrow();
		}
		catch (IOException ex) {
			return own;
		}
	}

	private static Optional<Jdk> of(Path home) {
		try {
			Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
			if (Files.isExecutable(home.resolve("bin/java")) && version.find()) {
				return Optional.of(new Jdk(home, Integer.parseInt(version.group(1))));
			}
		}
		catch (IOException ex) {
			// Not a JDK.
		}
		return Optional.empty();
	}

	public String java() {
		return tool("java");
	}

	/**
	 * A program of this JDK.
	 * @param name its name, such as {@code keytool}
	 * @return where it is
	 */
	public String tool(String name) {
		return this.home.resolve("bin").resolve(name).toString();
	}

}
