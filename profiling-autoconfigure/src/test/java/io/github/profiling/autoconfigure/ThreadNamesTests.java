package io.github.profiling.autoconfigure;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.profiling.testing.WebApplication;
import io.github.profiling.testing.WebStack;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of which threads the starter has, and when.
 */
class ThreadNamesTests {

	/** Threads of the server, of the client, and of this test. */
	private static final Set<String> OTHERS = Set.of("http-nio-", "HttpClient-", "ForkJoinPool", "capture",
			"awaitility-");

	@Test
	void thereIsOneThreadWhileACaptureRunsAndNoneLater() {
		try (WebApplication application = WebApplication.start(WebStack.SERVLET, "profiling.load-early=false")) {
			application.get("/threads");
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> ours().isEmpty());
			Set<Thread> before = Thread.getAllStackTraces().keySet();
			CompletableFuture<HttpResponse<byte[]>> capture = new CompletableFuture<>();
			new Thread(() -> capture.complete(application.get("/profile?seconds=2")), "capture").start();
			Set<String> seen = new TreeSet<>();
			Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50)).until(() -> {
				seen.addAll(newNames(before));
				return capture.isDone();
			});
			assertThat(capture.join().statusCode()).isEqualTo(200);
			// The loader is there for a moment of the first capture of this JVM only.
			assertThat(seen).contains("profiling-recorder").isSubsetOf("profiling-recorder", "profiling-loader");
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> ours().isEmpty());
		}
	}

	private static List<String> newNames(Set<Thread> before) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !before.contains(thread))
			.map(Thread::getName)
			.filter((name) -> OTHERS.stream().noneMatch(name::startsWith))
			.toList();
	}

	private static Set<String> ours() {
		Set<String> names = new TreeSet<>();
		Stream<Thread> threads = Thread.getAllStackTraces().keySet().stream();
		threads.map(Thread::getName).filter((name) -> name.startsWith("profiling-")).forEach(names::add);
		return names;
	}

}
