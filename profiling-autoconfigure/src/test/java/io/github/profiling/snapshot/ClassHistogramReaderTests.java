package io.github.profiling.snapshot;

import java.time.Instant;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ClassHistogramReaderTests {

	private static final String HEADING = """
			 num     #instances         #bytes  class name (module)
			-------------------------------------------------------
			""";

	@Test
	void readsEachClassAndMergesThoseThatDifferByANumber() throws Exception {
		Profile profile = read(HEADING + """
				   1:         30000        1000000  [B (java.base@17.0.15)
				   2:             2             64  com.example.Foo$$Lambda$14/0x00007f33cc148208
				   3:             1             32  com.example.Foo$$Lambda$15/0x00007f33cc148430
				10000:             3             48  [[Lcom.example.Order;
				10001:             4             96  com.example.a test (with brackets)$1 (shop@1.0)
				10002:             5             80  jdk.proxy2.$Proxy7 (jdk.proxy2)
				Total         30015        1000320
				""");
		assertThat(profile.functions()).extracting(Function::name)
			.containsExactly("byte[]", "com.example.Foo$$Lambda", "com.example.Order[][]",
					"com.example.a test (with brackets)$1", "jdk.proxy.$Proxy");
		assertThat(profile.samples().get(1).values()).containsExactly(3, 96);
		assertThat(profile.total(0)).isEqualTo(30015);
		assertThat(profile.total(1)).isEqualTo(1000320);
		assertThat(profile.header().timeNanos()).isEqualTo(1_500_000_000L);
	}

	@Test
	void whatTheJvmRemarksBecomesAComment() throws Exception {
		Profile profile = read("WARNING: Ran out of C-heap; undercounted 12 total instances in data below\n" + HEADING
				+ "   1:   3   48  [I\r\nTotal    3     48\r\n\n");
		assertThat(profile.header().comments())
			.containsExactly("WARNING: Ran out of C-heap; undercounted 12 total instances in data below");
	}

	@Test
	void aTotalThatDoesNotAgreeIsRefused() {
		assertThatExceptionOfType(SnapshotUnavailableException.class)
			.isThrownBy(() -> read(HEADING + "   1:   3   48  [I\nTotal    4     48\n"))
			.withMessageContaining("its classes have 3 objects and 48 bytes, its total is 4 and 48");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "null", "ERROR: Ran out of C-heap; histogram not generated\n",
			"   1:   3   48  [I\n", "   1:   3", "   1:", "1", "   1:   x   48  [I\n", "Total ", "Total 1",
			"   1:   99999999999999999999   48  [I\n" })
	void whatIsNoHistogramIsRefused(String text) {
		assertThatExceptionOfType(SnapshotUnavailableException.class).isThrownBy(() -> read(text))
			.withMessageContaining("this JVM's class histogram");
	}

	private static Profile read(String text) throws SnapshotUnavailableException {
		return new ClassHistogramReader(Mapping.ofApplication("shop", "")).read(text, Instant.ofEpochMilli(1500));
	}

}
