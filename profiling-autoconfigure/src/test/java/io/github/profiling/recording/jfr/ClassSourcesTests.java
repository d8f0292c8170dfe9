package io.github.profiling.recording.jfr;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ClassSources} on real class files.
 */
class ClassSourcesTests {

	private final ClassSources.Search sources = new ClassSources(getClass().getClassLoader()).search();

	@Test
	void theSourceFileIsThatOfTheClassFile() {
		ClassSource source = this.sources.find("io/github/profiling/recording/jfr/WrittenElsewhere");
		assertThat(source.path()).isEqualTo("io/github/profiling/recording/jfr/ClassSourcesTests.java");
	}

	@Test
	void aMethodStartsAtItsSmallestLine() {
		ClassSource source = this.sources.find("io/github/profiling/recording/jfr/WrittenElsewhere");
		int first = source.startLine("first", "()I");
		assertThat(source.startLine("second", "(I)I")).isEqualTo(first + 4);
		assertThat(source.startLine("second", "(J)I")).isEqualTo(first + 8);
		assertThat(source.startLine("third", "()I")).isZero();
	}

	@Test
	void classesOfTheJdkAreFound() {
		ClassSource source = this.sources.find("java/util/concurrent/ThreadPoolExecutor$Worker");
		assertThat(source.path()).isEqualTo("java/util/concurrent/ThreadPoolExecutor.java");
		assertThat(source.startLine("run", "()V")).isPositive();
	}

	@ParameterizedTest
	@CsvSource({
			"io/github/profiling/recording/jfr/WrittenElsewhere$$Lambda+0x00007f33cc148208, "
					+ "io/github/profiling/recording/jfr/ClassSourcesTests.java",
			"com/example/Missing, com/example/Missing.java", "com/example/Missing$Nested$1, com/example/Missing.java",
			"Unpackaged, Unpackaged.java", "com/example/$Odd, com/example/$Odd.java" })
	void whatHasNoClassFileIsGuessedFromItsName(String className, String path) {
		assertThat(this.sources.find(className).path()).isEqualTo(path);
	}

	@ParameterizedTest
	@CsvSource({ "jdk/proxy2/$Proxy57", "java/lang/invoke/LambdaForm$MH+0x0000", "com/example/Shop$$SpringCGLIB$$0",
			"jdk/internal/reflect/GeneratedMethodAccessor12" })
	void generatedClassesHaveNoSource(String className) {
		assertThat(this.sources.find(className).path()).isEmpty();
	}

}

class WrittenElsewhere {

	int first() {
		return 1;
	}

	int second(int value) {
		return value;
	}

	int second(long value) {
		return (int) value;
	}

}
