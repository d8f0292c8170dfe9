package io.github.profiling.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/**
 * Runs a program that the build does not bring along. Where it is missing, tests are
 * skipped and say so; with the system property or environment variable
 * {@value #REQUIRE_TOOLS} set to {@code true} they fail.
 */
public final class OutsideTool {

	static final String REQUIRE_TOOLS = "PROFILING_REQUIRE_TOOLS";

	private static final Set<String> REPORTED = ConcurrentHashMap.newKeySet();

	private OutsideTool() {
	}

	/**
	 * Skips or fails the test, unless the command can be run and ends well.
	 * @param remedy what to install
	 * @param command the command, which should do nothing but answer
	 */
	public static void require(String remedy, String... command) {
		if (!answers(command)) {
			String reason = "'" + String.join(" ", command) + "' cannot be run: " + remedy;
			if (required()) {
				throw new AssertionError(reason);
			}
			if (REPORTED.add(reason)) {
				// Maven shows how many tests were skipped, but not why.
				System.err.println("Skipping tests: " + reason);
			}
			Assumptions.abort(reason);
		}
	}

	static boolean required() {
		return Boolean.getBoolean(REQUIRE_TOOLS) || Boolean.parseBoolean(System.getenv(REQUIRE_TOOLS));
	}

	private static boolean answers(String... command) {
		try {
			Path directory = Files.createTempDirectory("outside-tool");
			try {
				return run(directory, Map.of(), Duration.ofSeconds(30), List.of(command)).exit() == 0;
			}
			finally {
				Files.delete(directory);
			}
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Runs a command to its end.
	 * @param directory the working directory
	 * @param environment variables added to those of this process
	 * @param timeout how long the command may take, then it is killed
	 * @param command the program and its arguments
	 * @return what it answered
	 * @throws IOException if the program cannot be started
	 */
	public static Result run(Path directory, Map<String, String> environment, Duration timeout, List<String> command)
			throws IOException {
		Path stdout = Files.createTempFile("stdout", ".txt");
		Path stderr = Files.createTempFile("stderr", ".txt");
		try {
			ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
				.redirectOutput(stdout.toFile())
				.redirectError(stderr.toFile());
			builder.environment().putAll(environment);
			int exit = exit(builder.start(), timeout, command);
			return new Result(text(stdout), text(stderr), exit);
		}
		finally {
			Files.delete(stdout);
			Files.delete(stderr);
		}
	}

	private static String text(Path file) throws IOException {
		return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
	}

	private static int exit(Process process, Duration timeout, List<String> command) throws IOException {
		process.getOutputStream().close();
		try {
			if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new AssertionError(command + " takes longer than " + timeout);
			}
			return process.exitValue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new UncheckedIOException(new IOException("interrupted while waiting for " + command, ex));
		}
		finally {
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly();
		}
	}

	/**
	 * What a program answered.
	 *
	 * @param stdout its output
	 * @param stderr its other output
	 * @param exit its exit status, 0 where all went well
	 */
	public record Result(String stdout, String stderr, int exit) {

	}

}
