package io.github.profiling.consumer;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.profiling.profile.pprof.PprofReader;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A capture that nobody waits for, over whatever serves HTTP.
 */
final class OrderedCapture {

	/** Allows to order one, see {@code docs/captures.md}. */
	static final String ALLOWED = "management.endpoint.pprof.access=unrestricted";

	private static final Pattern ID = Pattern.compile("\"id\":\"([a-z0-9]+)\"");

	private OrderedCapture() {
	}

	/**
	 * Orders a capture, watches it, reads it and removes it; and stops another one.
	 * @param application the application
	 */
	static void check(RunningConsumer application) throws Exception {
		String id = order(application, "seconds=1");
		awaitState(application, id, "finished");
		HttpResponse<byte[]> profile = application.get("/captures/" + id + "/profile");
		assertThat(profile.statusCode()).isEqualTo(200);
		assertThat(PprofReader.read(profile.body()).functions())
			.anyMatch((function) -> function.name().startsWith("com.example.Work."));
		assertThat(text(application.get("/captures/" + id + "/profile?format=top"))).contains("com.example.Work.");
		assertThat(text(application.get("/captures"))).contains(id);
		assertThat(send(application, "DELETE", "/captures/" + id).statusCode()).isEqualTo(204);
		assertThat(application.get("/captures/" + id).statusCode()).isEqualTo(404);
		String stopped = order(application, "seconds=600");
		assertThat(send(application, "POST", "/captures/" + stopped + "/stop").statusCode()).isBetween(200, 204);
		awaitState(application, stopped, "finished");
	}

	private static String order(RunningConsumer application, String query) {
		HttpResponse<byte[]> ordered = send(application, "POST", "/captures?kind=profile&" + query);
		assertThat(ordered.statusCode()).as(text(ordered)).isEqualTo(202);
		Matcher id = ID.matcher(text(ordered));
		assertThat(id.find()).as(text(ordered)).isTrue();
		return id.group(1);
	}

	private static void awaitState(RunningConsumer application, String id, String state) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(
					() -> assertThat(text(application.get("/captures/" + id))).contains("\"state\":\"" + state + "\""));
	}

	private static HttpResponse<byte[]> send(RunningConsumer application, String method, String path) {
		return application.send(HttpRequest.newBuilder(URI.create(application.endpoint() + path))
			.method(method, BodyPublishers.noBody()));
	}

	private static String text(HttpResponse<byte[]> response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

}
