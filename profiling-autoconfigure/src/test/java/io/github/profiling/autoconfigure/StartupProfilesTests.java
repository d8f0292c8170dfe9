package io.github.profiling.autoconfigure;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.profiling.profile.Profile;
import io.github.profiling.profile.pprof.PprofReader;
import io.github.profiling.testing.ApplicationProcess;
import io.github.profiling.testing.GoPprof;
import io.github.profiling.testing.WebStack;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests of profiles of the start and of the whole run, with an application in a process
 * of its own.
 */
class StartupProfilesTests {

	private static final String REFRESH = "org.springframework.context.support.AbstractApplicationContext.refresh";

	@TempDir
	private Path temp;

	@Test
	void theStartIsProfiledUntilTheApplicationIsReadyAndCapturesOverHttpGoOn() throws Exception {
		GoPprof.requireGo();
		try (ApplicationProcess application = start("profiling.startup.kinds=cpu,alloc")) {
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> profiles().size() == 2);
			assertThat(application.get("/profile?seconds=1").statusCode()).isEqualTo(200);
			assertThat(application.output()).contains("Profile 'profile' written to ")
				.contains("Profile 'allocs' written to ")
				.doesNotContain("Exception");
			application.terminate();
		}
		assertThat(profiles()).hasSize(2);
		for (String kind : List.of("profile", "allocs")) {
			Path file = file("_" + kind + "_");
			assertThat(file.getFileName().toString()).startsWith("test-app_");
			GoPprof.Result top = GoPprof.run(file, "-top", "-cum", "-nodecount=10000");
			assertThat(top.warnings()).isEmpty();
			assertThat(top.stdout()).contains(REFRESH);
			assertThat(PprofReader.read(Files.readAllBytes(file)).header().comments())
				.contains("# application: test-app")
				.noneMatch((comment) -> comment.startsWith("Ended early"));
		}
		assertThat(this.temp.resolve("work")).isEmptyDirectory();
	}

	@Test
	void onSigtermTheWholeRunIsWrittenBeforeTheProcessEnds() throws Exception {
		try (ApplicationProcess application = start("profiling.startup.kinds=wall,threads",
				"profiling.startup.until=shutdown")) {
			assertThat(application.get("/profile?seconds=1").statusCode()).isEqualTo(200);
			assertThat(profiles()).isEmpty();
			application.terminate();
			assertThat(profiles()).hasSize(2);
		}
		Profile wall = PprofReader.read(Files.readAllBytes(file("_wall_")));
		assertThat(names(wall)).contains(REFRESH);
		assertThat(wall.header().durationNanos()).isGreaterThan(Duration.ofSeconds(1).toNanos());
		assertThat(wall.header().comments()).noneMatch((comment) -> comment.startsWith("Ended early"));
		assertThat(this.temp.resolve("work")).isEmptyDirectory();
	}

	@Test
	void whereThereIsAStoreItListsThem() throws Exception {
		try (ApplicationProcess application = start("profiling.startup.kinds=alloc",
				"profiling.store.directory=" + this.temp.resolve("store"))) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> application.output().contains("Profile 'allocs' stored in "));
			HttpResponse<byte[]> captures = application.get("/captures");
			assertThat(captures.statusCode()).isEqualTo(200);
			assertThat(new String(captures.body(), StandardCharsets.UTF_8)).contains("\"allocs\"", "\"startup\"");
		}
	}

	@Test
	void withoutTheEndpointTheStartIsProfiledAsWell() throws Exception {
		try (ApplicationProcess application = start("profiling.startup.kinds=alloc",
				"management.endpoints.web.exposure.include=health")) {
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> profiles().size() == 1);
			application.terminate();
		}
		assertThat(names(PprofReader.read(Files.readAllBytes(file("_allocs_"))))).contains(REFRESH);
		assertThat(this.temp.resolve("work")).isEmptyDirectory();
	}

	@Test
	void aStartThatFailsIsProfiledUntilThere() throws Exception {
		assertThatException()
			.isThrownBy(() -> start("profiling.startup.kinds=alloc", "profiling.max-captures=0",
					"profiling.startup.until=shutdown"))
			.withMessageContaining("The property 'profiling.max-captures' has the value '0'");
		assertThatException()
			.isThrownBy(
					() -> start("profiling.startup.kinds=alloc", "server.port=-7", "profiling.startup.until=shutdown"))
			.withMessageContaining("did not start")
			.withMessageContaining("Profile 'allocs' written to ");
		assertThat(names(PprofReader.read(Files.readAllBytes(file("_allocs_"))))).contains(REFRESH);
	}

	@Test
	void whatCannotBeProfiledOrWrittenIsAWarningAndNothingElse() throws Exception {
		Files.createFile(this.temp.resolve("file"));
		try (ApplicationProcess application = start("profiling.startup.kinds=alloc,nativemem", "profiling.engine=jfr",
				"profiling.startup.directory=" + this.temp.resolve("file/below"))) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> application.output().contains("no profile 'allocs'"));
			assertThat(application.output()).contains("Profiles of the start: no profile 'nativemem': JFR does not");
			assertThat(application.get("/threads").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void whenProfilingIsDisabledNothingIsProfiled() throws Exception {
		try (ApplicationProcess application = start("profiling.startup.kinds=cpu,alloc", "profiling.enabled=false")) {
			assertThat(application.get("/threads").statusCode()).isEqualTo(404);
			application.terminate();
			assertThat(application.output()).doesNotContain("Profile '").doesNotContain("Profiles");
		}
		assertThat(profiles()).isEmpty();
		assertThat(this.temp.resolve("work")).isEmptyDirectory();
	}

	@Test
	void aWrongKindIsNamedWithTheKindsThereAre() {
		assertThatException().isThrownBy(() -> start("profiling.startup.kinds=cpu,everything"))
			.withMessageContaining("The property 'profiling.startup.kinds' has the value 'everything'")
			.withMessageContaining("some of profile, wall, heap");
	}

	private ApplicationProcess start(String... properties) throws IOException {
		Path work = Files.createDirectories(this.temp.resolve("work"));
		List<String> all = Stream
			.concat(Stream.of("profiling.work-directory=" + work, "profiling.load-early=false"), Stream.of(properties))
			.toList();
		if (all.stream().noneMatch((property) -> property.matches("profiling\\.(startup|store)\\.directory=.*"))) {
			all = Stream.concat(all.stream(), Stream.of("profiling.startup.directory=" + directory())).toList();
		}
		return ApplicationProcess.start(WebStack.SERVLET, List.of(), all.toArray(String[]::new));
	}

	private Path directory() {
		return this.temp.resolve("profiles");
	}

	private List<Path> profiles() throws IOException {
		if (!Files.exists(directory())) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(directory())) {
			return files.filter((file) -> file.toString().endsWith(".pb.gz")).toList();
		}
	}

	private Path file(String part) throws IOException {
		return profiles().stream()
			.filter((file) -> file.getFileName().toString().contains(part))
			.findFirst()
			.orElseThrow();
	}

	private static List<String> names(Profile profile) {
		return profile.functions().stream().map((function) -> function.name()).toList();
	}

}
