package io.github.profiling.report;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.profiling.profile.Profile;
import io.github.profiling.profile.pprof.PprofWriter;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Runs the real {@code go tool pprof -top}.
 */
final class GoTop {

	private static final @Nullable String TOOL = run(Map.of(), "go", "tool", "-n", "pprof");

	private static final @Nullable String ROOT = run(Map.of(), "go", "env", "GOROOT");

	/** Whether pprof is new enough to print ISO dates and the documentation's address. */
	static final boolean PRINTS_ISO_TIME = TOOL != null
			&& text(TopProfiles.all().get("time 1"), "UTC", List.of()).contains("\nTime: 1970-01-01 00:00:00 UTC\n");

	private GoTop() {
	}

	static void assumeAvailable() {
		boolean required = Boolean.getBoolean("PROFILING_REQUIRE_TOOLS")
				|| "true".equals(System.getenv("PROFILING_REQUIRE_TOOLS"));
		if (required && TOOL == null) {
			fail("go tool pprof is not installed, but PROFILING_REQUIRE_TOOLS is set");
		}
		assumeTrue(TOOL != null, "go tool pprof is not installed");
	}

	/**
	 * Prints a profile.
	 * @param profile the profile
	 * @param zone the viewer's time zone
	 * @param flags pprof's flags
	 * @return what pprof wrote to its standard output
	 */
	static String text(Profile profile, String zone, List<String> flags) {
		try {
			Path file = Files.createTempFile("top", ".pb.gz");
			try {
				Files.write(file, PprofWriter.toBytes(profile));
				List<String> command = new ArrayList<>(List.of(String.valueOf(TOOL), "-top"));
				command.addAll(flags);
				command.add(file.toString());
				String text = run(Map.of("TZ", zone, "ZONEINFO", ROOT + "/lib/time/zoneinfo.zip"),
						command.toArray(String[]::new));
				if (text == null) {
					throw new IllegalStateException("pprof failed: " + command);
				}
				return text + "\n";
			}
			finally {
				Files.delete(file);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Runs a command.
	 * @return its standard output without the last line break, or {@code null} if it is
	 * missing or failed
	 */
	private static @Nullable String run(Map<String, String> environment, String... command) {
		try {
			ProcessBuilder builder = new ProcessBuilder(command)
				.directory(new File(System.getProperty("java.io.tmpdir")))
				.redirectError(ProcessBuilder.Redirect.DISCARD);
			builder.environment().putAll(environment);
			Process process = builder.start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			int exit = process.waitFor();
			return (exit == 0 && output.endsWith("\n")) ? output.substring(0, output.length() - 1) : null;
		}
		catch (IOException ex) {
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
