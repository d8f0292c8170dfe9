package io.github.profiling.sample.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.github.profiling.testing.OutsideTool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Never harm: in each sandbox the application starts, serves before, during and after
 * profiling, answers each request with a right profile or a clear refusal, survives, and
 * leaves nothing behind.
 */
class SandboxIT {

	private static final ContainersTable table = new ContainersTable();

	@TempDir
	private Path directory;

	static Stream<Sandbox> sandboxes() {
		return Sandboxes.all().stream();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("sandboxes")
	void neverHarms(Sandbox sandbox) throws Exception {
		sandbox.tools().forEach((tool) -> OutsideTool.require(tool.remedy(), tool.command()));
		Place place = Place.create(this.directory);
		sandbox.prepare(place);
		List<Answer> answers;
		String output;
		try (SandboxedApplication application = SandboxedApplication.start(sandbox, place)) {
			sandbox.started(application);
			answers = profile(sandbox, application);
			assertThat(application.get("/api/fib?n=20").statusCode()).isEqualTo(200);
			assertThat(application.isAlive()).isTrue();
			Kinds kinds = application.kinds();
			answers.forEach((answer) -> answer.agreesWith(kinds.named(answer.request().kind())));
			assertThat(application.terminate()).as("SIGTERM as exit status").isEqualTo(143);
			output = application.output();
		}
		table.add(sandbox, place, answers);
		for (Answer answer : answers) {
			assertThat(answer.outcome()).as(answer.request().path()).matches(sandbox.expected(answer.request().path()));
		}
		assertThat(output.lines().filter((line) -> !sandbox.isForeignLog(line)))
			.noneMatch((line) -> line.matches("(?i).*(exception|\\berror\\b|\\bwarning\\b|WARN |left behind).*"));
		assertThat(place.files()).allMatch(sandbox::isForeignFile);
		sandbox.ended(place);
	}

	/**
	 * Asks for everything while the application has work to do.
	 */
	private static List<Answer> profile(Sandbox sandbox, SandboxedApplication application) throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(sandbox.atOnce());
		ExecutorService users = Executors.newSingleThreadExecutor();
		AtomicBoolean done = new AtomicBoolean();
		try {
			Future<Integer> load = users.submit(() -> load(application, done));
			List<Future<Answer>> futures = new ArrayList<>();
			for (Kinds.Request request : application.kinds().requests(sandbox.seconds())) {
				futures.add(
						clients.submit(() -> Answer.of(request, application.get("/actuator/pprof/" + request.path()))));
			}
			sandbox.recording(application);
			List<Answer> answers = new ArrayList<>();
			for (Future<Answer> future : futures) {
				answers.add(future.get());
			}
			done.set(true);
			assertThat(load.get()).as("requests meanwhile").isPositive();
			return answers;
		}
		finally {
			done.set(true);
			clients.shutdownNow();
			users.shutdownNow();
		}
	}

	private static int load(SandboxedApplication application, AtomicBoolean done) {
		int requests = 0;
		while (!done.get()) {
			assertThat(application.get("/api/fib?n=20").statusCode()).isEqualTo(200);
			assertThat(application.get("/api/fib?n=27").statusCode()).isEqualTo(200);
			assertThat(application.get("/api/cities?country=Peru").statusCode()).isEqualTo(200);
			assertThat(application.send("DELETE", "/api/cities/cache").statusCode()).isEqualTo(204);
			assertThat(application.send("POST", "/api/orders?item=map").statusCode()).isEqualTo(201);
			requests += 5;
		}
		return requests;
	}

	@AfterAll
	static void writeTable() throws Exception {
		table.write(Path.of("target", "containers.md"));
	}

}
