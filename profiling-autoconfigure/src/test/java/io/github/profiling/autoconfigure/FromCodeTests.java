package io.github.profiling.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.profiling.api.Profiler;
import io.github.profiling.api.Profiling;
import io.github.profiling.api.ProfilingSchedule;
import io.github.profiling.capture.CaptureRequest;
import io.github.profiling.capture.Kind;
import io.github.profiling.capture.store.StoreLimits;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.pprof.PprofReader;
import io.github.profiling.testing.WebApplication;
import io.github.profiling.testing.WebStack;
import io.github.profiling.testing.Work;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.stereotype.Service;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the examples of {@code docs/from-code.md}, in an application with the endpoint.
 */
class FromCodeTests {

	private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	@TempDir
	private Path temp;

	@Test
	void theBeanProfilesWhileTheEndpointDoes() throws Exception {
		try (WebApplication application = WebApplication.start(WebStack.SERVLET)) {
			Profiler profiler = application.context().getBean(Profiler.class);
			Path file = this.temp.resolve("billing.pb.gz");
			Thread client = new Thread(() -> application.get("/wall?seconds=2"));
			client.start();
			new Billing(profiler).bill(file);
			client.join();
			assertThat(names(PprofReader.read(Files.readAllBytes(file))))
				.contains("io.github.profiling.testing.Work.fibonacci");
		}
	}

	@Test
	void workASchedulesCapturesAndAnInstantEndInTheirPlaces() throws Exception {
		Path directory = Files.createDirectory(this.temp.resolve("volume")).resolve("profiles");
		try (Profiler profiler = Profiler.builder().application("billing").store(directory).build()) {
			Bill bill = profiler.during(Kind.ALLOCS, () -> calculate(), profiler.store());
			assertThat(bill).isNotNull();
			ProfilingSchedule schedule = profiler.every(Duration.ofMinutes(10),
					CaptureRequest.of(Kind.PROFILE, Duration.ofSeconds(30)), profiler.store());
			schedule.close();
			Profile threads = profiler.take(CaptureRequest.of(Kind.THREADS, Duration.ZERO));
			assertThat(threads.samples()).isNotEmpty();
		}
		try (Stream<Path> files = Files.walk(directory).filter(Files::isRegularFile)) {
			assertThat(files).singleElement().satisfies((file) -> {
				assertThat(directory.relativize(file).toString())
					.matches("billing/[^/]+/[^/]+/\\d{8}T\\d{9}Z_allocs_[^/]+\\+code\\.pb\\.gz");
				assertThat(PprofReader.read(Files.readAllBytes(file)).header().comments())
					.contains("# application: billing");
			});
		}
	}

	@Test
	void whatTheBeanStoresTheEndpointLists() throws Exception {
		try (WebApplication application = WebApplication.start(WebStack.SERVLET)) {
			Profiler profiler = application.context().getBean(Profiler.class);
			profiler.during(Kind.THREADS, () -> "nothing", profiler.store());
			assertThat(new String(application.get("/captures").body(), StandardCharsets.UTF_8)).contains("\"threads\"",
					"\"code\"");
		}
	}

	@Test
	void aStoreWithoutPropertiesIsAsOneWithoutSpring() {
		StoreProperties properties = new StoreProperties();
		assertThat(StoreLimits.defaults())
			.isEqualTo(new StoreLimits(properties.getMaxSize().toBytes(), properties.getMaxAge(),
					properties.getMaxCount(), properties.getMinFreeSpace().toBytes(), properties.getTimeout()));
	}

	@Test
	void theExamplesOfThePageAreThose() throws Exception {
		String code = words(source("autoconfigure/FromCodeTests.java") + source("api/PlainProgram.java"));
		List<String> examples = EXAMPLE.matcher(Files.readString(Path.of("../docs/from-code.md")))
			.results()
			.map((MatchResult example) -> words(example.group(1)))
			.toList();
		assertThat(examples).hasSize(5).allSatisfy((example) -> assertThat(code).contains(example));
	}

	private static String source(String file) throws Exception {
		return Files.readString(Path.of("src/test/java/io/github/profiling", file));
	}

	private static String words(String code) {
		return code.replaceAll("\\s+", " ").trim();
	}

	private static List<String> names(Profile profile) {
		return profile.functions().stream().map((function) -> function.name()).toList();
	}

	private static Bill calculate() {
		try (Work work = Work.onCpu()) {
			Awaitility.await().until(() -> work.cpuNanos() > 500_000_000L);
		}
		return new Bill();
	}

	private record Bill() {

	}

	@Service
	static class Billing {

		private final Profiler profiler;

		Billing(Profiler profiler) {
			this.profiler = profiler;
		}

		void bill(Path file) throws Exception {
			try (Profiling profiling = this.profiler.start(Kind.PROFILE)) {
				calculate();
				profiling.writeTo(file);
			}
		}

	}

}
