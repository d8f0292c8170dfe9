package io.github.profiling.api;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

import io.github.profiling.capture.Application;
import io.github.profiling.capture.CaptureLimits;
import io.github.profiling.capture.Captures;
import io.github.profiling.capture.ReplicaStatus;
import io.github.profiling.capture.store.CaptureOwner;
import io.github.profiling.capture.store.CaptureStore;
import io.github.profiling.capture.store.StoreLimits;
import io.github.profiling.capture.store.StoreLocation;
import io.github.profiling.recording.jfr.ClassSources;
import org.jspecify.annotations.Nullable;

/**
 * Builds a profiler for a program without Spring. What is not said is as in an
 * application with Spring where no property is set.
 */
public final class ProfilerBuilder {

	private String application = "application";

	private @Nullable Path workDirectory;

	private @Nullable Path store;

	private Duration maxDuration = Duration.ofHours(1);

	private int maxCaptures = 8;

	private int maxCapturesPerMinute = 60;

	ProfilerBuilder() {
	}

	/**
	 * Sets the name that profiles have of the program, at first {@code application}.
	 * @param name the name
	 * @return this
	 */
	public ProfilerBuilder application(String name) {
		this.application = name;
		return this;
	}

	/**
	 * Sets where recordings are kept while they are taken, and the native library is
	 * unpacked. At first the temporary directory, the working directory and the user's
	 * home are tried in turn. Of all profilers in use at a time, the first decides.
	 * @param directory a directory that can be written to and is not mounted
	 * {@code noexec}
	 * @return this
	 */
	public ProfilerBuilder workDirectory(Path directory) {
		this.workDirectory = directory;
		return this;
	}

	/**
	 * Sets where {@link Profiler#store()} keeps captures, such as on a mounted volume
	 * that several replicas may share. At first, they go with the process.
	 * @param directory a directory, made if it is missing, but nothing above it
	 * @return this
	 */
	public ProfilerBuilder store(Path directory) {
		this.store = directory;
		return this;
	}

	/**
	 * Sets the longest that a capture may take, at first an hour.
	 * @param duration the duration
	 * @return this
	 * @throws IllegalArgumentException if it is not a second or more
	 */
	public ProfilerBuilder maxDuration(Duration duration) {
		require(duration.compareTo(Duration.ofSeconds(1)) >= 0, "the duration must be at least a second");
		this.maxDuration = duration;
		return this;
	}

	/**
	 * Sets how many captures may run at once, at first 8.
	 * @param captures the number
	 * @return this
	 * @throws IllegalArgumentException if it is not 1 or more
	 */
	public ProfilerBuilder maxCaptures(int captures) {
		require(captures >= 1, "there must be room for one capture");
		this.maxCaptures = captures;
		return this;
	}

	/**
	 * Sets how many captures may begin within a minute, at first 60.
	 * @param captures the number
	 * @return this
	 * @throws IllegalArgumentException if it is not 1 or more
	 */
	public ProfilerBuilder maxCapturesPerMinute(int captures) {
		require(captures >= 1, "there must be room for one capture");
		this.maxCapturesPerMinute = captures;
		return this;
	}

	private static void require(boolean valid, String message) {
		if (!valid) {
			throw new IllegalArgumentException(message);
		}
	}

	/**
	 * Builds the profiler. Nothing is loaded or started before the first capture.
	 * @return the profiler, to be closed at the end
	 */
	public Profiler build() {
		SharedEngines engines = SharedEngines.acquire(this.workDirectory);
		Application application = Application.of(this.application, System.getenv());
		Captures captures = new Captures(application, engines.ladder(), engines.directory(),
				new ClassSources(Thread.currentThread().getContextClassLoader()),
				new CaptureLimits(this.maxDuration, this.maxCaptures, this.maxCapturesPerMinute));
		StoreLocation location = (this.store != null) ? StoreLocation.of(this.store)
				: StoreLocation.in(engines.directory()::path, "captures");
		CaptureOwner owner = new CaptureOwner(application.name(), ReplicaStatus.revision(System.getenv()),
				application.replica());
		CaptureStore kept = new CaptureStore(location, owner, StoreLimits.defaults(), Clock.systemUTC());
		return new Profiler(captures, kept, this.maxDuration, engines::release);
	}

}
