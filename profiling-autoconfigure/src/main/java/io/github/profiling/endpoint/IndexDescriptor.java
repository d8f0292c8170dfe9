package io.github.profiling.endpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.profiling.capture.Availability;
import io.github.profiling.capture.CaptureLimits;
import io.github.profiling.capture.Captures;
import io.github.profiling.capture.Kind;
import io.github.profiling.capture.ReplicaStatus;
import io.github.profiling.capture.job.JobLimits;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What there is to be had, from which engine and why, within which limits.
 *
 * @param application the application's name
 * @param replica the instance that answers
 * @param status how it is doing
 * @param profiles the kinds of profiles
 * @param reportParameters the query parameters that say how a report is made
 * @param limits what may be asked for
 * @param links the addresses by name, relative to the index's own
 */
public record IndexDescriptor(String application, String replica, ReplicaStatus status,
		List<ProfileDescriptor> profiles, List<String> reportParameters, LimitsDescriptor limits,
		Map<String, Link> links) implements OperationResponseBody {

	static IndexDescriptor of(Captures captures, JobLimits background, String path) {
		// The index has no trailing slash, so links are relative to what is above it.
		String base = path.substring(path.lastIndexOf('/') + 1);
		List<ProfileDescriptor> profiles = new ArrayList<>();
		Map<String, Link> links = new LinkedHashMap<>();
		links.put("self", new Link(base));
		for (Kind kind : Kind.values()) {
			profiles.add(ProfileDescriptor.of(kind, captures.availability(kind)));
			links.put(kind.path(), new Link(base + "/" + kind.path()));
		}
		links.put(CaptureResources.PATH, new Link(base + "/" + CaptureResources.PATH));
		for (String text : ProcessText.paths()) {
			links.put(text, new Link(base + "/" + text));
		}
		return new IndexDescriptor(captures.application().name(), captures.application().replica(),
				ReplicaStatus.read(System.getenv()), profiles, Parameter.reportKeys(),
				LimitsDescriptor.of(captures.limits(), background), links);
	}

	/**
	 * A kind of profile.
	 *
	 * @param name the name, which is also the last part of its path
	 * @param description what it shows
	 * @param available whether it can be had here
	 * @param engine what takes the samples, empty where there are none
	 * @param sampler what triggers the samples, empty where there are none
	 * @param reason why this engine and sampler and no better one, or why the kind is not
	 * available
	 * @param remedy what the user can do about it, empty where there is nothing better
	 * @param defaultSeconds for how long it is taken if nothing is said, 0 for an instant
	 * @param aliases other names for the same
	 * @param parameters the query parameters that say what is captured
	 * @param formats the forms of the answer, of which the first is the usual one
	 */
	public record ProfileDescriptor(String name, String description, boolean available, String engine, String sampler,
			String reason, String remedy, long defaultSeconds, List<String> aliases, List<String> parameters,
			List<String> formats) {

		private static ProfileDescriptor of(Kind kind, Availability availability) {
			return new ProfileDescriptor(kind.path(), kind.description(), availability.available(),
					availability.engine(), availability.sampler(), availability.reason(), availability.remedy(),
					kind.defaultDuration().toSeconds(), kind.aliases(), Parameter.captureKeys(kind),
					Format.keys(kind, false));
		}

	}

	/**
	 * What may be asked for.
	 *
	 * @param maxSeconds the longest capture, in seconds
	 * @param maxBackgroundSeconds the longest capture that nobody waits for, in seconds
	 * @param maxCaptures the most captures at once
	 * @param maxCapturesPerMinute the most captures begun within a minute
	 */
	public record LimitsDescriptor(long maxSeconds, long maxBackgroundSeconds, int maxCaptures,
			int maxCapturesPerMinute) {

		private static LimitsDescriptor of(CaptureLimits limits, JobLimits background) {
			return new LimitsDescriptor(limits.maxDuration().toSeconds(), background.maxDuration().toSeconds(),
					limits.maxConcurrent(), limits.maxPerMinute());
		}

	}

	/**
	 * An address.
	 *
	 * @param href the address, relative to the index's own
	 */
	public record Link(String href) {

	}

}
