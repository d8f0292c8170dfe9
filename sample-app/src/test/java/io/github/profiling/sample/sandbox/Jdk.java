package io.github.profiling.sample.sandbox;

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
record Jdk(Path home, int version) {

	private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

	/**
	 * The newest JDK of those beside the one that runs the test, which may be itself.
	 */
	static Jdk newest() {
		Path own = Path.of(System.getProperty("java.home"));
		try (Stream<Path> siblings = Files.list(own.resolveSibling(""))) {
			List<Jdk> others = siblings.map(Jdk::of).flatMap(Optional::stream).toList();
			return Stream.concat(Stream.of(new Jdk(own, Runtime.version().feature())), others.stream())
				.max(Comparator.comparingInt(Jdk::version))
				.orElseThrow();
		}
		catch (IOException ex) {
			return new Jdk(own, Runtime.version().feature());
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

	String java() {
		return this.home.resolve("bin/java").toString();
	}

}
