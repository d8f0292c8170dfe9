package io.github.profiling.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties for stored captures.
 */
@ConfigurationProperties("profiling.store")
public class StoreProperties implements InitializingBean {

	/**
	 * Directory in which captures are kept, usually on a mounted volume that several
	 * replicas may share. By default a private one that goes with the process.
	 */
	private @Nullable Path directory;

	/**
	 * Most that all captures together may take. The oldest are removed for newer ones.
	 */
	private DataSize maxSize = DataSize.ofMegabytes(256);

	/**
	 * Age at which captures are removed. If a duration suffix is not specified, seconds
	 * will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration maxAge = Duration.ofDays(7);

	/**
	 * Most captures that are kept. The oldest are removed for newer ones.
	 */
	private int maxCount = 500;

	/**
	 * Space that captures leave free on the volume. With less, they fail.
	 */
	private DataSize minFreeSpace = DataSize.ofMegabytes(64);

	/**
	 * How often what there is of a running capture is saved in case the process is
	 * killed. Needs 'profiling.store.directory'. If a duration suffix is not specified,
	 * seconds will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration cutInterval = Duration.ofSeconds(10);

	/**
	 * How long the volume may take for one operation until it counts as hanging. If a
	 * duration suffix is not specified, seconds will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration timeout = Duration.ofSeconds(10);

	/**
	 * Longest capture that may be asked for when no request waits for it. If a duration
	 * suffix is not specified, seconds will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration maxDuration = Duration.ofHours(1);

	public @Nullable Path getDirectory() {
		return this.directory;
	}

	public void setDirectory(@Nullable Path directory) {
		this.directory = directory;
	}

	public DataSize getMaxSize() {
		return this.maxSize;
	}

	public void setMaxSize(DataSize maxSize) {
		this.maxSize = maxSize;
	}

	public Duration getMaxAge() {
		return this.maxAge;
	}

	public void setMaxAge(Duration maxAge) {
		this.maxAge = maxAge;
	}

	public int getMaxCount() {
		return this.maxCount;
	}

	public void setMaxCount(int maxCount) {
		this.maxCount = maxCount;
	}

	public DataSize getMinFreeSpace() {
		return this.minFreeSpace;
	}

	public void setMinFreeSpace(DataSize minFreeSpace) {
		this.minFreeSpace = minFreeSpace;
	}

	public Duration getCutInterval() {
		return this.cutInterval;
	}

	public void setCutInterval(Duration cutInterval) {
		this.cutInterval = cutInterval;
	}

	public Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(Duration timeout) {
		this.timeout = timeout;
	}

	public Duration getMaxDuration() {
		return this.maxDuration;
	}

	public void setMaxDuration(Duration maxDuration) {
		this.maxDuration = maxDuration;
	}

	/**
	 * Checks what binding cannot.
	 * @throws InvalidPropertyException if a value is out of range
	 */
	@Override
	public void afterPropertiesSet() {
		check("max-size", this.maxSize, this.maxSize.toMegabytes() >= 1, "a size of at least 1MB, such as 256MB");
		check("max-age", this.maxAge, isBetween(this.maxAge, Duration.ofMinutes(1), Duration.ofDays(3650)),
				"a duration from 1m to 3650d, such as 7d");
		check("max-count", this.maxCount, this.maxCount >= 1 && this.maxCount <= 10_000, "a number from 1 to 10000");
		check("min-free-space", this.minFreeSpace, !this.minFreeSpace.isNegative(),
				"a size of 0 or more, such as 64MB");
		check("cut-interval", this.cutInterval, isBetween(this.cutInterval, Duration.ofSeconds(1), Duration.ofHours(1)),
				"a duration from 1s to 1h, such as 10s");
		check("timeout", this.timeout, isBetween(this.timeout, Duration.ofSeconds(1), Duration.ofMinutes(1)),
				"a duration from 1s to 60s, such as 10s");
		check("max-duration", this.maxDuration, isBetween(this.maxDuration, Duration.ofSeconds(1), Duration.ofDays(1)),
				"a duration from 1s to 24h, such as 1h");
	}

	private static boolean isBetween(Duration value, Duration min, Duration max) {
		return value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
	}

	private static void check(String name, Object value, boolean valid, String fix) {
		if (!valid) {
			throw new InvalidPropertyException("profiling.store." + name, value, fix);
		}
	}

}
