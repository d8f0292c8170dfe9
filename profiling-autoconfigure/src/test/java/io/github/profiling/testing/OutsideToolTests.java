package io.github.profiling.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OutsideToolTests {

	private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

	@TempDir
	private Path directory;

	@Test
	void aToolThatIsThereIsNoReasonToSkip() {
		OutsideTool.require("install Java", JAVA, "-version");
	}

	@Test
	void aMissingToolSkipsTheTestOrFailsItWhereToolsAreRequired() {
		Class<? extends Throwable> expected = OutsideTool.required() ? AssertionError.class
				: TestAbortedException.class;
		assertThatThrownBy(() -> OutsideTool.require("install it", "no-such-tool", "version")).isInstanceOf(expected)
			.hasMessageContaining("'no-such-tool version' cannot be run: install it");
	}

	@Test
	void bothOutputsAndTheExitStatusAreReported() throws IOException {
		OutsideTool.Result result = OutsideTool.run(this.directory, Map.of(), Duration.ofSeconds(30),
				List.of(JAVA, "no.such.Main"));
		assertThat(result.stdout()).isEmpty();
		assertThat(result.stderr()).contains("no.such.Main");
		assertThat(result.exit()).isOne();
	}

	@Test
	void aToolThatTakesTooLongIsKilled() {
		assertThatThrownBy(
				() -> OutsideTool.run(this.directory, Map.of(), Duration.ofMillis(1), List.of(JAVA, "-version")))
			.isInstanceOf(AssertionError.class)
			.hasMessageContaining("takes longer than");
	}

}
