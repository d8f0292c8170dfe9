package io.github.profiling.api;

import java.nio.file.Path;
import java.time.Duration;

import io.github.profiling.capture.Application;
import io.github.profiling.capture.CaptureLimits;
import io.github.profiling.capture.Captures;
import io.github.profiling.recording.jfr.ClassSources;
import org.jspecify.annotations.Nullable;

/**
 * Builds a profiler for a program without Spring. What is not said is as in an
 * application with Spring where no property is set.
 */
public final class ProfilerBuilder {

	private String application = "application";

	private @Nullable Path workDirectory;

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
		Captures captures = new Captures(Application.of(this.application, System.getenv()), engines.ladder(),
				engines.directory(), new ClassSources(Thread.currentThread().getContextClassLoader()),
				new CaptureLimits(this.maxDuration, this.maxCaptures, this.maxCapturesPerMinute));
		return new Profiler(captures, this.maxDuration, engines::release);
	}

}
