package io.github.profiling.endpoint;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;

import io.github.profiling.testing.ApplicationProcess;
import io.github.profiling.testing.WebApplication;
import io.github.profiling.testing.WebStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what the endpoint tells of the process.
 */
class PprofProcessTextTests {

	private static final List<String> JVM_ARGUMENTS = List.of("-Dtest.secret=hidden-property");

	@ParameterizedTest
	@EnumSource
	void theCommandLineShowsNamesOnly(WebStack stack) throws Exception {
		try (ApplicationProcess application = ApplicationProcess.start(stack, JVM_ARGUMENTS,
				"test.password=hidden-argument")) {
			HttpResponse<byte[]> response = application.get("/cmdline");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.headers().firstValue("Content-Type")).get().asString().startsWith("text/plain");
			assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
			List<String> arguments = List.of(WebApplication.text(response).split("\0"));
			assertThat(arguments.get(0)).endsWith("java");
			assertThat(arguments).contains("-Dtest.secret=******", "--test.password=******");
			assertThat(WebApplication.text(response)).doesNotContain("hidden");
		}
	}

	@Test
	void valuesAreShownOnlyToThoseWhoMaySeeThem() throws Exception {
		try (ApplicationProcess application = ApplicationProcess.start(WebStack.SERVLET, JVM_ARGUMENTS,
				"management.endpoint.pprof.show-values=always")) {
			assertThat(WebApplication.text(application.get("/cmdline"))).contains("-Dtest.secret=hidden-property");
		}
		try (WebApplication application = WebApplication.start(WebStack.SERVLET, "test.secured=true",
				"management.endpoint.pprof.show-values=when_authorized", "management.endpoint.pprof.roles=ADMIN",
				"spring.security.user.name=operator", "spring.security.user.password=pass",
				"spring.security.user.roles=OPERATOR")) {
			String credentials = Base64.getEncoder().encodeToString("operator:pass".getBytes());
			HttpResponse<byte[]> response = application
				.send(HttpRequest.newBuilder(application.uri("/actuator/pprof/cmdline"))
					.header("Authorization", "Basic " + credentials));
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(WebApplication.text(response).split("\0")).filteredOn((argument) -> argument.contains("="))
				.allMatch((argument) -> argument.endsWith("=******"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void thereAreNoSymbolsToLookUp(WebStack stack) {
		try (WebApplication application = WebApplication.start(stack)) {
			assertThat(application.text("/symbol")).isEqualTo("num_symbols: 1\n");
			assertThat(application.text("/symbol?0x401000+0x402000")).isEqualTo("num_symbols: 1\n");
		}
	}

}
