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
import static org.assertj.core.api.Assertions.fail;

/**
 * Compares what we print with what the real {@code go tool pprof} prints, byte for byte,
 * and counts the comparisons. The tool is run directly, without the {@code go} command
 * before it: that takes some milliseconds instead of some hundred.
 *
 * <p>
 * In two cases pprof leaves the order of lines to chance, and prints another from run to
 * run: for calls or labels as heavy as others but with the other sign, and for nodes
 * whose names are printed alike although they differ, such as two functions of a file at
 * the granularity of files. Where the reports differ in nothing but the order of lines,
 * pprof is run again until it contradicts itself. If it then does not print our report,
 * it is counted apart; if it never does, the test fails.
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

	/**
	 * pprof's choice of an order is not even: it may be 1 in 8 for the less likely one.
	 */
	private static final int ATTEMPTS = 100;

	private final String report;

	private final AtomicInteger compared = new AtomicInteger();

	private final AtomicInteger equal = new AtomicInteger();

	private final AtomicInteger equalInAnyOrder = new AtomicInteger();

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
		if (TOOL == null) {
			GoPprof.requireGo();
			fail("go tool pprof cannot be run");
		}
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
		Path file = write(profile);
		try {
			assertSame(file, zone, flags, ours);
		}
		finally {
			delete(file);
		}
	}

	/**
	 * Asserts that pprof prints the same for a file, to a viewer in UTC.
	 * @param file the file
	 * @param flags pprof's flags, among them that of the report, such as {@code -top}
	 * @param ours what we print
	 */
	void assertSame(Path file, List<String> flags, String ours) {
		assertSame(file, "UTC", flags, ours);
	}

	private void assertSame(Path file, String zone, List<String> flags, String ours) {
		this.compared.incrementAndGet();
		String expected = comparable(ours);
		String first = comparable(run(file, zone, flags));
		if (first.equals(expected) || isSameAgain(file, zone, flags, expected, first)) {
			this.equal.incrementAndGet();
		}
		else {
			this.equalInAnyOrder.incrementAndGet();
		}
	}

	/**
	 * Tells whether pprof prints our report if it is asked again; fails if it prints no
	 * other than the first one.
	 */
	private static boolean isSameAgain(Path file, String zone, List<String> flags, String ours, String first) {
		for (int i = 0; i < ATTEMPTS && sorted(first).equals(sorted(ours)); i++) {
			String again = comparable(run(file, zone, flags));
			if (!again.equals(first)) {
				return again.equals(ours);
			}
		}
		assertThat(ours).as("go tool pprof %s", String.join(" ", flags)).isEqualTo(first);
		return true;
	}

	/**
	 * The lines without their order and what follows from it: the numbers in a drawing,
	 * and in a list the sum of all lines so far, the third column.
	 */
	private static List<String> sorted(String text) {
		return text.lines()
			.map((line) -> line.replaceAll("\\b(N+|node)[0-9]+(_[0-9]+)?", "$1"))
			.map((line) -> line.replaceFirst("^( *[^ ]+ +[^ ]+%) +[^ ]+%( +[^ ]+ +[^ ]+%  )", "$1$2"))
			.sorted()
			.toList();
	}

	/**
	 * Asserts that pprof prints no report.
	 * @param file the file
	 * @param flags pprof's flags
	 * @param error what it says instead
	 */
	void assertRefused(Path file, List<String> flags, String error) {
		this.compared.incrementAndGet();
		Answer answer = answer(command(file, flags), Map.of());
		assertThat(answer.exit()).as("exit status of %s", flags).isNotZero();
		assertThat(answer.stdout()).isEmpty();
		assertThat(answer.stderr()).contains(error);
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
				+ this.equal + " are equal byte for byte"
				+ ((this.equalInAnyOrder.get() > 0)
						? ", " + this.equalInAnyOrder + " but for the order of lines, which pprof leaves to chance"
						: ""));
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
		Answer answer = answer(command(file, flags), Map.of("TZ", zone, "ZONEINFO", ROOT + "/lib/time/zoneinfo.zip"));
		assertThat(answer.exit()).as("%s: %s", flags, answer.stderr()).isZero();
		return answer.stdout();
	}

	private static List<String> command(Path file, List<String> flags) {
		List<String> command = new ArrayList<>();
		command.add(String.valueOf(TOOL));
		command.addAll(flags);
		command.add(file.toString());
		return command;
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
		line("go", "tool", "pprof", "-help");
		return line("go", "tool", "-n", "pprof");
	}

	private static @Nullable String line(String... command) {
		Answer answer = answer(List.of(command), Map.of());
		return (answer.exit() == 0) ? answer.stdout().strip() : null;
	}

	private static Answer answer(List<String> command, Map<String, String> environment) {
		try {
			Path stderr = Files.createTempFile("stderr", ".txt");
			try {
				ProcessBuilder builder = new ProcessBuilder(command)
					.directory(new File(System.getProperty("java.io.tmpdir")))
					.redirectError(stderr.toFile());
				builder.environment().putAll(environment);
				Process process = builder.start();
				String stdout = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
				return new Answer(stdout, Files.readString(stderr), process.waitFor());
			}
			finally {
				delete(stderr);
			}
		}
		catch (IOException ex) {
			return new Answer("", String.valueOf(ex.getMessage()), -1);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private record Answer(String stdout, String stderr, int exit) {

	}

}
