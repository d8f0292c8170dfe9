package io.github.profiling.endpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.github.profiling.capture.Application;
import io.github.profiling.capture.CaptureLimits;
import io.github.profiling.capture.Captures;
import io.github.profiling.capture.Kind;
import io.github.profiling.capture.job.CaptureJobs;
import io.github.profiling.capture.job.JobLimits;
import io.github.profiling.capture.store.CaptureOwner;
import io.github.profiling.capture.store.CaptureStore;
import io.github.profiling.capture.store.StoreLimits;
import io.github.profiling.recording.Engine;
import io.github.profiling.recording.EngineLadder;
import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventType;
import io.github.profiling.recording.Recorder;
import io.github.profiling.recording.RecordingLimits;
import io.github.profiling.recording.Support;
import io.github.profiling.recording.WorkDirectory;
import io.github.profiling.recording.jfr.ClassSources;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Throws hostile text at every parameter of every kind. None of it may reach an engine or
 * the file system, and what comes back is one harmless line.
 */
class HostileQueryTests {

	private static final Set<Path> RECORDED = ConcurrentHashMap.newKeySet();

	private static Path directory;

	private static EngineLadder engines;

	private static PprofEndpoint endpoint;

	@BeforeContainer
	static void createEndpoint() throws IOException {
		directory = Files.createTempDirectory("hostile");
		WorkDirectory work = new WorkDirectory(List.of(directory));
		engines = new EngineLadder(List.of(new Recorder(new WatchedEngine(), work, new RecordingLimits(1 << 20, 0))));
		// Most of what is thrown is refused; where it is not, a second is all we wait.
		CaptureLimits limits = new CaptureLimits(Duration.ofSeconds(1), 100, 100_000);
		Captures captures = new Captures(new Application("test", "here"), engines, work, new ClassSources(null),
				limits);
		CaptureStore store = new CaptureStore(work::path, new CaptureOwner("test", "", "here"),
				new StoreLimits(1 << 20, Duration.ofDays(1), 10, 0, Duration.ofSeconds(10)), Clock.systemUTC());
		CaptureJobs jobs = new CaptureJobs(captures, store, new JobLimits(Duration.ofSeconds(1), 10, Duration.ZERO));
		endpoint = new PprofEndpoint(captures, jobs, new ValueVisibility(List.of(), Show.NEVER, Set.of()),
				() -> "/actuator/pprof");
	}

	@AfterContainer
	static void removeDirectory() throws IOException {
		engines.close();
		try (Stream<Path> files = Files.walk(directory)) {
			for (Path file : files.sorted((left, right) -> right.compareTo(left)).toList()) {
				Files.delete(file);
			}
		}
	}

	@Property(tries = 2000)
	void noParameterTakesHostileText(@ForAll Kind kind, @ForAll("keys") String key, @ForAll("hostile") String value) {
		check(endpoint.profile(kind.path(), new Query(Map.of(key, value)), SecurityContext.NONE));
	}

	@Property(tries = 500)
	void noNameOfAProfileIsTakenForAnother(@ForAll("hostile") String path) {
		check(endpoint.profile(path, new Query(Map.of()), SecurityContext.NONE));
	}

	private static void check(WebEndpointResponse<Object> response) {
		assertThat(response.getStatus()).isIn(400, 404);
		String line = text(response.getBody());
		assertThat(line).endsWith("\n").hasLineCount(1).hasSizeLessThan(2000);
		assertThat(line.strip()).matches("\\P{Cntrl}*");
		assertThat(RECORDED).isEmpty();
		assertThat(directory).isEmptyDirectory();
	}

	private static String text(Object body) {
		return (body instanceof byte[] bytes) ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(body);
	}

	@Provide
	Arbitrary<String> keys() {
		return Arbitraries
			.of(Stream.of(Kind.values()).flatMap((kind) -> Parameter.keys(kind).stream()).distinct().toList());
	}

	/**
	 * Never a valid value: each has a character that none of the parameters takes.
	 */
	@Provide
	Arbitrary<String> hostile() {
		Arbitrary<String> payload = Arbitraries.of(",file=/tmp/owned.jfr", ",event=itimer", "%0astop",
				"../../etc/passwd", "$(id)", "`id`", "\r\nSet-Cookie: a=b", "\u0000", "<script>alert(1)</script>",
				"|dump", ";stop", "\u202e", "%{pid}", "%h", "\ud800", "a".repeat(100_000));
		Arbitrary<String> around = Arbitraries.of("", "1", "10", "512k", "10ms", "pprof", "top", "thread", "-1", "1e9");
		return payload.flatMap((hostile) -> around.map((text) -> text + hostile + text));
	}

	/**
	 * Records nothing but what it was asked for.
	 */
	private static final class WatchedEngine implements Engine {

		@Override
		public String name() {
			return "watched";
		}

		@Override
		public Support support(EventType type) {
			return Support.by("watched", "for the test", "", 0);
		}

		@Override
		public void start(EventSet events, Path file) {
			RECORDED.add(file);
		}

		@Override
		public long stop() {
			return 0;
		}

	}

}
