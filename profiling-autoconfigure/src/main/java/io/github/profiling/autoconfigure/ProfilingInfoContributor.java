package io.github.profiling.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.profiling.capture.Availability;
import io.github.profiling.capture.Captures;
import io.github.profiling.capture.Kind;
import io.github.profiling.recording.EngineLadder;

import org.springframework.boot.actuate.info.Info.Builder;
import org.springframework.boot.actuate.info.InfoContributor;

/**
 * {@link InfoContributor} that says how each kind is profiled here, why not in a better
 * way, and what would help. It loads nothing: what is not known yet stays unknown.
 */
final class ProfilingInfoContributor implements InfoContributor {

	private final Captures captures;

	private final EngineLadder engines;

	ProfilingInfoContributor(Captures captures, EngineLadder engines) {
		this.captures = captures;
		this.engines = engines;
	}

	@Override
	public void contribute(Builder builder) {
		if (!this.engines.isPrepared()) {
			builder.withDetail("profiling",
					Map.of("note", "nothing is loaded yet; the endpoint 'pprof' tells what can be used here"));
			return;
		}
		Map<String, Object> kinds = new LinkedHashMap<>();
		for (Kind kind : Kind.values()) {
			kinds.put(kind.path(), details(this.captures.availability(kind)));
		}
		builder.withDetail("profiling", kinds);
	}

	private static Map<String, Object> details(Availability availability) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("available", availability.available());
		putText(details, "engine", availability.engine());
		putText(details, "sampler", availability.sampler());
		putText(details, "reason", availability.reason());
		putText(details, "remedy", availability.remedy());
		return details;
	}

	private static void putText(Map<String, Object> details, String name, String text) {
		if (!text.isEmpty()) {
			details.put(name, text);
		}
	}

}
