package io.github.profiling.profile.pprof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.profiling.testing.GoPprof;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code go tool pprof} reads what we write: without a warning, to the last digit.
 */
class GoPprofTests {

	@TempDir
	private static Path directory;

	private static Path file;

	@BeforeAll
	static void writeProfile() throws IOException {
		file = Files.write(directory.resolve("profile.pb.gz"), PprofWriter.toBytes(ExampleProfile.create()));
	}

	@BeforeEach
	void requireGo() {
		GoPprof.requireGo();
	}

	@Test
	void topShowsTheHeader() {
		assertThat(report("-top").lines()).contains("File: orders", "Build ID: 4f0c1d7",
				"engine: async-profiler, ctimer", "Type: cpu", "Time: 2026-01-01 00:00:00 UTC",
				"Duration: 1s, Total samples = 100ms (10.00%)");
	}

	@Test
	void topShowsTheDefaultSampleType() {
		assertThat(report("-top")).endsWith("""
				Showing nodes accounting for 100ms, 100% of 100ms total
				      flat  flat%   sum%        cum   cum%
				      70ms 70.00% 70.00%       70ms 70.00%  com.example.Fibonacci.of
				      20ms 20.00% 90.00%       20ms 20.00%  com.example.Order.lambda$price$0
				      10ms 10.00%   100%       10ms 10.00%  [vtable stub]
				         0     0%   100%       90ms 90.00%  com.example.OrderController.total
				         0     0%   100%      100ms   100%  java.lang.Thread.run
				""");
	}

	@Test
	void topShowsAnotherSampleType() {
		assertThat(report("-top", "-sample_index=samples")).contains("Type: samples\n").endsWith("""
				Showing nodes accounting for 10, 100% of 10 total
				      flat  flat%   sum%        cum   cum%
				         7 70.00% 70.00%          7 70.00%  com.example.Fibonacci.of
				         2 20.00% 90.00%          2 20.00%  com.example.Order.lambda$price$0
				         1 10.00%   100%          1 10.00%  [vtable stub]
				         0     0%   100%          9 90.00%  com.example.OrderController.total
				         0     0%   100%         10   100%  java.lang.Thread.run
				""");
	}

	@Test
	void rawShowsEverySampleAndItsLabels() {
		assertThat(report("-raw")).contains("PeriodType: cpu nanoseconds\nPeriod: 10000000\n").contains("""
				Samples:
				samples/count cpu/nanoseconds[dflt]
				          4   40000000: 3 4 4 2 1\s
				                thread:[http-nio-8080-exec-1]
				          2   20000000: 3 4 4 2 1\s
				                thread:[http-nio-8080-exec-2]
				          1   10000000: 4 2 1\s
				                thread:[http-nio-8080-exec-1]
				          2   20000000: 5 2 1\s
				                thread:[http-nio-8080-exec-1]
				                size:[4096 bytes]
				          1   10000000: 6 1\s
				Locations
				""");
	}

	@Test
	void rawShowsEveryLocationInTheApplication() {
		String raw = report("-raw");
		// Columns came with Go 1.22
		assertThat(raw).containsPattern("1: 0x0 M=1 java\\.lang\\.Thread\\.run java/lang/Thread\\.java:1583(:0)? s=0")
			.containsPattern("3: 0x0 M=1 com\\.example\\.Fibonacci\\.of com/example/Fibonacci\\.java:6(:0)? s=5"
					+ "\\(com\\.example\\.Fibonacci\\.of\\(I\\)J\\)")
			.containsPattern("6: 0x0 M=1 \\[vtable stub\\] :0(:0)? s=0");
		assertThat(raw).endsWith("Mappings\n1: 0x0/0x0/0x0 orders 4f0c1d7 [FN][FL][LN]\n");
	}

	@Test
	void tracesShowEveryStackLeafFirst() {
		assertThat(report("-traces")).contains("""
				-----------+-------------------------------------------------------
				    thread:  http-nio-8080-exec-1
				      size:  4kB
				      20ms   com.example.Order.lambda$price$0
				             com.example.OrderController.total
				             java.lang.Thread.run
				-----------+-------------------------------------------------------
				      10ms   [vtable stub]
				             java.lang.Thread.run
				""");
	}

	@Test
	void tagsShowTheLabels() {
		assertThat(report("-tags").lines().map(String::strip)).contains("size: Total 20ms of 100ms (20.00%)",
				"20ms (20.00%): 4kB", "thread: Total 90ms of 100ms (90.00%)", "70ms (70.00%): http-nio-8080-exec-1",
				"20ms (20.00%): http-nio-8080-exec-2");
	}

	@Test
	void commentsShowTheComments() {
		assertThat(report("-comments")).isEqualTo("engine: async-profiler, ctimer\n");
	}

	@Test
	void listShowsTheSource() throws IOException {
		Path source = directory.resolve("src/main/java/com/example/Fibonacci.java");
		Files.createDirectories(source.getParent());
		Files.writeString(source, ExampleProfile.FIBONACCI_SOURCE);
		assertThat(report("-list=Fibonacci.of", "-source_path=" + directory.resolve("src/main/java"))).startsWith("""
				Total: 100ms
				ROUTINE ======================== com.example.Fibonacci.of in com/example/Fibonacci.java
				      70ms      130ms (flat, cum) 130.00% of Total
				         .          .      5:	long of(int n) {
				      60ms       60ms      6:		if (n < 2) {
				         .          .      7:			return n;
				         .          .      8:		}
				      10ms       70ms      9:		return of(n - 1) + of(n - 2);
				""");
	}

	@Test
	void svgShowsTheGraph() throws IOException {
		GoPprof.requireGraphviz();
		Path graph = directory.resolve("graph.svg");
		report("-svg", "-output=" + graph);
		assertThat(graph).content().contains("<title>orders</title>").contains("com.example.Fibonacci.of (70ms)");
	}

	@Test
	void profilesAreMerged() {
		assertThat(report("-top", file.toString())).contains("Duration: 2s, Total samples = 200ms (10.00%)")
			.contains("     140ms 70.00% 70.00%      140ms 70.00%  com.example.Fibonacci.of\n");
	}

	@Test
	void profilesAreSubtracted() {
		assertThat(report("-top", "-base=" + file)).contains("Showing nodes accounting for 0, 0% of 0 total");
	}

	@Test
	void whatGoWritesIsReadBack() throws IOException {
		Path exported = directory.resolve("exported.pb.gz");
		report("-proto", "-output=" + exported);
		assertThat(PprofReader.read(Files.readAllBytes(exported))).isEqualTo(ExampleProfile.create());
	}

	private static String report(String... args) {
		GoPprof.Result result = GoPprof.run(file, args);
		assertThat(result.warnings()).isEqualTo(List.of());
		assertThat(result.exit()).isZero();
		return result.stdout();
	}

}
