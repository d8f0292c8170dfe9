package io.github.profiling.endpoint;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.github.profiling.profile.pprof.PprofReader;
import io.github.profiling.testing.ApplicationProcess;
import io.github.profiling.testing.WebApplication;
import io.github.profiling.testing.WebStack;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of an application in a process of its own: its end, and a library that does not
 * load.
 */
class PprofProcessTests {

	@TempDir
	private Path temp;

	@ParameterizedTest
	@EnumSource
	void onSigtermTheClientGetsWhatThereIsAndTheApplicationStopsInItsNormalTime(WebStack stack) throws Exception {
		Duration normal;
		try (ApplicationProcess idle = start(stack)) {
			idle.get("/threads");
			normal = idle.terminate();
		}
		try (ApplicationProcess application = start(stack)) {
			CompletableFuture<HttpResponse<byte[]>> capture = CompletableFuture
				.supplyAsync(() -> application.get("/profile?seconds=120"));
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> recordings() > 0);
			Duration stopping = application.terminate();
			assertThat(stopping).isLessThan(normal.plusSeconds(5));
			HttpResponse<byte[]> response = capture.get(1, TimeUnit.SECONDS);
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(PprofReader.read(response.body()).header().comments())
				.anyMatch((comment) -> comment.startsWith("Ended early"));
		}
		assertThat(this.temp).isEmptyDirectory();
	}

	@Test
	void whatAKilledProcessLeavesBehindIsRemovedByTheNext() throws Exception {
		try (ApplicationProcess application = start(WebStack.SERVLET)) {
			CompletableFuture.runAsync(() -> application.get("/profile?seconds=120"));
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> recordings() > 0);
			application.kill();
		}
		assertThat(recordings()).isPositive();
		Files.createFile(this.temp.resolve("spring-profiling-not-ours"));
		try (ApplicationProcess application = start(WebStack.SERVLET)) {
			assertThat(application.get("/profile?seconds=1").statusCode()).isEqualTo(200);
			assertThat(recordings()).isZero();
			application.terminate();
		}
		assertThat(this.temp).isDirectoryContaining("glob:**not-ours");
		assertThat(entries()).hasSize(1);
	}

	@Test
	void whereTheLibraryCannotLoadFlightRecorderTakesItsPlaceAndSaysWhatWouldHelp() throws Exception {
		try (ApplicationProcess application = ApplicationProcess.start(WebStack.SERVLET,
				List.of("-Done.profiler.libraryPath=" + this.temp.resolve("missing.so")))) {
			HttpResponse<byte[]> profile = application.get("/profile?seconds=1");
			assertThat(profile.statusCode()).isEqualTo(200);
			assertThat(PprofReader.read(profile.body()).header().comments())
				.anyMatch((comment) -> comment.startsWith("Engine: JFR "))
				.anyMatch((comment) -> comment.contains("native library could not be loaded")
						&& comment.contains("missing.so"))
				.anyMatch(
						(comment) -> comment.startsWith("# better: ") && comment.contains("profiling.work-directory"));
			HttpResponse<byte[]> wall = application.get("/wall?seconds=1");
			assertThat(wall.statusCode()).isEqualTo(503);
			assertThat(WebApplication.text(wall)).contains("native library could not be loaded")
				.contains("missing.so")
				.contains("profiling.work-directory")
				.hasLineCount(1);
			assertThat(wall.headers().firstValue("X-Go-Pprof")).hasValue("1");
			assertThat(application.get("/heap?seconds=1").statusCode()).isEqualTo(200);
			assertThat(application.get("/heap").statusCode()).isEqualTo(200);
			assertThat(application.get("/threads").statusCode()).isEqualTo(200);
			String index = WebApplication.text(application.get(""));
			assertThat(JsonPath.<Boolean>read(index, "$.profiles[0].available")).isTrue();
			assertThat(JsonPath.<String>read(index, "$.profiles[0].engine")).startsWith("JFR ");
			assertThat(JsonPath.<String>read(index, "$.profiles[0].remedy")).contains("profiling.work-directory");
			assertThat(application.output()).doesNotContain("Exception");
		}
	}

	@Test
	void whereNothingCanBeWrittenInstantProfilesAreStillThere() throws Exception {
		try (ApplicationProcess application = ApplicationProcess.start(WebStack.REACTIVE,
				List.of("-Djava.io.tmpdir=/proc", "-Duser.dir=/proc", "-Duser.home=/proc"))) {
			HttpResponse<byte[]> profile = application.get("/profile?seconds=1");
			assertThat(profile.statusCode()).isEqualTo(503);
			assertThat(WebApplication.text(profile)).contains("/proc").contains("profiling.work-directory");
			assertThat(application.get("/heap").statusCode()).isEqualTo(200);
			assertThat(application.get("/threads").statusCode()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET" })
	void eachCpuSamplerCanBeChosen(WebStack stack) throws Exception {
		for (String sampler : List.of("ctimer", "itimer")) {
			try (ApplicationProcess application = start(stack, "profiling.cpu-sampler=" + sampler)) {
				HttpResponse<byte[]> response = application.get("/profile?seconds=1");
				assertThat(response.statusCode()).isEqualTo(200);
				assertThat(PprofReader.read(response.body()).header().comments())
					.anyMatch((comment) -> comment.startsWith("Engine: ") && comment.endsWith(sampler))
					.anyMatch((comment) -> comment.contains("chosen by profiling.cpu-sampler"));
				HttpResponse<byte[]> tooFast = application.get("/profile?seconds=1&hz=1000");
				assertThat(tooFast.statusCode()).isEqualTo(400);
				assertThat(WebApplication.text(tooFast)).contains("from 1 to 100").contains(sampler);
			}
		}
	}

	private ApplicationProcess start(WebStack stack, String... properties) throws IOException {
		List<String> all = Stream
			.concat(Stream.of(properties),
					Stream.of("profiling.work-directory=" + this.temp, "profiling.load-early=false"))
			.toList();
		return ApplicationProcess.start(stack, List.of(), all.toArray(String[]::new));
	}

	private long recordings() throws IOException {
		try (Stream<Path> files = Files.walk(this.temp)) {
			return files.filter((file) -> file.toString().endsWith(".jfr")).count();
		}
	}

	private List<Path> entries() throws IOException {
		try (Stream<Path> files = Files.list(this.temp)) {
			return files.toList();
		}
	}

}
