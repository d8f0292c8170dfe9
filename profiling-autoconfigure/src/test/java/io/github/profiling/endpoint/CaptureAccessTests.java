package io.github.profiling.endpoint;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

import io.github.profiling.testing.WebApplication;
import io.github.profiling.testing.WebStack;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of who may order captures, and how many.
 */
class CaptureAccessTests {

	@TempDir
	private Path temp;

	@ParameterizedTest
	@EnumSource
	void byDefaultCapturesCanOnlyBeRead(WebStack stack) {
		try (WebApplication application = WebApplication.start(stack, "profiling.max-captures=2")) {
			assertThat(application.get("/captures").statusCode()).isEqualTo(200);
			for (String method : List.of("POST", "DELETE")) {
				HttpResponse<byte[]> response = application
					.send(HttpRequest.newBuilder(application.uri("/actuator/pprof/captures?kind=heap"))
						.method(method, BodyPublishers.noBody()));
				assertThat(response.statusCode()).isEqualTo(405);
			}
			assertThat(application.text("/captures")).contains("\"captures\":[]");
		}
	}

	@ParameterizedTest
	@EnumSource
	void tooManyAndNoRoomAreToldAtOnce(WebStack stack) {
		try (WebApplication application = WebApplication.start(stack, "profiling.max-captures=1",
				"management.endpoint.pprof.access=unrestricted", "profiling.store.min-free-space=0B",
				"profiling.store.directory=" + this.temp.resolve("store"))) {
			assertThat(order(application, "kind=wall&seconds=100").statusCode()).isEqualTo(202);
			HttpResponse<byte[]> second = order(application, "kind=wall&seconds=100");
			assertThat(second.statusCode()).isEqualTo(429);
			assertThat(second.headers().firstValue("Retry-After")).hasValue("10");
		}
		try (WebApplication application = WebApplication.start(stack, "management.endpoint.pprof.access=unrestricted",
				"profiling.store.min-free-space=9000TB")) {
			HttpResponse<byte[]> response = order(application, "kind=heap");
			assertThat(response.statusCode()).isEqualTo(507);
			assertThat(WebApplication.text(response)).contains("profiling.store.min-free-space");
		}
	}

	private static HttpResponse<byte[]> order(WebApplication application, String query) {
		return application.send(HttpRequest.newBuilder(application.uri("/actuator/pprof/captures?" + query))
			.POST(BodyPublishers.noBody()));
	}

}
