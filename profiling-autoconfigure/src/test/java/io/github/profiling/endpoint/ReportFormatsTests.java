package io.github.profiling.endpoint;

import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.github.profiling.testing.WebApplication;
import io.github.profiling.testing.WebStack;
import io.github.profiling.testing.Work;
import jdk.jfr.consumer.RecordingFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of all forms of an answer, on each web stack over a real port. What is in a
 * report is tested where reports are.
 */
class ReportFormatsTests {

	private static final Map<WebStack, WebApplication> APPLICATIONS = new EnumMap<>(WebStack.class);

	@TempDir
	private static Path work;

	private static WebApplication application(WebStack stack) {
		return APPLICATIONS.computeIfAbsent(stack,
				(key) -> WebApplication.start(key, "profiling.work-directory=" + work));
	}

	@AfterAll
	static void stopApplications() {
		APPLICATIONS.values().forEach(WebApplication::close);
		APPLICATIONS.clear();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^',
			value = { "top|text/plain|File: test-app", "tree|text/plain|File: test-app",
					"peek&peek=String|text/plain|File: test-app", "traces|text/plain|File: test-app",
					"tags|text/plain|", "raw|text/plain|Comment: ", "dot|text/plain|digraph", "collapsed|text/plain|",
					"flamegraph|text/html|<!DOCTYPE html>", "json|application/json|{" })
	void eachReportHasItsType(String format, String type, String start) {
		for (WebStack stack : WebStack.values()) {
			HttpResponse<byte[]> response = application(stack).get("/heap?format=" + format);
			assertThat(response.statusCode()).as(WebApplication.text(response)).isEqualTo(200);
			assertThat(response.headers().firstValue("Content-Type")).get().asString().startsWith(type);
			assertThat(response.headers().firstValue("Content-Disposition")).isEmpty();
			if (start != null) {
				assertThat(WebApplication.text(response)).startsWithIgnoringCase(start);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void optionsHaveTheirEffect(WebStack stack) {
		WebApplication application = application(stack);
		assertThat(application.text("/heap?format=top&nodecount=2&sample_index=inuse_objects&focus=String&unit=kB"))
			.contains("Type: inuse_objects")
			.contains("Active filters:\n   focus=String\n")
			.contains("java.lang.String")
			.doesNotContain("java.util.HashMap\n");
		assertThat(application.text("/threads?format=tree&hide_frames=spring,tomcat,netty&granularity=lines"))
			.contains("hide_frames=spring,tomcat,netty")
			.doesNotContain("org.springframework.");
		assertThat(application.text("/heap?format=top&focus=nosuchclass"))
			.startsWith("Focus expression matched no samples\n");
		assertThat(JsonPath.<Object>read(application.text("/heap?format=json"), "$.version")).isNotNull();
	}

	@ParameterizedTest
	@EnumSource
	void aFlameGraphRunsNothingButItself(WebStack stack) {
		HttpResponse<byte[]> response = application(stack).get("/threads?format=flamegraph");
		assertThat(response.headers().firstValue("Content-Security-Policy")).get()
			.asString()
			.startsWith("default-src 'none'; script-src 'unsafe-inline'");
	}

	@ParameterizedTest
	@EnumSource
	void aHostilePatternCostsLittle(WebStack stack) {
		for (String pattern : List.of("(a+)+$", "(.*)*x", "(((((.*)*)*)*)*)*y", "(x{1,200}){1,200}")) {
			long start = System.nanoTime();
			HttpResponse<byte[]> response = application(stack)
				.get("/heap?format=top&hide=" + URLEncoder.encode(pattern, StandardCharsets.UTF_8));
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
			assertThat(response.statusCode()).isIn(200, 400);
		}
	}

	@ParameterizedTest
	@EnumSource
	void recordingsAreFilesThatGoWhenTheyWereRead(WebStack stack) throws Exception {
		try (Work busy = Work.onCpu()) {
			assertThat(busy.cpuNanos()).isNotNegative();
			for (String path : List.of("/trace?seconds=1", "/profile?seconds=1&format=jfr")) {
				HttpResponse<byte[]> response = application(stack).get(path);
				assertThat(response.statusCode()).as(path).isEqualTo(200);
				assertThat(response.headers().firstValue("Content-Disposition")).get().asString().endsWith(".jfr\"");
				Path file = Files.createTempFile(work, "read", ".jfr");
				Files.copy(new ByteArrayInputStream(response.body()), file, StandardCopyOption.REPLACE_EXISTING);
				assertThat(RecordingFile.readAllEvents(file)).extracting((event) -> event.getEventType().getName())
					.contains("jdk.ExecutionSample");
				Files.delete(file);
			}
		}
		Awaitility.await().untilAsserted(() -> assertThat(captures()).isEmpty());
	}

	@ParameterizedTest
	@EnumSource
	void whatChangedBetweenTwoMomentsIsADifference(WebStack stack) {
		assertThat(application(stack).text("/goroutine?seconds=1&format=top")).contains("Type: threads")
			.containsPattern("Duration: 1(\\.\\d+)?s");
	}

	private static List<Path> captures() throws Exception {
		try (Stream<Path> files = Files.walk(work)) {
			return files.filter((file) -> file.toString().endsWith(".jfr")).toList();
		}
	}

}
