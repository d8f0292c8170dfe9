package io.github.profiling.consumer;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import io.github.profiling.testing.GoPprof;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * The recipes of {@code docs/security.md}, each in an application that has it.
 */
class SecurityIT {

	private static final String PROFILE = "/profile?seconds=1";

	@TempDir
	private Path directory;

	@BeforeEach
	void requireGo() {
		GoPprof.requireGo();
	}

	@ParameterizedTest
	@ValueSource(strings = { "secured-3.5", "secured-4.1" })
	void aRoleWithBasicAuthentication(String build) throws Exception {
		Consumer consumer = Consumer.of(build)
			.with("spring.profiles.active=basic", "spring.security.user.name=ann",
					"spring.security.user.password=secret", "spring.security.user.roles=OPERATOR");
		try (RunningConsumer application = RunningConsumer.start(consumer, this.directory)) {
			String basic = "Basic " + Base64.getEncoder().encodeToString("ann:secret".getBytes(StandardCharsets.UTF_8));
			assertThat(status(application, "GET", PROFILE, null)).isEqualTo(401);
			assertThat(GoPprof.run(application.endpoint() + "/profile", "-seconds", "1", "-top").exit()).isNotZero();
			GoPprof.Result go = GoPprof.run(
					application.endpoint().replace("http://", "http://ann:secret@") + "/profile", "-seconds", "1",
					"-top", "-cum");
			assertThat(go.stdout()).as(go.stderr()).contains("com.example.Work.");
			// As for any other endpoint: what changes something takes a CSRF token.
			assertThat(status(application, "POST", PROFILE, basic)).isIn(401, 403);
			assertThat(status(application, "DELETE", PROFILE, basic)).isIn(401, 403);
			assertAudited(application, basic);
		}
	}

	private void assertAudited(RunningConsumer application, String authorization) {
		URI events = URI.create(application.endpoint().replace("/pprof", "/auditevents") + "?type=PPROF&principal=ann");
		HttpResponse<byte[]> response = application
			.send(HttpRequest.newBuilder(events).header("Authorization", authorization));
		assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("\"principal\":\"ann\"")
			.contains("\"kind\":\"profile\"")
			.contains("\"seconds\":\"1\"")
			.contains("\"status\":200")
			.doesNotContain("anonymous");
	}

	@ParameterizedTest
	@ValueSource(strings = { "secured-3.5", "secured-4.1" })
	void aTokenOfAnAuthorizationServer(String build) throws Exception {
		Tokens tokens = new Tokens();
		tokens.writePublicKey(this.directory.resolve("public-key.pem"));
		Consumer consumer = Consumer.of(build)
			.with("spring.profiles.active=token",
					"spring.security.oauth2.resourceserver.jwt.public-key-location=DIRECTORY/public-key.pem");
		try (RunningConsumer application = RunningConsumer.start(consumer, this.directory)) {
			String token = "Bearer " + tokens.issue("ann", "pprof");
			assertThat(status(application, "GET", PROFILE, null)).isEqualTo(401);
			assertThat(status(application, "GET", PROFILE, "Bearer " + new Tokens().issue("eve", "pprof")))
				.isEqualTo(401);
			assertThat(status(application, "GET", PROFILE, "Bearer " + tokens.issue("bob", "orders"))).isEqualTo(403);
			assertThat(status(application, "GET", PROFILE, token)).isEqualTo(200);
			// No browser sends a token by itself, so it needs no CSRF token.
			assertThat(status(application, "POST", PROFILE, token)).isEqualTo(405);
		}
	}

	@Test
	void certificatesOfClients() throws Exception {
		Consumer consumer = Consumer.of("tomcat-4.1")
			.with("management.server.port=MANAGEMENT_PORT",
					"management.server.ssl.certificate=DIRECTORY/certificate.pem",
					"management.server.ssl.certificate-private-key=DIRECTORY/private-key.pem",
					"management.server.ssl.trust-certificate=DIRECTORY/certificate.pem",
					"management.server.ssl.client-auth=need")
			.at("https://MANAGEMENT/actuator/pprof");
		try (RunningConsumer application = RunningConsumer.start(consumer, this.directory)) {
			assertThat(application.get(PROFILE).statusCode()).as("with a certificate").isEqualTo(200);
			HttpRequest request = HttpRequest.newBuilder(URI.create(application.endpoint() + PROFILE)).build();
			HttpClient anonymous = HttpClient.newBuilder().sslContext(Keys.anonymousContext()).build();
			assertThatIOException().isThrownBy(() -> anonymous.send(request, BodyHandlers.discarding()))
				.withMessageContaining("certificate");
			// Unlike pprof of github.com/google/pprof, Go's own has no use for -tls_cert.
			GoPprof.Result go = GoPprof.run(application.endpoint().replace("https:", "https+insecure:") + "/profile",
					"-seconds", "1", "-top");
			assertThat(go.exit()).isNotZero();
			assertThat(go.stderr()).contains("certificate");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "tomcat-3.5", "netty-4.1" })
	void otherOriginsAreUpToActuator(String build) throws Exception {
		Consumer consumer = Consumer.of(build)
			.with("management.endpoints.web.cors.allowed-origins=https://ops.example.com",
					"management.endpoints.web.cors.allowed-methods=GET");
		try (RunningConsumer application = RunningConsumer.start(consumer, this.directory)) {
			assertThat(allowed(application, "https://ops.example.com")).isEqualTo("https://ops.example.com");
			assertThat(allowed(application, "https://evil.example.com")).isEqualTo("403");
		}
	}

	/**
	 * The origin that the answer to a preflight request allows, or its status.
	 */
	private static String allowed(RunningConsumer application, String origin) {
		HttpResponse<byte[]> response = application
			.send(HttpRequest.newBuilder(URI.create(application.endpoint() + "/threads"))
				.method("OPTIONS", BodyPublishers.noBody())
				.header("Origin", origin)
				.header("Access-Control-Request-Method", "GET"));
		return response.headers()
			.firstValue("Access-Control-Allow-Origin")
			.orElse(Integer.toString(response.statusCode()));
	}

	@Test
	void theDocumentationHasTheRecipesThatWereRun() throws Exception {
		String page = oneLine(Files.readString(Path.of("..", "docs", "security.md")));
		for (String recipe : new String[] { "BasicSecurity", "TokenSecurity" }) {
			String source = Files
				.readString(Path.of("src", "it", "secured", "src", "main", "java", "com", "example", recipe + ".java"));
			assertThat(page).contains(oneLine(source.substring(source.indexOf("@Bean"), source.lastIndexOf('}'))));
		}
	}

	private static String oneLine(String text) {
		return text.replaceAll("\\s+", " ").strip();
	}

	private static int status(RunningConsumer application, String method, String path, String authorization) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(application.endpoint() + path))
			.method(method, BodyPublishers.noBody());
		if (authorization != null) {
			request.header("Authorization", authorization);
		}
		return application.send(request).statusCode();
	}

}
