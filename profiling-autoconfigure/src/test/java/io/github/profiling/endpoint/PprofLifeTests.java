package io.github.profiling.endpoint;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.profiling.profile.Profile;
import io.github.profiling.profile.pprof.PprofReader;
import io.github.profiling.testing.WebApplication;
import io.github.profiling.testing.WebStack;
import one.profiler.AsyncProfiler;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of captures that do not end as they were meant to.
 */
class PprofLifeTests {

	@ParameterizedTest
	@EnumSource
	void whenTheApplicationStopsTheClientGetsWhatThereIs(WebStack stack) throws Exception {
		WebApplication application = WebApplication.start(stack);
		CompletableFuture<HttpResponse<byte[]>> capture = CompletableFuture
			.supplyAsync(() -> application.get("/profile?seconds=120"));
		awaitProfilerRunning();
		long start = System.nanoTime();
		application.close();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
		HttpResponse<byte[]> response = capture.get(5, TimeUnit.SECONDS);
		assertThat(response.statusCode()).isEqualTo(200);
		Profile profile = PprofReader.read(response.body());
		assertThat(profile.header().comments())
			.anyMatch((comment) -> comment.matches("Ended early after .* s: the application is stopping"));
		assertThat(Duration.ofNanos(profile.header().durationNanos())).isLessThan(Duration.ofSeconds(60));
	}

	@ParameterizedTest
	@EnumSource
	void onAManagementPortToo(WebStack stack) throws Exception {
		WebApplication application = WebApplication.start(stack, "management.server.port=0");
		CompletableFuture<HttpResponse<byte[]>> capture = CompletableFuture.supplyAsync(() -> application
			.send(HttpRequest.newBuilder(application.managementUri("/actuator/pprof/profile?seconds=120"))));
		awaitProfilerRunning();
		application.close();
		HttpResponse<byte[]> response = capture.get(5, TimeUnit.SECONDS);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(PprofReader.read(response.body()).header().comments())
			.anyMatch((comment) -> comment.startsWith("Ended early"));
	}

	@Test
	void onWebFluxAClientThatHangsUpEndsItsCapture() throws Exception {
		try (WebApplication application = WebApplication.start(WebStack.REACTIVE)) {
			try (Socket client = hangingRequest(application, 120)) {
				awaitProfilerRunning();
				assertThat(client.isConnected()).isTrue();
			}
			awaitProfilerIdle(Duration.ofSeconds(5));
			assertThat(application.get("/profile?seconds=1").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void onServletsACaptureOfAClientThatHungUpEndsInItsOwnTime() throws Exception {
		try (WebApplication application = WebApplication.start(WebStack.SERVLET)) {
			try (Socket client = hangingRequest(application, 3)) {
				awaitProfilerRunning();
				assertThat(client.isConnected()).isTrue();
			}
			awaitProfilerIdle(Duration.ofSeconds(6));
			assertThat(application.get("/profile?seconds=1").statusCode()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@EnumSource
	void tooManyCapturesAtOnceAreTurnedAway(WebStack stack) throws Exception {
		try (WebApplication application = WebApplication.start(stack, "profiling.max-captures=1")) {
			CompletableFuture<HttpResponse<byte[]>> first = CompletableFuture
				.supplyAsync(() -> application.get("/profile?seconds=3"));
			awaitProfilerRunning();
			HttpResponse<byte[]> second = application.get("/threads");
			assertThat(second.statusCode()).isEqualTo(429);
			assertThat(WebApplication.text(second)).contains("profiling.max-captures");
			assertThat(second.headers().firstValue("Retry-After")).hasValue("10");
			assertThat(second.headers().firstValue("X-Go-Pprof")).hasValue("1");
			assertThat(first.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
			assertThat(application.get("/threads").statusCode()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@EnumSource
	void tooManyCapturesInAMinuteAreTurnedAway(WebStack stack) {
		try (WebApplication application = WebApplication.start(stack, "profiling.max-captures-per-minute=2")) {
			assertThat(application.get("/threads").statusCode()).isEqualTo(200);
			assertThat(application.get("/threads?debug=1").statusCode()).isEqualTo(200);
			assertThat(application.get("/threads").statusCode()).isEqualTo(429);
		}
	}

	@ParameterizedTest
	@EnumSource
	void whenSomethingElseUsesTheProfilerThatIsAConflict(WebStack stack) throws Exception {
		try (WebApplication application = WebApplication.start(stack)) {
			assertThat(application.get("/profile?seconds=1").statusCode()).isEqualTo(200);
			AsyncProfiler.getInstance().execute("start,event=cpu,loglevel=none");
			try {
				HttpResponse<byte[]> response = application.get("/profile?seconds=1");
				assertThat(response.statusCode()).isEqualTo(409);
				assertThat(WebApplication.text(response)).contains("already running in this JVM");
			}
			finally {
				AsyncProfiler.getInstance().execute("stop");
			}
		}
	}

	private static Socket hangingRequest(WebApplication application, int seconds) throws IOException {
		Socket socket = new Socket("127.0.0.1", application.uri("").getPort());
		socket.getOutputStream()
			.write(("GET /actuator/pprof/profile?seconds=" + seconds + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	private static void awaitProfilerRunning() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> AsyncProfiler.getInstance().execute("status").contains("is running"));
	}

	private static void awaitProfilerIdle(Duration atMost) {
		Awaitility.await()
			.atMost(atMost)
			.until(() -> AsyncProfiler.getInstance().execute("status").contains("not active"));
	}

}
