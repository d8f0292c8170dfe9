package io.github.profiling.api;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.profiling.profile.pprof.PprofReader;
import io.github.profiling.testing.OutsideTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs a program that has our classes, async-profiler and the JFR reader, and nothing
 * else.
 */
class WithoutSpringTests {

	@TempDir
	private Path temp;

	@Test
	void aPlainProgramProfilesItself() throws Exception {
		Path file = this.temp.resolve("report.pb.gz");
		String classPath = Stream
			.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
				.split(File.pathSeparator))
			.filter((entry) -> Path.of(entry)
				.getFileName()
				.toString()
				.matches("classes|test-classes|(async-profiler|jfr-converter)-.*\\.jar"))
			.map((entry) -> Path.of(entry).toAbsolutePath().toString())
			.collect(Collectors.joining(File.pathSeparator));
		OutsideTool.Result result = OutsideTool.run(this.temp, Map.of(), Duration.ofMinutes(2),
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
						"-Djava.io.tmpdir=" + this.temp, "-cp", classPath, PlainProgram.class.getName(),
						file.toString()));
		assertThat(result.stderr()).doesNotContain("Exception").doesNotContain("Error");
		assertThat(result.exit()).isZero();
		assertThat(PprofReader.read(Files.readAllBytes(file)).functions())
			.anyMatch((function) -> function.name().equals("io.github.profiling.testing.Work.fibonacci"));
		try (Stream<Path> left = Files.list(this.temp)) {
			assertThat(left).containsExactly(file);
		}
	}

}
