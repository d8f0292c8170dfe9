package io.github.profiling.capture.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileBuilder;
import io.github.profiling.profile.ProfileHeader;
import io.github.profiling.profile.ValueType;

/**
 * Profiles to store.
 */
final class Profiles {

	static final Instant START = Instant.parse("2026-11-24T23:51:43.120Z");

	private Profiles() {
	}

	/**
	 * A profile.
	 * @param start when it began
	 * @param functions how many functions it has, each with one sample
	 */
	static Profile of(Instant start, int functions) {
		ProfileBuilder builder = new ProfileBuilder(Mapping.ofApplication("store", ""),
				List.of(new ValueType("samples", "count")));
		for (int i = 0; i < functions; i++) {
			builder.add(new int[] { builder.frame(Function.named("f" + Integer.toHexString(i * 0x9E3779B9)), i) },
					List.of(), i + 1);
		}
		long nanos = TimeUnit.SECONDS.toNanos(start.getEpochSecond()) + start.getNano();
		return builder.build(ProfileHeader.EMPTY.withTime(nanos, Duration.ofSeconds(30).toNanos()));
	}

}
