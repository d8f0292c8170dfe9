package io.github.profiling.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
			assertThat(application.output()).contains("Profile 'profile' of the start is stored as capture ")
				.contains("Profile 'allocs' of the start is stored as capture ")
				.doesNotContain("Exception");
			assertThat(text(application, "/captures")).contains("\"profile\"", "\"allocs\"", "\"startup\"")
				.doesNotContain("truncated");
			application.terminate();
		}
		assertThat(profiles()).hasSize(2);
		for (String kind : List.of("profile", "allocs")) {
			Path file = file("_" + kind + "_");
			assertThat(directory().relativize(file).toString()).startsWith("test-app/").endsWith("+startup.pb.gz");
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
	void whatRunsIsListedAndCanBeStoppedAsAnyCapture() throws Exception {
		try (ApplicationProcess application = start("profiling.startup.kinds=wall", "profiling.startup.until=shutdown",
				"management.endpoint.pprof.access=unrestricted")) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> text(application, "/captures").contains("\"running\""));
			Matcher id = Pattern.compile("\"id\":\"([a-z0-9]+)\"").matcher(text(application, "/captures"));
			assertThat(id.find()).isTrue();
			assertThat(application.send("POST", "/captures/" + id.group(1) + "/stop").statusCode()).isBetween(200, 204);
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> profiles().size() == 1);
		}
	}

	@Test
	void withoutADirectoryTheStoreOfTheProcessHasThem() throws Exception {
		try (ApplicationProcess application = startWithoutStore("profiling.startup.kinds=alloc",
				"profiling.startup.until=shutdown", "profiling.startup.duration=2s")) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> text(application, "/captures").contains("\"finished\""));
			assertThat(application.output()).contains("profiling.store.directory is not set");
			application.terminate();
		}
		assertThat(this.temp.resolve("work")).isEmptyDirectory();
	}

	@Test
	void whatAKilledProcessHadOfItsWholeRunIsRecoveredWithoutTheEndpointAsWell() throws Exception {
		List<String> wholeRun = List.of("profiling.startup.kinds=cpu,alloc", "profiling.startup.until=shutdown",
				"profiling.store.cut-interval=1s", "management.endpoints.web.exposure.include=health");
		try (ApplicationProcess application = start(wholeRun.toArray(String[]::new))) {
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> files(".part").size() == 2);
			application.kill();
		}
		assertThat(profiles()).isEmpty();
		try (ApplicationProcess application = start(wholeRun.toArray(String[]::new))) {
			// Six intervals, after which the file counts as abandoned.
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> profiles().size() == 2);
			assertThat(application.output()).contains("recovered a capture of a process that was killed");
		}
		assertThat(names(PprofReader.read(Files.readAllBytes(file("_allocs_"))))).contains(REFRESH);
		assertThat(profiles()).allSatisfy((file) -> assertThat(file.toString()).endsWith("_recovered+startup.pb.gz"));
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
			.withMessageContaining("Profile 'allocs' of the start is stored as capture ");
		assertThat(names(PprofReader.read(Files.readAllBytes(file("_allocs_"))))).contains(REFRESH);
	}

	@Test
	void whatCannotBeProfiledOrWrittenIsAWarningAndNothingElse() throws Exception {
		Files.createFile(this.temp.resolve("file"));
		try (ApplicationProcess application = start("profiling.startup.kinds=alloc,nativemem", "profiling.engine=jfr",
				"profiling.store.directory=" + this.temp.resolve("file/below"))) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> application.output().contains("No profile 'nativemem' of the start: "));
			assertThat(application.output()).contains("No profile 'allocs' of the start: the store's directory");
			assertThat(application.get("/threads").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void whenProfilingIsDisabledNothingIsProfiled() throws Exception {
		try (ApplicationProcess application = start("profiling.startup.kinds=cpu,alloc", "profiling.enabled=false")) {
			assertThat(application.get("/threads").statusCode()).isEqualTo(404);
			application.terminate();
			assertThat(application.output()).doesNotContain("rofile '").doesNotContain("Profiles");
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
		List<String> all = new ArrayList<>(List.of(properties));
		if (all.stream().noneMatch((property) -> property.startsWith("profiling.store.directory="))) {
			all.add("profiling.store.directory=" + directory());
		}
		return startWithoutStore(all.toArray(String[]::new));
	}

	private ApplicationProcess startWithoutStore(String... properties) throws IOException {
		Path work = Files.createDirectories(this.temp.resolve("work"));
		return ApplicationProcess.start(WebStack.SERVLET, List.of(),
				Stream
					.concat(Stream.of("profiling.work-directory=" + work, "profiling.load-early=false"),
							Stream.of(properties))
					.toArray(String[]::new));
	}

	private static String text(ApplicationProcess application, String path) {
		return new String(application.get(path).body(), StandardCharsets.UTF_8);
	}

	private Path directory() {
		return this.temp.resolve("profiles");
	}

	private List<Path> profiles() throws IOException {
		return files(".pb.gz");
	}

	private List<Path> files(String ending) throws IOException {
		if (!Files.exists(directory())) {
			return List.of();
		}
		try (Stream<Path> files = Files.walk(directory())) {
			return files.filter((file) -> file.toString().endsWith(ending)).toList();
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
