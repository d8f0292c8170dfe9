package io.github.profiling.autoconfigure;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.profiling.testing.ApplicationProcess;
import io.github.profiling.testing.Jdk;
import io.github.profiling.testing.PreparedApplication;
import io.github.profiling.testing.WebStack;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.SpringBootVersion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests that the starter steps aside in a native image, with an application that was
 * prepared as for one. What runs it is a JVM that says it were one, as Spring sees it: no
 * native image was ever built.
 */
class NativeImageTests {

	@TempDir
	private Path temp;

	@ParameterizedTest
	@EnumSource(WebStack.class)
	void thePreparedApplicationIsProfiledOnAJvmAndLeftAloneInANativeImage(WebStack stack) throws Exception {
		assumeTrue(Jdk.newest().version() >= 25 || SpringBootVersion.getVersion().startsWith("3."),
				"native images of Spring Boot 4 are of Java 25");
		List<String> properties = List.of("management.endpoints.web.exposure.include=pprof,info,threaddump",
				"management.info.profiling.enabled=true", "spring.security.user.password=secret",
				"profiling.startup.kinds=threads", "profiling.store.directory=" + this.temp.resolve("store"));
		String[] values = properties.toArray(String[]::new);
		PreparedApplication application = PreparedApplication.prepare(stack, this.temp, values);
		assertThat(this.temp.resolve("store")).as("a build has no start to profile").doesNotExist();
		try (ApplicationProcess image = application.startAsNativeImage(values)) {
			assertNothingOfOurs(image);
		}
		assertThat(this.temp.resolve("store")).doesNotExist();
		if (stack == WebStack.SERVLET) {
			try (ApplicationProcess jvm = application.start(values)) {
				assertAllOfOurs(jvm);
			}
			assertThat(this.temp.resolve("store")).isNotEmptyDirectory();
		}
	}

	private static void assertNothingOfOurs(ApplicationProcess image) {
		assertThat(text(image.getOther("/actuator"))).contains("/actuator/info").doesNotContain("pprof");
		for (String path : List.of("", "/profile", "/threads", "/captures")) {
			HttpResponse<byte[]> response = image.get(path);
			assertThat(response.statusCode()).as(path).isEqualTo(404);
			assertThat(response.headers().map()).as(path).doesNotContainKeys("X-Go-Pprof", "X-Pprof-Replica");
		}
		assertThat(text(image.getOther("/actuator/threaddump"))).contains("main").doesNotContain("profiling-");
		// What code that asks for a profile is told, too.
		assertThat(text(image.getOther("/actuator/info")))
			.contains("\"reason\":\"this is a native image, which has no JVM to profile\"")
			.contains("\"remedy\":\"run the application on a JVM\"")
			.doesNotContain("async-profiler");
		assertThat(image.output()).doesNotContain(" WARN ").doesNotContain("Exception");
		assertThat(image.output().lines().filter((line) -> !line.contains("ApplicationMain")))
			.noneMatch((line) -> line.contains("profil"));
	}

	private static void assertAllOfOurs(ApplicationProcess jvm) {
		assertThat(text(jvm.getOther("/actuator"))).contains("/actuator/pprof");
		HttpResponse<byte[]> threads = jvm.get("/threads");
		assertThat(threads.statusCode()).isEqualTo(200);
		assertThat(threads.headers().map()).containsKey("X-Pprof-Replica");
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> jvm.output().contains("Profile 'threads' of the start is stored as capture "));
		assertThat(jvm.output()).doesNotContain(" WARN ").doesNotContain("Exception");
	}

	private static String text(HttpResponse<byte[]> response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

}
