package io.github.profiling.endpoint;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.profiling.testing.GoPprof;
import io.github.profiling.testing.GoPprofServer;
import io.github.profiling.testing.WebApplication;
import io.github.profiling.testing.WebStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks Go's {@code net/http/pprof} and this endpoint the same, side by side. Every
 * difference is intended and has its reason here; one without, or a reason without a
 * difference, fails. The table is written to {@code target/go-compatibility.md}, from
 * which {@code docs/go-compatibility.md} is made.
 */
class GoCompatibilityTests {

	private static final String ERRORS = "a wrong value is refused with what would be right, not replaced in silence";

	/** Requests, and why they are answered in another way; empty where they are not. */
	private static final Map<String, String> REQUESTS = new LinkedHashMap<>();
	static {
		REQUESTS.put("GET /", "the index is Actuator's: JSON for tools, a page for browsers");
		REQUESTS.put("GET /profile?seconds=1", "");
		REQUESTS.put("HEAD /profile?seconds=1", "");
		REQUESTS.put("GET /profile?seconds=abc", ERRORS);
		REQUESTS.put("GET /heap", "");
		REQUESTS.put("GET /heap?gc=1", "");
		REQUESTS.put("GET /heap?debug=1", "the class histogram has no legacy text form, format=top has one");
		REQUESTS.put("GET /heap?seconds=1", "");
		REQUESTS.put("GET /heap?seconds=0", "");
		REQUESTS.put("GET /heap?seconds=abc", "");
		REQUESTS.put("GET /allocs?seconds=1", "");
		REQUESTS.put("GET /block?seconds=1", "");
		REQUESTS.put("GET /mutex?seconds=1", "");
		REQUESTS.put("GET /goroutine", "");
		REQUESTS.put("GET /goroutine?debug=1", "");
		REQUESTS.put("GET /goroutine?debug=2", "");
		REQUESTS.put("GET /goroutine?seconds=1", "");
		REQUESTS.put("GET /goroutine?seconds=1&debug=1", "");
		REQUESTS.put("GET /threadcreate?seconds=1", "");
		REQUESTS.put("GET /trace?seconds=1", "a flight recording in place of a Go trace");
		REQUESTS.put("GET /trace?seconds=0.5", "seconds are whole: a flight recording needs its time to start");
		REQUESTS.put("GET /cmdline", "");
		REQUESTS.put("GET /symbol", "");
		REQUESTS.put("POST /symbol",
				"reading is by GET only; profiles come with their symbols, so that pprof never asks");
		REQUESTS.put("GET /nosuch", "");
		REQUESTS.put("GET /heap?nosuch=1", "a misspelt parameter is refused");
	}

	/** Where Go does not understand the seconds, it takes its 30. */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final HttpClient client = HttpClient.newHttpClient();

	@TempDir
	private Path temp;

	@Test
	void everyDifferenceIsIntended() throws Exception {
		GoPprof.requireGo();
		List<String> table = new ArrayList<>();
		List<String> unintended = new ArrayList<>();
		try (GoPprofServer go = GoPprofServer.start(this.temp);
				WebApplication application = WebApplication.start(WebStack.SERVLET)) {
			for (Map.Entry<String, String> request : REQUESTS.entrySet()) {
				String method = request.getKey().substring(0, request.getKey().indexOf(' '));
				String path = request.getKey().substring(method.length() + 1);
				Answer theirs = ask(method, go.uri("/debug/pprof" + path));
				Answer ours = ask(method, application.uri("/actuator/pprof" + (path.equals("/") ? "" : path)));
				boolean reasoned = !request.getValue().isEmpty();
				if (ours.equals(theirs) == reasoned) {
					unintended.add(request.getKey() + ": ours " + ours + ", Go's " + theirs);
				}
				table.add("| `" + request.getKey() + "` | " + theirs + " | " + (reasoned ? ours.toString() : "the same")
						+ " | " + request.getValue() + " |");
			}
		}
		Files.write(Path.of("target/go-compatibility.md"), table);
		assertThat(unintended).isEmpty();
	}

	private Answer ask(String method, URI uri) throws IOException, InterruptedException {
		try {
			return Answer.of(this.client.send(
					HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).timeout(PATIENCE).build(),
					BodyHandlers.ofByteArray()));
		}
		catch (HttpTimeoutException ex) {
			return Answer.NONE;
		}
	}

	/**
	 * What is compared of an answer.
	 *
	 * @param status the status
	 * @param type the content type without its parameters
	 * @param attachment whether it is to be saved as a file
	 * @param nosniff whether browsers are told not to guess its type
	 * @param goPprof whether it has the header by which pprof shows errors
	 * @param body what its body is
	 */
	private record Answer(int status, String type, boolean attachment, boolean nosniff, boolean goPprof, String body) {

		private static final Answer NONE = new Answer(0, "", false, false, false,
				"none in " + PATIENCE.toSeconds() + " s");

		private static Answer of(HttpResponse<byte[]> response) {
			String type = response.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
			return new Answer(response.statusCode(), type,
					response.headers().firstValue("Content-Disposition").isPresent(),
					response.headers().firstValue("X-Content-Type-Options").isPresent(),
					response.headers().firstValue("X-Go-Pprof").isPresent(), body(response.body()));
		}

		private static String body(byte[] body) {
			String start = new String(body, 0, Math.min(body.length, 16), StandardCharsets.ISO_8859_1);
			if (start.isEmpty()) {
				return "nothing";
			}
			if (start.startsWith("\u001f\u008b")) {
				return "profile";
			}
			if (start.startsWith("FLR\0")) {
				return "flight recording";
			}
			if (start.startsWith("go 1.")) {
				return "Go trace";
			}
			return start.startsWith("<") ? "HTML" : start.startsWith("{") ? "JSON" : "text";
		}

		@Override
		public String toString() {
			return equals(NONE) ? this.body : this.status + " " + this.type + (this.attachment ? ", attachment" : "")
					+ (this.nosniff ? ", nosniff" : "") + (this.goPprof ? ", X-Go-Pprof" : "") + ": " + this.body;
		}

	}

}
