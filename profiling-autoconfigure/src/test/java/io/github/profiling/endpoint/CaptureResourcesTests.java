package io.github.profiling.endpoint;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.pprof.PprofReader;
import io.github.profiling.testing.GoPprof;
import io.github.profiling.testing.WebApplication;
import io.github.profiling.testing.WebStack;
import io.github.profiling.testing.Work;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of captures as resources, on each web stack over a real port.
 */
class CaptureResourcesTests {

	private static final Map<WebStack, WebApplication> APPLICATIONS = new EnumMap<>(WebStack.class);

	@TempDir
	private Path temp;

	private static WebApplication application(WebStack stack) {
		return APPLICATIONS.computeIfAbsent(stack, (key) -> WebApplication.start(key,
				"management.endpoint.pprof.access=unrestricted", "profiling.store.min-free-space=0B"));
	}

	@AfterAll
	static void stopApplications() {
		APPLICATIONS.values().forEach(WebApplication::close);
		APPLICATIONS.clear();
	}

	private static HttpResponse<byte[]> send(WebStack stack, String method, String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(application(stack).uri("/actuator/pprof" + path))
			.method(method, BodyPublishers.noBody());
		return application(stack).send((headers.length > 0) ? request.headers(headers) : request);
	}

	private static HttpResponse<byte[]> post(WebStack stack, String path) {
		return send(stack, "POST", path);
	}

	private static String json(HttpResponse<byte[]> response, String path) {
		return JsonPath.read(WebApplication.text(response), path).toString();
	}

	/** The path that a link leads to from where it was found. */
	private static String linked(HttpResponse<byte[]> response, String path) {
		return response.uri().resolve(json(response, path)).getPath();
	}

	private static String begin(WebStack stack, String query) {
		HttpResponse<byte[]> response = post(stack, "/captures?" + query);
		assertThat(response.statusCode()).as(WebApplication.text(response)).isEqualTo(202);
		return json(response, "$.id");
	}

	private static void awaitFinished(WebStack stack, String id) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> json(application(stack).get("/captures/" + id), "$.state").equals("finished"));
	}

	@ParameterizedTest
	@EnumSource
	void aCaptureIsOrderedWatchedReadAndRemoved(WebStack stack) throws Exception {
		try (Work work = Work.onCpu()) {
			assertThat(work.cpuNanos()).isNotNegative();
			HttpResponse<byte[]> ordered = post(stack, "/captures?kind=profile&seconds=2&tags=before,v1.2");
			assertThat(ordered.statusCode()).isEqualTo(202);
			String id = json(ordered, "$.id");
			assertThat(id).matches("[0-9a-z]{16}");
			assertThat(ordered.headers().firstValue("Location")).hasValue("captures/" + id);
			assertThat(ordered.headers().firstValue("Content-Type")).hasValue("application/json");
			assertThat(ordered.uri().resolve(ordered.headers().firstValue("Location").orElseThrow()).getPath())
				.isEqualTo("/actuator/pprof/captures/" + id);
			HttpResponse<byte[]> early = application(stack).get("/captures/" + id + "/profile");
			assertThat(early.statusCode()).isEqualTo(409);
			assertThat(WebApplication.text(early)).contains("is running; it has run for");
			HttpResponse<byte[]> running = application(stack).get("/captures/" + id);
			assertThat(json(running, "$.state")).isEqualTo("running");
			assertThat(linked(running, "$.links.stop.href")).isEqualTo("/actuator/pprof/captures/" + id + "/stop");
			assertThat(linked(ordered, "$.links.self.href")).isEqualTo("/actuator/pprof/captures/" + id);
			awaitFinished(stack, id);
			HttpResponse<byte[]> file = application(stack).get("/captures/" + id + "/profile");
			assertThat(file.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
			assertThat(file.headers().firstValue("Content-Disposition"))
				.hasValue("attachment; filename=\"profile_test-app_" + id + ".pb.gz\"");
			Profile profile = PprofReader.read(file.body());
			assertThat(profile.functions()).extracting("name").contains("io.github.profiling.testing.Work.fibonacci");
			assertThat(application(stack).text("/captures/" + id + "/profile?format=top&nodecount=5"))
				.contains("io.github.profiling.testing.Work.fibonacci");
			HttpResponse<byte[]> listed = application(stack).get("/captures");
			assertThat(json(listed, "$.problem")).isEmpty();
			assertThat(json(listed, "$.captures[?(@.id=='" + id + "')].links.profile.href"))
				.isEqualTo("[\"captures\\/" + id + "\\/profile\"]");
			assertThat(json(listed, "$.captures[?(@.id=='" + id + "')].tags")).isEqualTo("[[\"before\",\"v1.2\"]]");
			assertThat(send(stack, "DELETE", "/captures/" + id).statusCode()).isEqualTo(204);
			HttpResponse<byte[]> gone = application(stack).get("/captures/" + id);
			assertThat(gone.statusCode()).isEqualTo(404);
			assertThat(WebApplication.text(gone)).startsWith("there is no capture '" + id + "'").hasLineCount(1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aRunningCaptureIsStoppedWithAValidResult(WebStack stack) throws Exception {
		String id = begin(stack, "kind=wall&seconds=3000");
		HttpResponse<byte[]> stopped = post(stack, "/captures/" + id + "/stop");
		assertThat(stopped.statusCode()).isEqualTo(202);
		awaitFinished(stack, id);
		Profile profile = PprofReader.read(application(stack).get("/captures/" + id + "/profile").body());
		assertThat(profile.header().comments()).anyMatch((comment) -> comment.contains("it was stopped"));
		assertThat(json(application(stack).get("/captures/" + id), "$.outcome")).isEqualTo("whole");
		assertThat(post(stack, "/captures/" + id + "/stop").statusCode()).isEqualTo(409);
	}

	@ParameterizedTest
	@EnumSource
	void aPartOfAFileCanBeHad(WebStack stack) {
		String id = begin(stack, "kind=threads");
		awaitFinished(stack, id);
		byte[] whole = application(stack).get("/captures/" + id + "/profile").body();
		HttpResponse<byte[]> part = send(stack, "GET", "/captures/" + id + "/profile", "Range", "bytes=10-19");
		assertThat(part.statusCode()).isEqualTo(206);
		assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, 10, 20));
	}

	@ParameterizedTest
	@EnumSource
	void twoCapturesAreComparedById(WebStack stack) throws Exception {
		GoPprof.requireGo();
		HttpResponse<byte[]> ordered = post(stack, "/captures?kind=threads&count=2&every=1&tags=pair");
		String one = json(ordered, "$.captures[0].id");
		String other = json(ordered, "$.captures[1].id");
		assertThat(json(ordered, "$.captures[1].series")).isEqualTo(one);
		awaitFinished(stack, one);
		awaitFinished(stack, other);
		Path before = this.temp.resolve("before.pb.gz");
		Path after = this.temp.resolve("after.pb.gz");
		Files.write(before, application(stack).get("/captures/" + one + "/profile").body());
		Files.write(after, application(stack).get("/captures/" + other + "/profile").body());
		for (String option : List.of("base", "diff_base")) {
			String ours = application(stack).text("/captures/" + other + "/profile?format=top&" + option + "=" + one);
			assertThat(ours).isEqualTo(GoPprof.run(after, "-top", "-" + option + "=" + before).stdout());
			byte[] file = application(stack).get("/captures/" + other + "/profile?" + option + "=" + one).body();
			assertThat(PprofReader.read(file).sampleTypes()).hasSize(1);
		}
		assertThat(application(stack).get("/captures/" + other + "/profile?base=0123456789abcdef").statusCode())
			.isEqualTo(404);
	}

	@ParameterizedTest
	@EnumSource
	void anOrderMayBeJson(WebStack stack) {
		HttpRequest.Builder request = HttpRequest.newBuilder(application(stack).uri("/actuator/pprof/captures"))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"kind\": \"heap\", \"tags\": \"json\"}", StandardCharsets.UTF_8));
		HttpResponse<byte[]> response = application(stack).send(request);
		assertThat(response.statusCode()).as(WebApplication.text(response)).isEqualTo(202);
		assertThat(json(response, "$.tags[0]")).isEqualTo("json");
	}

	@ParameterizedTest
	@EnumSource
	void whatCannotBeMeantIsRefusedWithWhatWouldBeRight(WebStack stack) {
		for (String query : List.of("", "kind=nosuch", "kind=trace", "kind=profile&seconds=0",
				"kind=profile&seconds=3601", "kind=profile&format=top", "kind=heap&hz=10", "kind=profile&count=101",
				"kind=profile&seconds=10&count=2&every=9", "kind=heap&every=9", "kind=heap&tags=a%20b",
				"kind=heap&tags=a,b,c,d,e", "kind=heap&tags=..%2Fx", "kind=heap&section=x", "kind=heap&kind=heap")) {
			HttpResponse<byte[]> response = post(stack, "/captures?" + query);
			assertThat(response.statusCode()).as(query).isEqualTo(400);
			assertThat(WebApplication.text(response)).as(query).hasLineCount(1);
			assertThat(response.headers().firstValue("X-Go-Pprof")).hasValue("1");
		}
		assertThat(application(stack).get("/captures?x=1").statusCode()).isEqualTo(400);
	}

	@ParameterizedTest
	@CsvSource({ "GET, /captures/x", "GET, /captures/0123456789abcdef", "GET, /captures/0123456789abcdef/profile",
			"GET, /captures/0123456789abcdef/other", "POST, /captures/0123456789abcdef/stop",
			"POST, /captures/0123456789abcdef/go", "POST, /heap", "DELETE, /captures/0123456789abcdef",
			"DELETE, /heap/x", "GET, /heap/x" })
	void whatIsNotThereIsNotFound(String method, String path) {
		for (WebStack stack : WebStack.values()) {
			HttpResponse<byte[]> response = send(stack, method, path);
			assertThat(response.statusCode()).isEqualTo(404);
			assertThat(WebApplication.text(response)).hasLineCount(1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void theIndexTellsOfCaptures(WebStack stack) {
		HttpResponse<byte[]> index = application(stack).get("");
		assertThat(json(index, "$.links.captures.href")).isEqualTo("pprof/captures");
		assertThat(json(index, "$.limits.maxBackgroundSeconds")).isEqualTo("3600");
	}

}
