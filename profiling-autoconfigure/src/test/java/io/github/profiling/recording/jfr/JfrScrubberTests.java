package io.github.profiling.recording.jfr;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests of {@link JfrScrubber} with a recording of a process that has secrets wherever a
 * process can have them.
 */
class JfrScrubberTests {

	private static final String SECRET = "s3cr3t-V4lue";

	@TempDir
	private static Path temp;

	private static Path recording;

	@BeforeAll
	static void record() throws Exception {
		recording = temp.resolve("secretive.jfr");
		ProcessBuilder program = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Dproperty=" + SECRET + "-property", "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
				SecretiveProgram.class.getName(), recording.toString(), SECRET);
		program.environment().put("SECRET_VARIABLE", SECRET + "-variable");
		Process process = program.redirectErrorStream(true).redirectOutput(temp.resolve("output").toFile()).start();
		assertThat(process.waitFor()).as(() -> read(temp.resolve("output"))).isZero();
	}

	@Test
	void noSecretIsLeftAndAllElseIs() throws Exception {
		Path scrubbed = copy();
		Map<String, Integer> before = eventCounts(recording);
		assertThat(read(recording)).contains(SECRET + "-property", SECRET + "-variable", SECRET + "-child");
		assertThat(before).containsKeys("jdk.InitialSystemProperty", "jdk.InitialEnvironmentVariable",
				"jdk.JVMInformation", "jdk.ProcessStart", "jdk.StringFlag");

		JfrScrubber.scrub(scrubbed);

		byte[] bytes = Files.readAllBytes(scrubbed);
		for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
			assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
				.doesNotContain(new String(SECRET.getBytes(charset), StandardCharsets.ISO_8859_1));
		}
		assertThat(bytes).hasSize((int) Files.size(recording));
		before.keySet().removeAll(JfrScrubber.FORBIDDEN_EVENTS);
		assertThat(eventCounts(scrubbed)).isEqualTo(before);
		try (RecordingFile file = new RecordingFile(scrubbed)) {
			while (file.hasMoreEvents()) {
				assertThat(file.readEvent().toString()).doesNotContain(SECRET);
			}
		}
	}

	@Test
	void scrubbingTwiceChangesNothingMore() throws Exception {
		Path scrubbed = copy();
		JfrScrubber.scrub(scrubbed);
		byte[] once = Files.readAllBytes(scrubbed);
		JfrScrubber.scrub(scrubbed);
		assertThat(Files.readAllBytes(scrubbed)).isEqualTo(once);
	}

	@Test
	void otherEventsCanBeTakenOutAsWell() throws Exception {
		Path scrubbed = copy();
		JfrScrubber.scrub(scrubbed, (event) -> !event.equals("jdk.ThreadStart"));
		assertThat(eventCounts(scrubbed)).containsOnlyKeys("jdk.ThreadStart");
	}

	@Test
	void whatIsNotUnderstoodIsRefused() throws Exception {
		byte[] whole = Files.readAllBytes(recording);
		Path torn = temp.resolve("torn.jfr");
		for (int length : new int[] { 0, 10, 67, 68, 1000, whole.length - 1 }) {
			Files.write(torn, Arrays.copyOf(whole, length));
			assertThatIOException().as("%d bytes", length).isThrownBy(() -> JfrScrubber.scrub(torn));
		}
		byte[] text = "this is no recording".repeat(10).getBytes(StandardCharsets.UTF_8);
		Files.write(torn, text);
		assertThatIOException().isThrownBy(() -> JfrScrubber.scrub(torn)).withMessageContaining("not a JFR file");
		byte[] behind = Arrays.copyOf(whole, whole.length + 5);
		Files.write(torn, behind);
		assertThatIOException().isThrownBy(() -> JfrScrubber.scrub(torn));
		for (int i = 68; i < 3000; i += 7) {
			byte[] damaged = whole.clone();
			damaged[i] ^= (byte) 0xff;
			Files.write(torn, damaged);
			try {
				JfrScrubber.scrub(torn);
			}
			catch (IOException ex) {
				assertThat(ex).hasMessageContaining("the recording");
			}
		}
	}

	private static Path copy() throws IOException {
		Path copy = Files.createTempFile(temp, "copy", ".jfr");
		Files.write(copy, Files.readAllBytes(recording));
		return copy;
	}

	private static String read(Path file) {
		try {
			return Files.readString(file, StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	private static Map<String, Integer> eventCounts(Path file) throws IOException {
		Map<String, Integer> counts = new TreeMap<>();
		try (RecordingFile events = new RecordingFile(file)) {
			while (events.hasMoreEvents()) {
				RecordedEvent event = events.readEvent();
				counts.merge(event.getEventType().getName(), 1, Integer::sum);
			}
		}
		return counts;
	}

}
