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
import java.util.concurrent.atomic.AtomicInteger;

import io.github.profiling.profile.Profile;
import io.github.profiling.profile.pprof.PprofWriter;
import io.github.profiling.testing.GoPprof;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares what we print with what the real {@code go tool pprof} prints, byte for byte,
 * and counts the comparisons. The tool is run directly, without the {@code go} command
 * before it: that takes some milliseconds instead of some hundred.
 */
final class ReportParity {

	private static final @Nullable String TOOL = tool();

	private static final @Nullable String ROOT = line("go", "env", "GOROOT");

	/** Whether pprof is new enough to print ISO dates and the documentation's address. */
	private static final boolean PRINTS_ISO_TIME = TOOL != null
			&& run(TopProfiles.all().get("time 1"), "UTC", List.of("-top"))
				.contains("\nTime: 1970-01-01 00:00:00 UTC\n");

	/** Lines that older versions of Go, such as 1.19, print otherwise or not at all. */
	private static final String NEWER_LINES = "(?m)^(Time|Doc): .*\n|(?<=\\\\l)(Time|Doc): .*?\\\\l";

	private final String report;

	private final AtomicInteger compared = new AtomicInteger();

	private final AtomicInteger equal = new AtomicInteger();

	/**
	 * Begins to count.
	 * @param report the report's name, for the summary
	 */
	ReportParity(String report) {
		this.report = report;
	}

	/**
	 * Skips the test, or fails it where tools are required, if there is no Go here.
	 */
	static void requireGo() {
		GoPprof.requireGo();
		assertThat(TOOL).as("the path of go tool pprof").isNotNull();
	}

	/**
	 * Asserts that pprof prints the same for a profile, to a viewer in UTC.
	 * @param profile the profile
	 * @param flags pprof's flags, among them that of the report, such as {@code -top}
	 * @param ours what we print
	 */
	void assertSame(Profile profile, List<String> flags, String ours) {
		assertSame(profile, "UTC", flags, ours);
	}

	/**
	 * Asserts that pprof prints the same for a profile.
	 * @param profile the profile
	 * @param zone the viewer's time zone
	 * @param flags pprof's flags, among them that of the report, such as {@code -top}
	 * @param ours what we print
	 */
	void assertSame(Profile profile, String zone, List<String> flags, String ours) {
		check(flags, ours, run(profile, zone, flags));
	}

	/**
	 * Asserts that pprof prints the same for a file, to a viewer in UTC.
	 * @param file the file
	 * @param flags pprof's flags, among them that of the report, such as {@code -top}
	 * @param ours what we print
	 */
	void assertSame(Path file, List<String> flags, String ours) {
		check(flags, ours, run(file, "UTC", flags));
	}

	private void check(List<String> flags, String ours, String theirs) {
		this.compared.incrementAndGet();
		assertThat(comparable(ours)).as("go tool pprof %s", String.join(" ", flags)).isEqualTo(comparable(theirs));
		this.equal.incrementAndGet();
	}

	private static String comparable(String text) {
		return PRINTS_ISO_TIME ? text : text.replaceAll(NEWER_LINES, "");
	}

	/**
	 * Prints how many reports were compared, and how many were equal.
	 */
	void printSummary() {
		System.out.println(this.report + ": " + this.compared + " reports compared with those of go tool pprof, "
				+ this.equal + " are equal byte for byte");
	}

	/**
	 * Writes a profile for pprof.
	 * @param profile the profile
	 * @return a new file, which the caller deletes
	 */
	static Path write(Profile profile) {
		try {
			return Files.write(Files.createTempFile("parity", ".pb.gz"), PprofWriter.toBytes(profile));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String run(Profile profile, String zone, List<String> flags) {
		Path file = write(profile);
		try {
			return run(file, zone, flags);
		}
		finally {
			delete(file);
		}
	}

	/**
	 * Runs pprof.
	 * @param file the profile
	 * @param zone the viewer's time zone
	 * @param flags pprof's flags
	 * @return what it wrote to its standard output
	 */
	static String run(Path file, String zone, List<String> flags) {
		List<String> command = new ArrayList<>();
		command.add(String.valueOf(TOOL));
		command.addAll(flags);
		command.add(file.toString());
		String text = output(command, Map.of("TZ", zone, "ZONEINFO", ROOT + "/lib/time/zoneinfo.zip"));
		if (text == null) {
			throw new AssertionError("failed: " + String.join(" ", command));
		}
		return text;
	}

	private static void delete(Path file) {
		try {
			Files.delete(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The path of the tool, which newer versions of Go compile when it is first run.
	 */
	private static @Nullable String tool() {
		output(List.of("go", "tool", "pprof", "-help"), Map.of());
		return line("go", "tool", "-n", "pprof");
	}

	private static @Nullable String line(String... command) {
		String output = output(List.of(command), Map.of());
		return (output != null) ? output.strip() : null;
	}

	/**
	 * Runs a command.
	 * @return its standard output, or {@code null} if it is missing or failed
	 */
	private static @Nullable String output(List<String> command, Map<String, String> environment) {
		try {
			ProcessBuilder builder = new ProcessBuilder(command)
				.directory(new File(System.getProperty("java.io.tmpdir")))
				.redirectError(ProcessBuilder.Redirect.DISCARD);
			builder.environment().putAll(environment);
			Process process = builder.start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return (process.waitFor() == 0) ? output : null;
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
