package io.github.profiling.consumer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.profiling.testing.OutsideTool;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ways to start an application.
 */
enum Launch {

	/**
	 * The executable jar.
	 */
	JAR("") {

		@Override
		List<String> command(Consumer consumer, Path jar, Path directory) {
			return List.of(consumer.jdk().java(), "-jar", jar.toString());
		}

	},

	/**
	 * The executable jar with a context prepared at build time.
	 */
	AOT("AOT processing") {

		@Override
		List<String> command(Consumer consumer, Path jar, Path directory) {
			return List.of(consumer.jdk().java(), "-Dspring.aot.enabled=true", "-jar", jar.toString());
		}

	},

	/**
	 * The extracted jar with an archive of classes.
	 */
	CLASS_DATA_SHARING("class data sharing") {

		@Override
		List<String> command(Consumer consumer, Path jar, Path directory) throws IOException {
			Path extracted = extract(consumer, jar, directory);
			String archive = directory.resolve("classes.jsa").toString();
			run(directory, consumer.jdk().java(), "-XX:ArchiveClassesAtExit=" + archive,
					"-Dspring.context.exit=onRefresh", "-jar", extracted.toString());
			return List.of(consumer.jdk().java(), "-Xshare:on", "-XX:SharedArchiveFile=" + archive, "-jar",
					extracted.toString());
		}

	},

	/**
	 * The extracted jar with an AOT cache, of JDK 24 or later.
	 */
	AOT_CACHE("AOT cache") {

		@Override
		List<String> command(Consumer consumer, Path jar, Path directory) throws IOException {
			Path extracted = extract(consumer, jar, directory);
			String cache = directory.resolve("application.aot").toString();
			run(directory, consumer.jdk().java(), "-XX:AOTCacheOutput=" + cache, "-Dspring.context.exit=onRefresh",
					"-jar", extracted.toString());
			return List.of(consumer.jdk().java(), "-XX:AOTMode=on", "-XX:AOTCache=" + cache, "-jar",
					extracted.toString());
		}

	},

	/**
	 * From a class path, with devtools that restart it.
	 */
	DEVTOOLS("devtools") {

		@Override
		List<String> command(Consumer consumer, Path jar, Path directory) throws IOException {
			Path classes = directory.resolve("classes");
			copy(jar.resolveSibling("classes"), classes);
			String libraries = Files.readString(jar.resolveSibling("classpath.txt")).strip();
			return List.of(consumer.jdk().java(), "-Dspring.devtools.restart.poll-interval=300ms",
					"-Dspring.devtools.restart.quiet-period=150ms", "-cp", classes + ":" + libraries,
					"com.example.WebConsumer");
		}

	},

	/**
	 * A war in a Tomcat of its own.
	 */
	WAR("war in an external Tomcat") {

		@Override
		List<String> command(Consumer consumer, Path jar, Path directory) throws IOException {
			return ExternalTomcat.command(consumer, jar.resolveSibling(consumer.build() + ".war"), directory);
		}

	};

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final String description;

	Launch(String description) {
		this.description = description;
	}

	/**
	 * Prepares the start.
	 * @param consumer what to start
	 * @param jar the executable jar that the build made, or would have made
	 * @param directory where to put what is needed
	 * @return the command, which begins with the JVM
	 */
	abstract List<String> command(Consumer consumer, Path jar, Path directory) throws IOException;

	String description() {
		return this.description.isEmpty() ? "" : ", " + this.description;
	}

	private static Path extract(Consumer consumer, Path jar, Path directory) throws IOException {
		run(directory, consumer.jdk().java(), "-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination",
				directory.resolve("extracted").toString());
		return directory.resolve("extracted").resolve(jar.getFileName());
	}

	private static void run(Path directory, String... command) throws IOException {
		List<String> all = new ArrayList<>(List.of(command));
		if (List.of(command).contains("-Dspring.context.exit=onRefresh")) {
			all.add("--server.port=0");
		}
		OutsideTool.Result result = OutsideTool.run(directory, Map.of(), PATIENCE, all);
		assertThat(result.exit()).as("%s%n%s%s", all, result.stdout(), result.stderr()).isZero();
	}

	private static void copy(Path source, Path target) throws IOException {
		try (Stream<Path> files = Files.walk(source)) {
			for (Path file : files.toList()) {
				Files.copy(file, target.resolve(source.relativize(file).toString()));
			}
		}
	}

}
