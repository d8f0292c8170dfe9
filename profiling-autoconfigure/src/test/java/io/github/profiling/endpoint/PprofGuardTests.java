package io.github.profiling.endpoint;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.github.profiling.testing.WebApplication;
import io.github.profiling.testing.WebStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of who gets at the endpoint, where it is mapped, and that both are decided by
 * Actuator and Spring Security.
 */
class PprofGuardTests {

	@ParameterizedTest
	@EnumSource
	void nothingIsThereUnlessExposed(WebStack stack) {
		try (WebApplication application = WebApplication.start(stack,
				"management.endpoints.web.exposure.include=health")) {
			assertThat(application.get("").statusCode()).isEqualTo(404);
			assertThat(application.get("/threads").statusCode()).isEqualTo(404);
			assertThat(application.context().getBeanDefinitionNames()).noneMatch((name) -> name.contains("pprof"));
			// What can be injected into code is made when somebody does.
			assertThat(application.context().getBeanFactory().getSingletonNames())
				.noneMatch((name) -> name.startsWith("profiling"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void withoutAccessNothingIsThere(WebStack stack) {
		try (WebApplication application = WebApplication.start(stack, "management.endpoint.pprof.access=none")) {
			assertThat(application.get("/threads").statusCode()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@EnumSource
	void whenSwitchedOffNothingIsThere(WebStack stack) {
		try (WebApplication application = WebApplication.start(stack, "profiling.enabled=false")) {
			assertThat(application.get("/threads").statusCode()).isEqualTo(404);
			assertThat(application.context().getBeanDefinitionNames()).noneMatch((name) -> name.startsWith("profil"))
				.noneMatch((name) -> name.contains("pprof"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void aSecuredApplicationAsksForTheRightRole(WebStack stack) {
		try (WebApplication application = WebApplication.start(stack, "test.secured=true",
				"spring.security.user.name=ann", "spring.security.user.password=secret",
				"spring.security.user.roles=USER")) {
			URI uri = application.uri("/actuator/pprof/threads");
			assertThat(application.send(HttpRequest.newBuilder(uri)).statusCode()).isEqualTo(401);
			assertThat(application.send(HttpRequest.newBuilder(uri).header("Authorization", basic("ann", "wrong")))
				.statusCode()).isEqualTo(401);
			assertThat(application.send(HttpRequest.newBuilder(uri).header("Authorization", basic("ann", "secret")))
				.statusCode()).isEqualTo(403);
			// Not even what is wrong with a request is told to those who may not make it.
			assertThat(application.send(HttpRequest.newBuilder(application.uri("/actuator/pprof/profile?seconds=x")))
				.statusCode()).isEqualTo(401);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aSecuredApplicationLetsTheRightRoleIn(WebStack stack) {
		try (WebApplication application = WebApplication.start(stack, "test.secured=true",
				"spring.security.user.name=bob", "spring.security.user.password=secret",
				"spring.security.user.roles=OPERATOR")) {
			HttpRequest.Builder request = HttpRequest.newBuilder(application.uri("/actuator/pprof/threads"))
				.header("Authorization", basic("bob", "secret"));
			assertThat(application.send(request).statusCode()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aBasePathIsFollowed(WebStack stack) {
		try (WebApplication application = WebApplication.start(stack, "management.endpoints.web.base-path=/debug")) {
			checkContract(application, application.uri("/debug/pprof"));
			assertThat(application.get("/threads").statusCode()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aPathMappingIsFollowed(WebStack stack) {
		try (WebApplication application = WebApplication.start(stack,
				"management.endpoints.web.path-mapping.pprof=ops/profiles")) {
			checkContract(application, application.uri("/actuator/ops/profiles"));
			assertThat(WebApplication
				.text(application.send(HttpRequest.newBuilder(application.uri("/actuator/ops/profiles")))))
				.contains("\"profiles/heap\"");
		}
	}

	@ParameterizedTest
	@EnumSource
	void aContextPathIsFollowed(WebStack stack) {
		String property = (stack == WebStack.SERVLET) ? "server.servlet.context-path=/shop"
				: "spring.webflux.base-path=/shop";
		try (WebApplication application = WebApplication.start(stack, property)) {
			checkContract(application, application.uri("/shop/actuator/pprof"));
		}
	}

	@Test
	void theDispatchersPathIsFollowed() {
		try (WebApplication application = WebApplication.start(WebStack.SERVLET, "spring.mvc.servlet.path=/api",
				"server.servlet.context-path=/shop")) {
			checkContract(application, application.uri("/shop/api/actuator/pprof"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void aManagementPortIsUsedAndNoOther(WebStack stack) {
		try (WebApplication application = WebApplication.start(stack, "management.server.port=0")) {
			checkContract(application, application.managementUri("/actuator/pprof"));
			assertThat(application.get("/threads").statusCode()).isEqualTo(404);
		}
	}

	private static void checkContract(WebApplication application, URI endpoint) {
		assertThat(application.send(HttpRequest.newBuilder(endpoint)).statusCode()).isEqualTo(200);
		URI threads = URI.create(endpoint + "/threads");
		assertThat(application.send(HttpRequest.newBuilder(threads))).satisfies((response) -> {
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.headers().firstValue("Content-Disposition")).isPresent();
		});
		assertThat(application.send(HttpRequest.newBuilder(URI.create(threads + "?nope=1")))).satisfies((response) -> {
			assertThat(response.statusCode()).isEqualTo(400);
			assertThat(response.headers().firstValue("X-Go-Pprof")).hasValue("1");
		});
	}

	private static String basic(String user, String password) {
		return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

}
