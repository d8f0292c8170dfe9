package io.github.profiling.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

import io.github.profiling.recording.asyncprofiler.CpuSampler;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties for profiling.
 */
@ConfigurationProperties("profiling")
public class ProfilingProperties implements InitializingBean {

	/**
	 * Whether profiling is available at all. Exposing the endpoint 'pprof' is still up to
	 * 'management.endpoints.web.exposure.include'.
	 */
	private boolean enabled = true;

	/**
	 * Longest capture that a request may ask for. Keep it below the time at which the
	 * proxy in front of the application gives up. If a duration suffix is not specified,
	 * seconds will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration maxDuration = Duration.ofSeconds(210);

	/**
	 * Most captures that may run at once. Each holds a thread of the web server.
	 */
	private int maxCaptures = 8;

	/**
	 * Most captures that may begin within a minute.
	 */
	private int maxCapturesPerMinute = 60;

	/**
	 * Size at which a recording is ended early. The profile then covers what was recorded
	 * until then.
	 */
	private DataSize maxRecordingSize = DataSize.ofMegabytes(256);

	/**
	 * Space that recordings leave free on the disk, at least 1MB.
	 */
	private DataSize minFreeSpace = DataSize.ofMegabytes(16);

	/**
	 * Directory in which recordings are kept while they are taken, and in which
	 * async-profiler's native library is unpacked. Must be writable and not mounted
	 * 'noexec'. By default the temporary directory, the working directory and the user's
	 * home are tried in turn.
	 */
	private @Nullable Path workDirectory;

	/**
	 * What takes the samples: 'async-profiler', 'jfr', or for each kind of profile the
	 * best that works. 'jfr' loads no native library, and has fewer kinds of profile.
	 */
	private EngineChoice engine = EngineChoice.AUTO;

	/**
	 * What triggers CPU samples: 'perf' (sees kernel frames), 'ctimer' or 'itimer'. By
	 * default the first of them that works.
	 */
	private @Nullable CpuSampler cpuSampler;

	/**
	 * Whether to load async-profiler in the background when the application has started,
	 * rather than with the first capture. Code compiled after that has exact line numbers
	 * for inlined methods. Where the JVM would warn of native access, it is never loaded
	 * early.
	 */
	private boolean loadEarly = true;

	/**
	 * What happens when the application stops.
	 */
	private final Shutdown shutdown = new Shutdown();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public Duration getMaxDuration() {
		return this.maxDuration;
	}

	public void setMaxDuration(Duration maxDuration) {
		this.maxDuration = maxDuration;
	}

	public int getMaxCaptures() {
		return this.maxCaptures;
	}

	public void setMaxCaptures(int maxCaptures) {
		this.maxCaptures = maxCaptures;
	}

	public int getMaxCapturesPerMinute() {
		return this.maxCapturesPerMinute;
	}

	public void setMaxCapturesPerMinute(int maxCapturesPerMinute) {
		this.maxCapturesPerMinute = maxCapturesPerMinute;
	}

	public DataSize getMaxRecordingSize() {
		return this.maxRecordingSize;
	}

	public void setMaxRecordingSize(DataSize maxRecordingSize) {
		this.maxRecordingSize = maxRecordingSize;
	}

	public DataSize getMinFreeSpace() {
		return this.minFreeSpace;
	}

	public void setMinFreeSpace(DataSize minFreeSpace) {
		this.minFreeSpace = minFreeSpace;
	}

	public @Nullable Path getWorkDirectory() {
		return this.workDirectory;
	}

	public void setWorkDirectory(@Nullable Path workDirectory) {
		this.workDirectory = workDirectory;
	}

	public EngineChoice getEngine() {
		return this.engine;
	}

	public void setEngine(EngineChoice engine) {
		this.engine = engine;
	}

	public @Nullable CpuSampler getCpuSampler() {
		return this.cpuSampler;
	}

	public void setCpuSampler(@Nullable CpuSampler cpuSampler) {
		this.cpuSampler = cpuSampler;
	}

	public boolean isLoadEarly() {
		return this.loadEarly;
	}

	public void setLoadEarly(boolean loadEarly) {
		this.loadEarly = loadEarly;
	}

	public Shutdown getShutdown() {
		return this.shutdown;
	}

	/**
	 * Checks what binding cannot.
	 * @throws InvalidPropertyException if a value is out of range
	 */
	@Override
	public void afterPropertiesSet() {
		check("max-duration", this.maxDuration,
				this.maxDuration.compareTo(Duration.ofSeconds(1)) >= 0
						&& this.maxDuration.compareTo(Duration.ofHours(1)) <= 0,
				"a duration from 1s to 1h, such as 210s");
		check("max-captures", this.maxCaptures, this.maxCaptures >= 1 && this.maxCaptures <= 100,
				"a number from 1 to 100");
		check("max-captures-per-minute", this.maxCapturesPerMinute,
				this.maxCapturesPerMinute >= 1 && this.maxCapturesPerMinute <= 100_000, "a number from 1 to 100000");
		check("max-recording-size", this.maxRecordingSize, this.maxRecordingSize.toMegabytes() >= 1,
				"a size of at least 1MB, such as 256MB");
		check("shutdown.timeout", this.shutdown.timeout,
				!this.shutdown.timeout.isNegative() && this.shutdown.timeout.compareTo(Duration.ofMinutes(10)) <= 0,
				"a duration from 0s to 10m, such as 5s");
		check("min-free-space", this.minFreeSpace, !this.minFreeSpace.isNegative(),
				"a size of 0 or more, such as 16MB");
	}

	/**
	 * What happens when the application stops.
	 */
	public static class Shutdown {

		/**
		 * How long the application's end waits for running captures to be stored. If a
		 * duration suffix is not specified, seconds will be used.
		 */
		@DurationUnit(ChronoUnit.SECONDS)
		private Duration timeout = Duration.ofSeconds(5);

		public Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(Duration timeout) {
			this.timeout = timeout;
		}

	}

	private static void check(String name, Object value, boolean valid, String fix) {
		if (!valid) {
			throw new InvalidPropertyException("profiling." + name, value, fix);
		}
	}

}
