package io.github.profiling.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DurationUnit;

/**
 * Configuration properties for profiles that are taken from code.
 */
@ConfigurationProperties("profiling.code")
public class CodeProperties implements InitializingBean {

	/**
	 * Longest capture that code may take; one that is started and never stopped ends
	 * then. If a duration suffix is not specified, seconds will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration maxDuration = Duration.ofHours(1);

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
		if (this.maxDuration.compareTo(Duration.ofSeconds(1)) < 0
				|| this.maxDuration.compareTo(Duration.ofDays(7)) > 0) {
			throw new InvalidPropertyException("profiling.code.max-duration", this.maxDuration,
					"a duration from 1s to 7d, such as 1h");
		}
	}

}
