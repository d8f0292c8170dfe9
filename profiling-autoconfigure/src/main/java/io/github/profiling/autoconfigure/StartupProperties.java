package io.github.profiling.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.profiling.capture.Kind;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DurationUnit;

/**
 * Configuration properties for profiles of the start or of the whole run. Read long
 * before there are beans.
 */
@ConfigurationProperties("profiling.startup")
public class StartupProperties {

	private static final Map<String, Kind> SHORT_NAMES = Map.of("cpu", Kind.PROFILE, "alloc", Kind.ALLOCS, "lock",
			Kind.MUTEX);

	/**
	 * What to profile from the start on, such as 'cpu,alloc': 'profile' or 'cpu', 'wall',
	 * 'heap', 'allocs' or 'alloc', 'mutex' or 'lock', 'nativemem', 'threadcreate',
	 * 'threads'. Nothing by default.
	 */
	private List<String> kinds = new ArrayList<>();

	/**
	 * When the profiles end: when the application is ready, or when it shuts down. The
	 * latter are lost without 'profiling.store.directory'.
	 */
	private Until until = Until.READY;

	/**
	 * Longest time that the profiles cover, whatever they wait for. If a duration suffix
	 * is not specified, seconds will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration duration = Duration.ofHours(24);

	public List<String> getKinds() {
		return this.kinds;
	}

	public void setKinds(List<String> kinds) {
		this.kinds = kinds;
	}

	public Until getUntil() {
		return this.until;
	}

	public void setUntil(Until until) {
		this.until = until;
	}

	public Duration getDuration() {
		return this.duration;
	}

	public void setDuration(Duration duration) {
		this.duration = duration;
	}

	/**
	 * The kinds by their names.
	 * @throws InvalidPropertyException if a name is none
	 */
	List<Kind> resolvedKinds() {
		return this.kinds.stream().map(StartupProperties::kind).distinct().toList();
	}

	private static Kind kind(String name) {
		Kind kind = SHORT_NAMES.get(name);
		if (kind == null) {
			kind = Kind.of(name).filter(Kind::isProfile).orElse(null);
		}
		if (kind == null) {
			List<String> known = Kind.paths().stream().filter((path) -> !path.equals(Kind.TRACE.path())).toList();
			throw new InvalidPropertyException("profiling.startup.kinds", name,
					"some of " + String.join(", ", known) + ", cpu, alloc, lock");
		}
		return kind;
	}

	/**
	 * Checks what binding cannot.
	 * @throws InvalidPropertyException if a value is out of range
	 */
	void check() {
		if (this.duration.compareTo(Duration.ofSeconds(1)) < 0 || this.duration.compareTo(Duration.ofDays(7)) > 0) {
			throw new InvalidPropertyException("profiling.startup.duration", this.duration,
					"a duration from 1s to 7d, such as 60s");
		}
	}

	/**
	 * What ends the profiles.
	 */
	public enum Until {

		/**
		 * The application is ready to serve.
		 */
		READY,

		/**
		 * The application shuts down.
		 */
		SHUTDOWN

	}

}
