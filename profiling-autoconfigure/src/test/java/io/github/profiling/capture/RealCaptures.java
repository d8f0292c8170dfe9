package io.github.profiling.capture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.profiling.profile.Profile;
import io.github.profiling.recording.EngineLadder;
import io.github.profiling.recording.Recorder;
import io.github.profiling.recording.RecordingLimits;
import io.github.profiling.recording.WorkDirectory;
import io.github.profiling.recording.asyncprofiler.AsyncProfilerEngine;
import io.github.profiling.recording.jfr.ClassSources;
import one.profiler.AsyncProfiler;
import org.awaitility.Awaitility;

/**
 * Captures of this JVM by the real async-profiler that cover a piece of work from before
 * its start to after its end, however long it takes on a busy machine.
 */
final class RealCaptures implements AutoCloseable {

	private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

	private final WorkDirectory directory;

	private final EngineLadder engines;

	private final Captures captures;

	RealCaptures(Path temp) {
		this.directory = new WorkDirectory(List.of(temp));
		this.engines = new EngineLadder(List.of(new Recorder(new AsyncProfilerEngine(List.of(temp), null),
				this.directory, new RecordingLimits(1024 * 1024 * 1024, 0))));
		this.captures = new Captures(new Application("truth", "here"), this.engines, this.directory,
				new ClassSources(getClass().getClassLoader()), new CaptureLimits(LONG_ENOUGH, 8, 1000));
	}

	/**
	 * What to ask for where nothing else is said.
	 */
	static CaptureRequest of(Kind kind) {
		return of(kind, kind.interval().usual());
	}

	static CaptureRequest of(Kind kind, long interval) {
		return new CaptureRequest(kind, LONG_ENOUGH, interval, false);
	}

	/**
	 * Begins a capture, and returns when it records.
	 */
	CompletableFuture<Profile> begin(CaptureRequest request) throws Exception {
		long before = recordings();
		CompletableFuture<Profile> capture = CompletableFuture.supplyAsync(() -> {
			try {
				return this.captures.take(request);
			}
			catch (CaptureException | InterruptedException ex) {
				throw new CompletionException(ex);
			}
		}, (task) -> new Thread(task, "capture").start());
		Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> capture.isDone() || recordings() > before);
		return capture;
	}

	/**
	 * The number of the recording that is being written, 0 if there is none.
	 */
	private long recordings() throws Exception {
		if (!AsyncProfiler.getInstance().execute("status").contains("is running")) {
			return 0;
		}
		try (Stream<Path> files = Files.list(this.directory.path())) {
			return files.map((file) -> file.getFileName().toString().replaceAll("\\D", ""))
				.filter((number) -> !number.isEmpty())
				.mapToLong(Long::parseLong)
				.max()
				.orElse(0);
		}
	}

	/**
	 * Ends all captures.
	 */
	void end() {
		this.engines.suspend("the work is done");
		this.engines.resume();
	}

	/**
	 * Captures a piece of work.
	 * @return one profile for each request
	 */
	List<Profile> during(Work work, CaptureRequest... requests) throws Exception {
		List<CompletableFuture<Profile>> begun = new ArrayList<>();
		for (CaptureRequest request : requests) {
			begun.add(begin(request));
		}
		work.run();
		end();
		List<Profile> profiles = new ArrayList<>();
		for (CompletableFuture<Profile> capture : begun) {
			profiles.add(capture.get(30, TimeUnit.SECONDS));
		}
		return profiles;
	}

	@Override
	public void close() {
		this.engines.close();
		this.directory.close();
	}

	/**
	 * What is captured.
	 */
	interface Work {

		void run() throws Exception;

	}

}
