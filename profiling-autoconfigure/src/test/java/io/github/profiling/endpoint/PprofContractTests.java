package io.github.profiling.endpoint;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.jayway.jsonpath.JsonPath;
import io.github.profiling.capture.Kind;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.pprof.InvalidProfileException;
import io.github.profiling.profile.pprof.PprofReader;
import io.github.profiling.testing.WebApplication;
import io.github.profiling.testing.WebStack;
import io.github.profiling.testing.Work;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the contract over HTTP, on each web stack over a real port.
 */
class PprofContractTests {

	private static final Map<WebStack, WebApplication> APPLICATIONS = new EnumMap<>(WebStack.class);

	private static WebApplication application(WebStack stack) {
		return APPLICATIONS.computeIfAbsent(stack, WebApplication::start);
	}

	@AfterAll
	static void stopApplications() {
		APPLICATIONS.values().forEach(WebApplication::close);
		APPLICATIONS.clear();
	}

	@ParameterizedTest
	@EnumSource
	void aCpuProfileIsAPprofFileOfTheRightTime(WebStack stack) throws Exception {
		try (Work work = Work.onCpu()) {
			assertThat(work.cpuNanos()).isNotNegative();
			Instant before = Instant.now();
			HttpResponse<byte[]> response = application(stack).get("/profile?seconds=1");
			assertThat(response.statusCode()).isEqualTo(200);
			Profile profile = PprofReader.read(response.body());
			assertThat(profile.sampleTypes()).extracting(Object::toString)
				.containsExactly("samples/count", "cpu/nanoseconds");
			assertThat(profile.header().defaultSampleType()).isEqualTo("cpu");
			assertThat(profile.header().period()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(10));
			assertThat(Duration.ofNanos(profile.header().durationNanos())).isCloseTo(Duration.ofSeconds(1),
					Duration.ofMillis(250));
			assertThat(Instant.ofEpochSecond(0, profile.header().timeNanos())).isBetween(before, Instant.now());
			assertThat(profile.mappings()).singleElement()
				.satisfies((mapping) -> assertThat(mapping.filename()).isEqualTo("test-app"));
			assertThat(profile.functions()).extracting("name").contains("io.github.profiling.testing.Work.fibonacci");
			assertThat(profile.header().comments()).anyMatch((comment) -> comment.startsWith("Replica: "))
				.anyMatch((comment) -> comment.startsWith("Engine: async-profiler "))
				.noneMatch((comment) -> comment.contains("Ended early"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void aProfileComesWithTheHeadersOfTheContract(WebStack stack) {
		HttpResponse<byte[]> response = application(stack).get("/profile?seconds=1");
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
		assertThat(response.headers().firstValue("Content-Disposition")).get()
			.asString()
			.matches("attachment; filename=\"profile_test-app_[A-Za-z0-9.-]+_\\d{8}T\\d{6}Z\\.pb\\.gz\"");
		assertThat(response.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
		assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
		assertThat(response.headers().firstValue("X-Pprof-Replica")).isPresent();
		assertThat(response.headers().firstValue("X-Go-Pprof")).isEmpty();
		assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void theHeapAtAnInstantIsCountedByClass(WebStack stack) throws Exception {
		Profile profile = read(application(stack).get("/heap?gc=1"));
		assertThat(profile.sampleTypes()).extracting(Object::toString)
			.containsExactly("inuse_objects/count", "inuse_space/bytes");
		assertThat(profile.functions()).extracting("name").contains("byte[]", "java.lang.String");
		assertThat(profile.header().durationNanos()).isZero();
		assertThat(profile.header().timeNanos()).isPositive();
	}

	@ParameterizedTest
	@EnumSource
	void theHeapOverATimeHasGosFourColumns(WebStack stack) throws Exception {
		try (Work work = Work.allocating(50_000)) {
			assertThat(work.cpuNanos()).isNotNegative();
			Profile profile = read(application(stack).get("/heap?seconds=1&interval=256k"));
			assertThat(profile.sampleTypes()).extracting(Object::toString)
				.containsExactly("alloc_objects/count", "alloc_space/bytes", "inuse_objects/count",
						"inuse_space/bytes");
			assertThat(profile.header().period()).isEqualTo(256 * 1024);
			assertThat(profile.total(1)).isPositive();
		}
	}

	@ParameterizedTest
	@EnumSource
	void threadsComeAsProfileAndInBothTextForms(WebStack stack) throws Exception {
		WebApplication application = application(stack);
		Profile profile = read(application.get("/threads"));
		assertThat(profile.sampleTypes()).extracting(Object::toString).containsExactly("threads/count");
		assertThat(profile.total(0)).isGreaterThan(5);
		assertThat(application.text("/threads?debug=1")).startsWith("threads profile: total ");
		HttpResponse<byte[]> full = application.get("/threads?debug=2");
		assertThat(full.headers().firstValue("Content-Type")).get().asString().startsWith("text/plain");
		assertThat(full.headers().firstValue("Content-Disposition")).isEmpty();
		assertThat(WebApplication.text(full)).contains("\"main\"").contains("java.lang.Thread.State");
	}

	@ParameterizedTest
	@EnumSource
	void topIsTheAnswerItself(WebStack stack) {
		try (Work work = Work.onCpu()) {
			assertThat(work.cpuNanos()).isNotNegative();
			HttpResponse<byte[]> response = application(stack).get("/profile?seconds=1&format=top&nodecount=3");
			assertThat(response.headers().firstValue("Content-Type")).get().asString().startsWith("text/plain");
			assertThat(WebApplication.text(response)).startsWith("File: test-app\n")
				.contains("Type: cpu")
				.contains("io.github.profiling.testing.Work.fibonacci");
			assertThat(application(stack).text("/heap?format=top&nodecount=2&sample_index=inuse_objects"))
				.contains("Type: inuse_objects");
		}
	}

	@ParameterizedTest
	@EnumSource
	void theIndexSaysWhatThereIsAndWhy(WebStack stack) {
		HttpResponse<byte[]> response = application(stack).get("");
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		String json = WebApplication.text(response);
		assertThat(JsonPath.<List<String>>read(json, "$.profiles[*].name")).containsExactlyElementsOf(Kind.paths())
			.contains("profile", "heap", "threads");
		assertThat(JsonPath.<String>read(json, "$.profiles[0].engine")).startsWith("async-profiler ");
		assertThat(JsonPath.<String>read(json, "$.profiles[0].sampler")).isIn("perf_events", "ctimer", "itimer");
		assertThat(JsonPath.<String>read(json, "$.profiles[0].reason")).isNotEmpty();
		assertThat(JsonPath.<Integer>read(json, "$.limits.maxSeconds")).isEqualTo(210);
		String href = JsonPath.read(json, "$.links.heap.href");
		assertThat(application(stack).uri("/actuator/pprof").resolve(href).getPath()).isEqualTo("/actuator/pprof/heap");
	}

	@ParameterizedTest
	@EnumSource
	void theIndexCanBeAskedForAsActuatorsJson(WebStack stack) {
		WebApplication application = application(stack);
		for (String accept : List.of("application/vnd.spring-boot.actuator.v3+json",
				"application/vnd.spring-boot.actuator.v2+json", "application/json", "*/*")) {
			HttpResponse<byte[]> response = application
				.send(HttpRequest.newBuilder(application.uri("/actuator/pprof")).header("Accept", accept));
			assertThat(response.statusCode()).as(accept).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', value = {
			"/profile?seconds=abc|'seconds' must be a whole number from 1 to 210, not 'abc'",
			"/profile?seconds=0|'seconds' must be a whole number from 1 to 210, not '0'",
			"/profile?seconds=-1|'seconds' must be a whole number from 1 to 210, not '-1'",
			"/profile?seconds=1e9|'seconds' must be a whole number from 1 to 210, not '1e9'",
			"/profile?seconds=99999999999|'seconds' must be a whole number from 1 to 210, not '99999999999'",
			"/profile?seconds=0.5|'seconds' must be a whole number from 1 to 210, not '0.5'",
			"/profile?seconds=211|'seconds' must be a whole number from 1 to 210, not '211'",
			"/profile?seconds=1&seconds=2|'seconds' is given twice",
			"/profile?hz=0|'hz' must be a whole number from 1 to 1000, not '0'",
			"/profile?secs=1|unknown parameter 'secs' for profile, known are seconds, hz",
			"/profile?kind=heap|the path says which profile it is to be",
			"/profile?format=svg|'format' must be one of pprof, jfr, top, tree, peek, traces, tags, raw, dot, collapsed, flamegraph, json, not 'svg'",
			"/profile?debug=1|'debug' must be 0, not '1'",
			"/profile?nodecount=3|'nodecount' goes with a report only, such as 'format=top'",
			"/profile?format=top&sample_index=nope|sample_index \"nope\" must be one of samples, cpu",
			"/heap?interval=512|'interval' must be a number of bytes from 16k to 1g, such as 512k, not '512'",
			"/heap?seconds=1&gc=1|'gc' goes without 'seconds' only",
			"/heap?interval=512k|'interval' goes with 'seconds' only",
			"/threads?debug=3|'debug' must be a whole number from 0 to 2, not '3'",
			"/threads?seconds=3&debug=1|'seconds' and 'debug' go not together",
			"/threads?format=jfr|'format' must be one of pprof, top, tree",
			"/trace?format=top|'format' must be one of jfr, not 'top'", "/heap?format=peek|'format=peek' needs 'peek'",
			"/heap?format=top&peek=x|'peek' goes with 'format=peek' only", "/heap?format=top&focus=%28|focus",
			"/heap?format=top&nodefraction=2|'nodefraction' must be a number from 0 to 1, such as 0.005, not '2'",
			"/heap?format=top&granularity=x|'granularity' must be one of functions, filefunctions, files, lines, addresses, not 'x'",
			"/heap?format=top&sort=x|'sort' must be one of flat, cum, not 'x'",
			"/heap?format=top&unit=miles|'unit' must be one of minimum, auto",
			"/heap?format=top&mean=2|'mean' must be one of 0, 1, false, true, not '2'",
			"/heap?format=top&hide_frames=x|unknown preset" })
	void whatCannotBeUnderstoodIsABadRequestThatSaysWhatWouldBeRight(String path, String message) {
		for (WebStack stack : WebStack.values()) {
			HttpResponse<byte[]> response = application(stack).get(path.replace(' ', '+'));
			assertThat(response.statusCode()).isEqualTo(400);
			assertThat(WebApplication.text(response)).startsWith(message).endsWith("\n");
			assertThat(response.headers().firstValue("X-Go-Pprof")).hasValue("1");
			assertThat(response.headers().firstValue("Content-Type")).get().asString().startsWith("text/plain");
		}
	}

	@ParameterizedTest
	@EnumSource
	void anUnknownProfileIsNotFoundAndTheKnownOnesAreNamed(WebStack stack) {
		HttpResponse<byte[]> response = application(stack).get("/goroutines");
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(WebApplication.text(response)).startsWith("unknown profile 'goroutines', known are profile, ")
			.contains("heap", "threads")
			.endsWith(", cmdline, symbol\n")
			.hasLineCount(1);
		assertThat(response.headers().firstValue("X-Go-Pprof")).hasValue("1");
	}

	@ParameterizedTest
	@EnumSource
	void headAnswersWithoutProfiling(WebStack stack) {
		WebApplication application = application(stack);
		long start = System.nanoTime();
		HttpResponse<byte[]> response = head(application, "/profile?seconds=30");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
		assertThat(head(application, "/profile?seconds=x").statusCode()).isEqualTo(400);
		assertThat(head(application, "/nope").statusCode()).isEqualTo(404);
	}

	private static HttpResponse<byte[]> head(WebApplication application, String path) {
		return application.send(HttpRequest.newBuilder(application.uri("/actuator/pprof" + path))
			.method("HEAD", BodyPublishers.noBody()));
	}

	@ParameterizedTest
	@EnumSource
	void nothingCanBeWritten(WebStack stack) {
		WebApplication application = application(stack);
		for (String method : List.of("POST", "PUT", "DELETE")) {
			HttpResponse<byte[]> response = application
				.send(HttpRequest.newBuilder(application.uri("/actuator/pprof/profile"))
					.method(method, BodyPublishers.noBody()));
			assertThat(response.statusCode()).as(method).isEqualTo(405);
		}
	}

	@ParameterizedTest
	@EnumSource
	void otherPathsAreLeftAlone(WebStack stack) {
		WebApplication application = application(stack);
		HttpResponse<byte[]> response = application.send(HttpRequest.newBuilder(application.uri("/actuator/pprofx")));
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.headers().firstValue("X-Go-Pprof")).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void overlappingCapturesOfParallelClientsAllSucceed(WebStack stack) throws Exception {
		WebApplication application = application(stack);
		List<String> paths = List.of("/profile?seconds=3", "/heap?seconds=2", "/profile?seconds=2&hz=50",
				"/heap?seconds=1&interval=64k");
		List<Integer> seconds = List.of(3, 2, 2, 1);
		ExecutorService clients = Executors.newFixedThreadPool(paths.size());
		try (Work cpu = Work.onCpu(); Work allocating = Work.allocating(100_000)) {
			assertThat(cpu.cpuNanos() + allocating.cpuNanos()).isNotNegative();
			List<CompletableFuture<HttpResponse<byte[]>>> responses = new ArrayList<>();
			for (String path : paths) {
				responses.add(CompletableFuture.supplyAsync(() -> application.get(path), clients));
			}
			for (int i = 0; i < paths.size(); i++) {
				Profile profile = read(responses.get(i).get(30, TimeUnit.SECONDS));
				assertThat(Duration.ofNanos(profile.header().durationNanos())).as(paths.get(i))
					.isCloseTo(Duration.ofSeconds(seconds.get(i)), Duration.ofMillis(300));
				assertThat(profile.total(1)).as(paths.get(i)).isPositive();
			}
		}
		finally {
			clients.shutdown();
		}
	}

	private static Profile read(HttpResponse<byte[]> response) throws InvalidProfileException {
		assertThat(response.statusCode()).as(() -> WebApplication.text(response)).isEqualTo(200);
		return PprofReader.read(response.body());
	}

}
