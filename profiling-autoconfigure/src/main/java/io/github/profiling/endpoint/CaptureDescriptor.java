package io.github.profiling.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.profiling.capture.job.JobState;
import io.github.profiling.capture.job.JobStatus;
import io.github.profiling.capture.store.CaptureOwner;
import io.github.profiling.capture.store.Outcome;
import io.github.profiling.capture.store.StoredCapture;
import io.github.profiling.endpoint.IndexDescriptor.Link;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A capture that runs, is in the store, or will never be.
 *
 * @param id identifies it among those of all replicas
 * @param state {@code queued}, {@code running}, {@code finished}, {@code failed} or
 * {@code cancelled}
 * @param kind what is profiled
 * @param application whose it is, as a file system can name it
 * @param revision what was deployed
 * @param replica the running instance that takes or took it
 * @param start when it began, or is to begin
 * @param seconds how long it covers, or is to cover
 * @param elapsedSeconds for how long it has run
 * @param bytes the size of its file, 0 as long as there is none
 * @param tags what to find it by
 * @param series the id of the first capture of the same order, empty where it is not
 * known any more
 * @param outcome how it ended: {@code whole}, {@code truncated} or {@code recovered};
 * empty as long as it has not
 * @param reason why it has failed or ended early, empty where it has not
 * @param warning what is not as it should be while it runs, empty where all is well
 * @param links the addresses by name, relative to the one that was asked (RFC 3986,
 * section 5)
 */
public record CaptureDescriptor(String id, String state, String kind, String application, String revision,
		String replica, Instant start, double seconds, double elapsedSeconds, long bytes, List<String> tags,
		String series, String outcome, String reason, String warning,
		Map<String, Link> links) implements OperationResponseBody {

	static CaptureDescriptor of(JobStatus job, CaptureOwner owner, String where) {
		boolean running = job.state() == JobState.RUNNING;
		return new CaptureDescriptor(job.id(), job.state().key(), job.order().request().kind().path(),
				owner.application(), owner.revision(), owner.replica(), job.start(),
				seconds(job.order().request().duration()), seconds(job.elapsed()), 0, job.order().tags(), job.series(),
				"", job.reason(), job.warning(),
				running ? links(where, job.id(), CaptureResources.STOP) : links(where, job.id(), ""));
	}

	static CaptureDescriptor of(StoredCapture capture, String where) {
		CaptureOwner owner = capture.name().owner();
		double seconds = seconds(capture.name().duration());
		String outcome = switch (capture.name().outcome()) {
			case WHOLE -> "whole";
			case TRUNCATED -> "truncated";
			case RECOVERED -> "recovered";
		};
		String reason = (capture.name().outcome() == Outcome.RECOVERED) ? "its process was killed" : "";
		return new CaptureDescriptor(capture.name().id(), JobState.FINISHED.key(), capture.name().kind(),
				owner.application(), owner.revision(), owner.replica(), capture.name().start(), seconds, seconds,
				capture.bytes(), capture.name().tags(), "", outcome, reason, "",
				links(where, capture.name().id(), CaptureResources.PROFILE));
	}

	private static double seconds(Duration duration) {
		return duration.toMillis() / 1e3;
	}

	private static Map<String, Link> links(String where, String id, String action) {
		String self = where + id;
		Map<String, Link> links = new LinkedHashMap<>();
		links.put("self", new Link(self));
		if (!action.isEmpty()) {
			links.put(action, new Link(self + "/" + action));
		}
		return links;
	}

	/**
	 * Several captures.
	 *
	 * @param captures the captures, the youngest first; those just ordered in the order
	 * of time
	 * @param problem why those in the store cannot be seen, empty where they can
	 */
	public record Listing(List<CaptureDescriptor> captures, String problem) implements OperationResponseBody {

	}

}
