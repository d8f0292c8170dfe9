package io.github.profiling.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The real {@code go tool pprof}, run in a directory of its own, without network beyond
 * the source it is given, with times in UTC.
 */
public final class GoPprof {

	/**
	 * Enough for the first run, in which Go compiles the tool.
	 */
	private static final Duration TIMEOUT = Duration.ofMinutes(3);

	private GoPprof() {
	}

	/**
	 * Skips the test, or fails it where tools are required, if there is no Go here. To be
	 * called before each test: what is skipped before all of them is not counted as
	 * skipped.
	 */
	public static void requireGo() {
		OutsideTool.require("install Go to run this test", "go", "version");
	}

	/**
	 * Skips the test, or fails it where tools are required, if there is no Graphviz here.
	 */
	public static void requireGraphviz() {
		OutsideTool.require("install Graphviz to run this test", "dot", "-V");
	}

	/**
	 * Runs {@code go tool pprof} on a file.
	 * @param profile the file
	 * @param args the options, such as {@code -top}
	 * @return what it answered
	 */
	public static Result run(Path profile, String... args) {
		return run(profile.toString(), args);
	}

	/**
	 * Runs {@code go tool pprof} on a file or URL.
	 * @param source the file or URL
	 * @param args the options, such as {@code -top}
	 * @return what it answered
	 */
	public static Result run(String source, String... args) {
		List<String> command = new ArrayList<>(List.of("go", "tool", "pprof"));
		command.addAll(List.of(args));
		command.add(source);
		return run(command);
	}

	/**
	 * Runs {@code go run} on a program that needs nothing but Go's own library.
	 * @param program the Go file
	 * @param args the program's arguments
	 * @return what it answered
	 */
	public static Result runProgram(Path program, String... args) {
		List<String> command = new ArrayList<>(List.of("go", "run", program.toString()));
		command.addAll(List.of(args));
		return run(command);
	}

	private static Result run(List<String> command) {
		try {
			Path home = Files.createTempDirectory("go-pprof");
			try {
				withoutTelemetry(home);
				OutsideTool.Result result = OutsideTool.run(home, environment(home), TIMEOUT, command);
				return new Result(result.stdout(), result.stderr(), result.exit());
			}
			finally {
				delete(home);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A home of its own; only what Go compiled stays where it is, or each run would
	 * compile the tool again.
	 */
	private static Map<String, String> environment(Path home) throws IOException {
		OutsideTool.Result cache = OutsideTool.run(home, Map.of(), TIMEOUT, List.of("go", "env", "GOCACHE"));
		return Map.of("HOME", home.toString(), "XDG_CONFIG_HOME", home.resolve(".config").toString(), "PPROF_TMPDIR",
				home.toString(), "GOCACHE", cache.stdout().trim(), "TZ", "UTC", "GO111MODULE", "off", "GOFLAGS", "",
				"GOPROXY", "off", "GOTOOLCHAIN", "local");
	}

	/**
	 * Telemetry goes on in the background and would write while we delete.
	 */
	private static void withoutTelemetry(Path home) throws IOException {
		Path directory = Files.createDirectories(home.resolve(".config/go/telemetry"));
		Files.writeString(directory.resolve("mode"), "off");
	}

	private static void delete(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			for (Path file : files.sorted((left, right) -> right.compareTo(left)).toList()) {
				Files.delete(file);
			}
		}
	}

	/**
	 * What {@code go tool pprof} answered.
	 *
	 * @param stdout the report
	 * @param stderr progress and warnings
	 * @param exit the exit status, 0 where all went well
	 */
	public record Result(String stdout, String stderr, int exit) {

		/**
		 * The lines of {@link #stderr()} that are no mere progress.
		 * @return warnings and errors, empty where all went well
		 */
		public List<String> warnings() {
			return this.stderr.lines()
				.filter((line) -> !line.isBlank())
				.filter((line) -> !line.startsWith("Generating report in "))
				.filter((line) -> !line.startsWith("Fetching profile over HTTP from "))
				.filter((line) -> !line.startsWith("Saved profile in "))
				.filter((line) -> !line.startsWith("Please wait... ("))
				.toList();
		}

	}

}
