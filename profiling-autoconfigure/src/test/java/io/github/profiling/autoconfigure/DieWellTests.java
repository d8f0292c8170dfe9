package io.github.profiling.autoconfigure;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.github.profiling.testing.ApplicationProcess;
import io.github.profiling.testing.GoPprof;
import io.github.profiling.testing.WebApplication;
import io.github.profiling.testing.WebStack;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills a real application while it captures, and has two share a directory.
 * {@code benchmarks/Kills.java} does so at random moments and under load.
 */
class DieWellTests {

	private static final long INTERVAL_MILLIS = 1000;

	@TempDir
	private Path directory;

	@BeforeEach
	void requireGo() {
		GoPprof.requireGo();
	}

	private ApplicationProcess start() throws IOException {
		return ApplicationProcess.start(WebStack.SERVLET, List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"),
				"management.endpoint.pprof.access=unrestricted", "profiling.store.directory=" + this.directory,
				"profiling.store.min-free-space=0B", "profiling.store.max-count=10000",
				"profiling.store.cut-interval=" + INTERVAL_MILLIS + "ms");
	}

	private static String begin(ApplicationProcess application, String query) {
		HttpResponse<byte[]> response = application.send("POST", "/captures?" + query);
		assertThat(response.statusCode()).as(WebApplication.text(response)).isEqualTo(202);
		return JsonPath.read(WebApplication.text(response), "$.id");
	}

	private List<Path> files(String extension) throws IOException {
		try (Stream<Path> files = Files.walk(this.directory)) {
			return files.filter((file) -> file.toString().endsWith(extension)).toList();
		}
	}

	private Path fileOf(String id) throws IOException {
		List<Path> found = files(".pb.gz").stream().filter((file) -> file.toString().contains(id)).toList();
		assertThat(found).as(id).hasSize(1);
		return found.get(0);
	}

	@Test
	void allButTheLastIntervalIsRecovered() throws Exception {
		String id;
		long killed;
		try (ApplicationProcess application = start()) {
			id = begin(application, "kind=wall&seconds=3000");
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !files(".part").isEmpty());
			Path partial = files(".part").get(0);
			Object first = Files.getLastModifiedTime(partial);
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> !Files.getLastModifiedTime(partial).equals(first));
			killed = System.currentTimeMillis();
			application.kill();
		}
		try (ApplicationProcess application = start()) {
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !files("_recovered.pb.gz").isEmpty());
			String listing = WebApplication.text(application.get("/captures/" + id));
			assertThat(JsonPath.<String>read(listing, "$.outcome")).isEqualTo("recovered");
			double seconds = JsonPath.<Number>read(listing, "$.seconds").doubleValue();
			long start = Instant.parse(JsonPath.<String>read(listing, "$.start")).toEpochMilli();
			// An interval, and what a busy machine takes to cut, read and write.
			assertThat(killed - start - (long) (seconds * 1000)).isLessThan(INTERVAL_MILLIS + 5000);
			assertThat(seconds).isGreaterThanOrEqualTo(1.0);
			assertThat(GoPprof.run(fileOf(id), "-comments").stdout()).contains("Recovered: its process was killed");
		}
	}

	@Test
	void twoReplicasShareADirectoryAndEachServesBoth() throws Exception {
		try (ApplicationProcess one = start(); ApplicationProcess other = start()) {
			String ofOne = begin(one, "kind=threads");
			String ofOther = begin(other, "kind=heap");
			for (ApplicationProcess application : List.of(one, other)) {
				for (String id : List.of(ofOne, ofOther)) {
					Awaitility.await()
						.atMost(Duration.ofSeconds(30))
						.until(() -> application.get("/captures/" + id + "/profile").statusCode() == 200);
				}
				String listing = WebApplication.text(application.get("/captures"));
				assertThat(JsonPath.<List<String>>read(listing, "$.captures[*].id")).containsExactlyInAnyOrder(ofOne,
						ofOther);
			}
			String running = begin(one, "kind=wall&seconds=3000");
			HttpResponse<byte[]> unknown = other.send("POST", "/captures/" + running + "/stop");
			assertThat(unknown.statusCode()).isEqualTo(404);
			assertThat(WebApplication.text(unknown)).contains("known only to their own replica");
		}
	}

}
