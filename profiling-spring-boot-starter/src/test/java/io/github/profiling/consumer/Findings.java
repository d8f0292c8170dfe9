package io.github.profiling.consumer;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

import io.github.profiling.profile.Profile;
import io.github.profiling.profile.pprof.InvalidProfileException;
import io.github.profiling.profile.pprof.PprofReader;
import io.github.profiling.testing.GoPprof;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the profiles of an application said, all of it checked.
 *
 * @param engine what recorded the CPU profile
 * @param samples how many samples it has
 * @param classes how many classes are in the heap
 * @param threads how many threads there are
 */
record Findings(String engine, long samples, int classes, long threads) {

	private static final String WORK = "com.example.Work.";

	/**
	 * Takes profiles, with our client and with {@code go tool pprof} at once.
	 * @param application the application
	 * @param source what {@code go tool pprof} is to profile
	 * @return what they say
	 */
	static Findings of(RunningConsumer application, String source) {
		CompletableFuture<GoPprof.Result> go = CompletableFuture
			.supplyAsync(() -> GoPprof.run(source, "-seconds", "1", "-top", "-cum"));
		Profile profile = profile(application, "/profile?seconds=1");
		assertThat(profile.functions()).as("the application's own work is in its profile")
			.anyMatch((function) -> function.name().startsWith(WORK));
		Profile heap = profile(application, "/heap");
		assertThat(heap.functions()).as("its classes are in the heap")
			.anyMatch((function) -> function.name().startsWith("com.example."));
		Profile threads = profile(application, "/threads");
		assertThat(threads.functions()).as("its thread is among the threads")
			.anyMatch((function) -> function.name().startsWith(WORK));
		checkError(application.get("/nonesuch"));
		GoPprof.Result result = go.join();
		assertThat(result.exit()).as(result.stderr()).isZero();
		assertThat(result.stdout()).as("go tool pprof on " + source).contains(WORK);
		return new Findings(engine(profile), profile.total(0), heap.samples().size(), threads.total(0));
	}

	private static Profile profile(RunningConsumer application, String path) {
		HttpResponse<byte[]> response = application.get(path);
		assertThat(response.statusCode()).as("%s: %s", path, new String(response.body(), StandardCharsets.UTF_8))
			.isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).as(path).hasValue("application/octet-stream");
		assertThat(response.headers().firstValue("Content-Disposition").orElse("")).as(path).startsWith("attachment");
		assertThat(response.headers().firstValue("X-Pprof-Replica")).as(path).isPresent();
		try {
			Profile profile = PprofReader.read(response.body());
			assertThat(profile.samples()).as(path).isNotEmpty();
			return profile;
		}
		catch (InvalidProfileException ex) {
			throw new AssertionError(path, ex);
		}
	}

	private static void checkError(HttpResponse<byte[]> response) {
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.headers().firstValue("X-Go-Pprof")).hasValue("1");
		assertThat(new String(response.body(), StandardCharsets.UTF_8)).hasLineCount(1).contains("nonesuch");
	}

	private static String engine(Profile profile) {
		return profile.header()
			.comments()
			.stream()
			.filter((comment) -> comment.startsWith("Engine: "))
			.map((comment) -> comment.substring("Engine: ".length()))
			.findFirst()
			.orElse("");
	}

	@Override
	public String toString() {
		return "%d CPU samples (%s), %d classes in the heap, %d threads".formatted(this.samples, this.engine,
				this.classes, this.threads);
	}

}
