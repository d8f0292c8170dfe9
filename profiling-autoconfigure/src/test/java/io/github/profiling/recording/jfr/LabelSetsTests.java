package io.github.profiling.recording.jfr;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.profiling.profile.Label;
import one.jfr.JfrReader;
import one.jfr.event.ExecutionSample;
import one.profiler.AsyncProfiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link LabelSets}.
 */
class LabelSetsTests {

	@TempDir
	private Path temp;

	@ParameterizedTest
	@CsvSource({ "http-nio-8080-exec-12, http-nio-8080-exec-*", "C2 CompilerThread0, C2 CompilerThread*", "main, main",
			"42, *" })
	void threadsOfAPoolHaveOneName(String thread, String pool) {
		assertThat(LabelSets.pool(thread)).isEqualTo(pool);
	}

	@Test
	void aNameIsOneLineOfBoundedLength() {
		assertThat(LabelSets.harmless("a\r\nb\u0000c\u001b[31m")).isEqualTo("a b c [31m");
		assertThat(LabelSets.harmless("x".repeat(5000))).hasSize(103).endsWith("...");
		assertThat(LabelSets.harmless(" \n")).isEqualTo("unnamed");
	}

	@Test
	void theNumberOfValuesIsBounded() throws Exception {
		JfrReader chunk = recording();
		LabelSets sets = new LabelSets(EnumSet.of(SampleLabel.THREAD));
		sets.begin(chunk);
		Set<List<Label>> distinct = new HashSet<>();
		for (int i = 1; i <= 5000; i++) {
			chunk.threads.put(i, "request " + i);
			distinct.add(sets.get(sets.of(new ExecutionSample(0, i, 1, 0, 1))));
		}
		assertThat(distinct).hasSize(LabelSets.MAX_VALUES + 1)
			.contains(List.of(Label.of("thread", "request 1")), List.of(Label.of("thread", LabelSets.OTHER)));
	}

	@Test
	void withoutLabelsAllSamplesAreOneSet() {
		LabelSets sets = new LabelSets(Set.of());
		assertThat(sets.of(new ExecutionSample(0, 7, 1, 0, 1))).isZero();
		assertThat(sets.get(0)).isEmpty();
	}

	private JfrReader recording() throws Exception {
		Path file = this.temp.resolve("labels.jfr");
		AsyncProfiler profiler = AsyncProfiler.getInstance();
		profiler.execute("start,jfr,alloc=1g,file=" + file);
		profiler.execute("stop");
		return new JfrReader(ByteBuffer.wrap(Files.readAllBytes(file)));
	}

}
