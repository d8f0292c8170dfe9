package io.github.profiling.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.profiling.api.Profiler;
import io.github.profiling.api.Profiling;
import io.github.profiling.api.ProfilingSchedule;
import io.github.profiling.capture.Application;
import io.github.profiling.capture.CaptureRequest;
import io.github.profiling.capture.CaptureSink;
import io.github.profiling.capture.Kind;
import io.github.profiling.capture.ProfileDirectory;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.pprof.PprofReader;
import io.github.profiling.recording.RecordingLimits;
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
		try (Profiler profiler = Profiler.create()) {
			List<Profile> profiles = new ArrayList<>();
			CaptureSink directory = (request, profile) -> profiles.add(profile);
			Bill bill = profiler.during(Kind.ALLOCS, () -> calculate(), directory);
			assertThat(bill).isNotNull();
			assertThat(profiles).hasSize(1);
			ProfilingSchedule schedule = profiler.every(Duration.ofMinutes(10),
					CaptureRequest.of(Kind.PROFILE, Duration.ofSeconds(30)), directory);
			schedule.close();
			Profile threads = profiler.take(CaptureRequest.of(Kind.THREADS, Duration.ZERO));
			assertThat(threads.samples()).isNotEmpty();
		}
	}

	@Test
	void aDirectoryKeepsTheNewestFilesOfTheApplicationAndAllOthers() throws Exception {
		Path path = this.temp.resolve("profiles");
		ProfileDirectory directory = new ProfileDirectory(path, new Application("my/app", "a b"), 2,
				new RecordingLimits(1 << 20, 0));
		try (Profiler profiler = Profiler.create()) {
			CaptureRequest request = CaptureRequest.of(Kind.THREADS, Duration.ZERO);
			Profile profile = profiler.take(request);
			List<Path> written = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				long time = profile.header().timeNanos() + i * 1_000_000_000L;
				written.add(directory.write(request,
						new Profile(profile.header().withTime(time, 5_000_000), profile.sampleTypes(),
								profile.mappings(), profile.functions(), profile.locations(), profile.samples())));
				if (i == 0) {
					Files.createFile(path.resolve("my-app_notes.txt"));
					Files.createFile(path.resolve("other_a-b_20200101T000000.000Z_threads_0ms.pb.gz"));
				}
			}
			assertThat(written.get(3).getFileName().toString())
				.matches("my-app_a-b_\\d{8}T\\d{6}\\.\\d{3}Z_threads_5ms\\.pb\\.gz");
			try (Stream<Path> files = Files.list(path)) {
				assertThat(files).containsExactlyInAnyOrder(written.get(2), written.get(3),
						path.resolve("my-app_notes.txt"),
						path.resolve("other_a-b_20200101T000000.000Z_threads_0ms.pb.gz"));
			}
		}
	}

	@Test
	void theExampleOfADirectoryIsOne() {
		CaptureSink directory = new ProfileDirectory(Path.of("profiles"), new Application("billing", "replica-1"), 100,
				new RecordingLimits(256L << 20, 16L << 20));
		assertThat(directory).isNotNull();
		assertThat(Path.of("profiles")).doesNotExist();
	}

	@Test
	void theExamplesOfThePageAreThose() throws Exception {
		String code = words(source("autoconfigure/FromCodeTests.java") + source("api/PlainProgram.java"));
		List<String> examples = EXAMPLE.matcher(Files.readString(Path.of("../docs/from-code.md")))
			.results()
			.map((MatchResult example) -> words(example.group(1)))
			.toList();
		assertThat(examples).hasSize(6).allSatisfy((example) -> assertThat(code).contains(example));
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
