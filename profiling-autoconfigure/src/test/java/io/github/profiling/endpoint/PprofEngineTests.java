package io.github.profiling.endpoint;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.pprof.PprofReader;
import io.github.profiling.testing.ApplicationProcess;
import io.github.profiling.testing.WebApplication;
import io.github.profiling.testing.WebStack;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of applications that have one of the engines only.
 */
class PprofEngineTests {

	/** What Spring Boot and we need of a Java runtime, without {@code jdk.jfr}. */
	private static final String MODULES = "java.se,jdk.unsupported,jdk.management";

	@Test
	void withFlightRecorderAloneTheSamePathsAnswerOrSayWhyNot() throws Exception {
		try (ApplicationProcess application = ApplicationProcess.start(WebStack.SERVLET, List.of(),
				"profiling.engine=jfr")) {
			Profile cpu = profile(application.get("/profile?seconds=1"));
			assertThat(cpu.sampleTypes()).extracting(Object::toString)
				.containsExactly("samples/count", "cpu/nanoseconds");
			assertThat(cpu.header().comments()).anyMatch((comment) -> comment.startsWith("Engine: JFR "))
				.anyMatch((comment) -> comment.contains("engine chosen by profiling.engine=jfr"));
			for (String path : List.of("/allocs", "/heap", "/mutex", "/threadcreate")) {
				assertThat(application.get(path + "?seconds=1").statusCode()).as(path).isEqualTo(200);
			}
			HttpResponse<byte[]> wall = application.get("/wall?seconds=1");
			assertThat(wall.statusCode()).isEqualTo(503);
			assertThat(WebApplication.text(wall)).contains("JFR does not record it")
				.contains("remove profiling.engine=jfr")
				.hasLineCount(1);
			String index = WebApplication.text(application.get(""));
			assertThat(JsonPath.<List<String>>read(index, "$.profiles[?(@.name == 'profile')].engine").get(0))
				.startsWith("JFR ");
			assertThat(application.output()).doesNotContain("Exception").doesNotContain("one.profiler");
		}
	}

	@Test
	void withoutFlightRecorderInTheRuntimeAllElseIsThere() throws Exception {
		try (ApplicationProcess application = ApplicationProcess.start(WebStack.SERVLET,
				List.of("--limit-modules", MODULES))) {
			assertThat(profile(application.get("/profile?seconds=1")).header().comments())
				.anyMatch((comment) -> comment.startsWith("Engine: async-profiler "));
			HttpResponse<byte[]> threads = application.get("/threadcreate?seconds=1");
			assertThat(threads.statusCode()).isEqualTo(503);
			assertThat(WebApplication.text(threads)).contains("the Java runtime has no Flight Recorder")
				.contains("jdk.jfr")
				.hasLineCount(1);
			assertThat(application.get("/heap?seconds=1").statusCode()).isEqualTo(200);
			assertThat(application.get("/threads").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void withNeitherEngineThereAreThreadsAndTheIndex() throws Exception {
		try (ApplicationProcess application = ApplicationProcess.start(WebStack.SERVLET,
				List.of("--limit-modules", MODULES), "profiling.engine=jfr")) {
			HttpResponse<byte[]> cpu = application.get("/profile?seconds=1");
			assertThat(cpu.statusCode()).isEqualTo(503);
			assertThat(WebApplication.text(cpu)).contains("the Java runtime has no Flight Recorder")
				.contains("remove profiling.engine=jfr");
			assertThat(application.get("/threads").statusCode()).isEqualTo(200);
			// The JVM has no diagnostic commands at all without the module.
			HttpResponse<byte[]> heap = application.get("/heap");
			assertThat(heap.statusCode()).isEqualTo(503);
			assertThat(WebApplication.text(heap)).contains("no command for a class histogram").contains("jdk.jfr");
			assertThat(JsonPath.<Boolean>read(WebApplication.text(application.get("")), "$.profiles[0].available"))
				.isFalse();
			assertThat(application.output()).doesNotContain("Exception");
		}
	}

	@Test
	void theInfoEndpointTellsWhatIsKnownWithoutLoadingAnything() {
		try (WebApplication application = WebApplication.start(WebStack.SERVLET,
				"management.endpoints.web.exposure.include=pprof,info", "management.info.profiling.enabled=true",
				"profiling.load-early=false")) {
			assertThat(info(application)).contains("nothing is loaded yet");
			application.get("");
			String info = info(application);
			assertThat(JsonPath.<Boolean>read(info, "$.profiling.threads.available")).isTrue();
			assertThat(JsonPath.<String>read(info, "$.profiling.profile.engine")).startsWith("async-profiler");
			assertThat(JsonPath.<String>read(info, "$.profiling.profile.reason")).isNotEmpty();
			assertThat(JsonPath.<String>read(info, "$.profiling.threadcreate.engine")).startsWith("JFR ");
		}
		try (WebApplication application = WebApplication.start(WebStack.SERVLET,
				"management.endpoints.web.exposure.include=pprof,info")) {
			assertThat(info(application)).doesNotContain("profiling");
		}
	}

	private static String info(WebApplication application) {
		return WebApplication.text(application.send(HttpRequest.newBuilder(application.uri("/actuator/info"))));
	}

	private static Profile profile(HttpResponse<byte[]> response) throws Exception {
		assertThat(response.statusCode()).as(WebApplication.text(response)).isEqualTo(200);
		return PprofReader.read(response.body());
	}

}
