package io.github.profiling.endpoint;

import java.nio.file.Files;
import java.nio.file.Path;

import io.github.profiling.testing.GoPprof;
import io.github.profiling.testing.GoPprof.Result;
import io.github.profiling.testing.WebApplication;
import io.github.profiling.testing.WebStack;
import io.github.profiling.testing.Work;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the endpoint with the real {@code go tool pprof} fetching from it.
 */
class PprofGoToolTests {

	private static final Path SOURCES = Path.of("src/test/java");

	private static WebApplication application;

	@TempDir
	private Path temp;

	@BeforeEach
	void startApplication() {
		GoPprof.requireGo();
		if (application == null) {
			application = WebApplication.start(WebStack.SERVLET);
		}
	}

	@AfterAll
	static void stopApplication() {
		if (application != null) {
			application.close();
			application = null;
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/profile?seconds=2", "/heap", "/heap?seconds=2", "/threads" })
	void topHasTheRightHeaderAndNoWarning(String path) {
		try (Work cpu = Work.onCpu(); Work allocating = Work.allocating(100_000)) {
			assertThat(cpu.cpuNanos() + allocating.cpuNanos()).isNotNegative();
			Result top = GoPprof.run(source(path), "-top");
			assertThat(top.exit()).as(top.stderr()).isZero();
			assertThat(top.warnings()).isEmpty();
			assertThat(top.stdout()).startsWith("File: test-app\n")
				.contains("\nReplica: ")
				.contains("\nType: ")
				.containsPattern("\nTime: \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC\n");
			if (path.contains("seconds")) {
				assertThat(top.stdout()).containsPattern("\nDuration: 2(\\.\\d+)?s, Total samples = ");
			}
		}
	}

	@Test
	void secondsCanBeGivenToTheTool() {
		Result top = GoPprof.run(source("/profile"), "-top", "-seconds=1");
		assertThat(top.stdout()).containsPattern("Duration: (1(\\.\\d+)?s|9\\d\\dms)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "alloc_objects", "alloc_space", "inuse_objects", "inuse_space" })
	void eachColumnOfTheHeapCanBeShown(String column) throws Exception {
		Path file = this.temp.resolve("heap.pb.gz");
		try (Work allocating = Work.allocating(100_000)) {
			assertThat(allocating.cpuNanos()).isNotNegative();
			Files.write(file, application.get("/heap?seconds=1").body());
		}
		Result top = GoPprof.run(file, "-top", "-sample_index=" + column);
		assertThat(top.warnings()).isEmpty();
		assertThat(top.stdout()).contains("Type: " + column);
		if (column.startsWith("alloc")) {
			assertThat(top.stdout()).contains("byte[]").contains("io.github.profiling.testing.Work.allocate");
		}
	}

	@Test
	void listShowsTheLinesOfTheSource() throws Exception {
		Path file = cpuProfile();
		Result list = GoPprof.run(file, "-list=Work.fibonacci", "-source_path=" + SOURCES.toAbsolutePath());
		assertThat(list.warnings()).isEmpty();
		assertThat(list.stdout())
			.contains("ROUTINE ======================== io.github.profiling.testing.Work.fibonacci")
			.containsPattern("\\d+m?s .* \\d+:.*fibonacci\\(n - 1\\) \\+ fibonacci\\(n - 2\\)");
	}

	@Test
	void theCallGraphCanBeDrawn() throws Exception {
		GoPprof.requireGraphviz();
		Result svg = GoPprof.run(cpuProfile(), "-svg");
		assertThat(svg.warnings()).isEmpty();
		assertThat(svg.stdout()).contains("<svg").contains("fibonacci");
	}

	@ParameterizedTest
	@EnumSource
	void theToolShowsTheReasonOfARefusal(WebStack stack) {
		try (WebApplication refusing = WebApplication.start(stack)) {
			Result top = GoPprof.run(refusing.uri("/actuator/pprof/heap?interval=1").toString(), "-top");
			assertThat(top.exit()).isNotZero();
			assertThat(top.stderr()).contains("400").contains("'interval' must be a number of bytes from 16k to 1g");
		}
	}

	@Test
	void atGosOwnAddressTheToolNeedsNoPath() {
		try (WebApplication likeGo = WebApplication.start(WebStack.SERVLET,
				"management.endpoints.web.base-path=/debug")) {
			Result top = GoPprof.run(likeGo.uri("").toString(), "-top", "-seconds=1");
			assertThat(top.exit()).as(top.stderr()).isZero();
			assertThat(top.stdout()).startsWith("File: test-app\n").contains("Type: cpu");
		}
	}

	private Path cpuProfile() throws Exception {
		Path file = this.temp.resolve("cpu.pb.gz");
		try (Work cpu = Work.onCpu()) {
			assertThat(cpu.cpuNanos()).isNotNegative();
			Files.write(file, application.get("/profile?seconds=1").body());
		}
		return file;
	}

	private static String source(String path) {
		return application.uri("/actuator/pprof" + path).toString();
	}

}
