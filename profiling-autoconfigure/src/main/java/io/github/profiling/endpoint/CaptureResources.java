package io.github.profiling.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.profiling.capture.CaptureException;
import io.github.profiling.capture.job.CaptureJobs;
import io.github.profiling.capture.job.CaptureOrder;
import io.github.profiling.capture.job.JobException;
import io.github.profiling.capture.job.JobLimits;
import io.github.profiling.capture.job.JobState;
import io.github.profiling.capture.job.JobStatus;
import io.github.profiling.capture.store.CaptureContent;
import io.github.profiling.capture.store.CaptureId;
import io.github.profiling.capture.store.CaptureStore;
import io.github.profiling.capture.store.StoreException;
import io.github.profiling.capture.store.StoredCapture;
import io.github.profiling.profile.IncompatibleProfilesException;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileDifference;
import io.github.profiling.profile.pprof.PprofWriter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * The part of the endpoint below {@code captures}: captures that outlive the request for
 * them.
 */
final class CaptureResources {

	/** The part of the path below which they are. */
	static final String PATH = "captures";

	/** Where captures are, seen from the list of all. */
	private static final String BELOW = PATH + "/";

	/** Where a capture is, seen from itself. */
	private static final String BESIDE = "";

	/** What there is of a stored capture, and what can be done with a running one. */
	static final String PROFILE = "profile";

	static final String STOP = "stop";

	private static final Log logger = LogFactory.getLog(CaptureResources.class);

	private final CaptureJobs jobs;

	private final CaptureStore store;

	/**
	 * Creates the resources.
	 * @param jobs what runs captures
	 */
	CaptureResources(CaptureJobs jobs) {
		this.jobs = jobs;
		this.store = jobs.store();
	}

	JobLimits limits() {
		return this.jobs.limits();
	}

	/**
	 * What runs, what failed of late, and all that is stored. Where the store fails, the
	 * rest is worth knowing all the same.
	 */
	WebEndpointResponse<Object> list(Map<String, String> query) {
		return answer(() -> {
			if (!query.isEmpty()) {
				throw new BadRequestException("the list of captures takes no parameters");
			}
			List<CaptureDescriptor> captures = new ArrayList<>();
			this.jobs.list().forEach((job) -> captures.add(describe(job, BELOW)));
			String problem = "";
			try {
				for (StoredCapture stored : this.store.list()) {
					// One that has just been saved is known twice.
					if (captures.stream().noneMatch((capture) -> capture.id().equals(stored.name().id()))) {
						captures.add(CaptureDescriptor.of(stored, BELOW));
					}
				}
			}
			catch (StoreException ex) {
				problem = String.valueOf(ex.getMessage());
			}
			return json(200, new CaptureDescriptor.Listing(captures, problem));
		});
	}

	WebEndpointResponse<Object> create(Map<String, String> query) {
		return answer(() -> {
			CaptureOrder order = OrderRequest.parse(query, this.jobs.limits());
			List<CaptureDescriptor> begun = this.jobs.submit(order)
				.stream()
				.map((job) -> describe(job, BELOW))
				.toList();
			MimeType type = AnswerType.of(MimeTypeUtils.APPLICATION_JSON).at(BELOW + begun.get(0).id());
			return new WebEndpointResponse<>(
					(begun.size() == 1) ? begun.get(0) : new CaptureDescriptor.Listing(begun, ""), 202, type);
		});
	}

	WebEndpointResponse<Object> show(String id) {
		return answer(() -> {
			JobStatus job = job(id);
			return json(200, (job != null) ? describe(job, BESIDE) : CaptureDescriptor.of(stored(id), BESIDE));
		});
	}

	WebEndpointResponse<Object> profile(String id, Map<String, String> query) {
		return answer(() -> {
			StoredRequest request = StoredRequest.parse(query);
			StoredCapture capture = stored(id);
			CaptureContent content = this.store.read(capture);
			String file = capture.name().kind() + "_" + capture.name().owner().application() + "_" + id;
			if (request.format() == Format.PPROF && request.base() == null && request.diffBase() == null) {
				// A resource, of which the web server can send a part.
				return new WebEndpointResponse<>(new ByteArrayResource(content.file()),
						AnswerType.of(Format.PPROF.type()).named(file + Format.PPROF.fileExtension()));
			}
			Profile profile = compare(content.profile(), request);
			ReportRequest report = request.report();
			return (report != null) ? new WebEndpointResponse<>(report.report(profile), request.format().type())
					: new WebEndpointResponse<>(PprofWriter.toBytes(profile),
							AnswerType.of(Format.PPROF.type()).named(file + "_difference.pb.gz"));
		});
	}

	private Profile compare(Profile profile, StoredRequest request)
			throws BadRequestException, JobException, StoreException, InterruptedException {
		try {
			if (request.base() != null) {
				return ProfileDifference.subtract(profile, read(request.base()), false);
			}
			return (request.diffBase() != null) ? ProfileDifference.compare(profile, read(request.diffBase()), false)
					: profile;
		}
		catch (IncompatibleProfilesException ex) {
			throw new BadRequestException("the two captures cannot be compared: " + ex.getMessage());
		}
	}

	private Profile read(String id) throws JobException, StoreException, InterruptedException {
		return this.store.read(stored(id)).profile();
	}

	WebEndpointResponse<Object> stop(String id) {
		return answer(() -> {
			checkForm(id);
			this.jobs.stop(id);
			return new WebEndpointResponse<>("the capture ends with what it has\n", 202,
					AnswerType.of(PprofEndpoint.TEXT).at("../" + id));
		});
	}

	WebEndpointResponse<Object> delete(String id) {
		return answer(() -> {
			checkForm(id);
			this.jobs.delete(id);
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
		});
	}

	private @Nullable JobStatus job(String id) throws JobException {
		checkForm(id);
		return this.jobs.find(id).orElse(null);
	}

	private static void checkForm(String id) throws JobException {
		if (!CaptureId.isValid(id)) {
			throw JobException.unknown(Values.quote(id), "an id has 16 digits and small letters");
		}
	}

	private StoredCapture stored(String id) throws JobException, StoreException, InterruptedException {
		JobStatus job = job(id);
		if (job != null) {
			throw JobException.wrongState(
					"capture '" + id + "' is " + job.state().key() + (job.reason().isEmpty() ? "" : ": " + job.reason())
							+ (job.state() == JobState.RUNNING ? "; it has run for " + job.elapsed().toSeconds()
									+ " of " + job.order().request().duration().toSeconds() + " seconds" : ""));
		}
		StoredCapture stored = this.store.find(id).orElse(null);
		if (stored == null) {
			throw JobException.unknown(id,
					"running ones are known only to their own replica, this is " + this.store.owner().replica());
		}
		return stored;
	}

	private CaptureDescriptor describe(JobStatus job, String where) {
		return CaptureDescriptor.of(job, this.store.owner(), where);
	}

	private static WebEndpointResponse<Object> json(int status, Object body) {
		return new WebEndpointResponse<>(body, status, MimeTypeUtils.APPLICATION_JSON);
	}

	private static WebEndpointResponse<Object> answer(Answer answer) {
		try {
			return answer.make();
		}
		catch (BadRequestException ex) {
			return PprofEndpoint.line(WebEndpointResponse.STATUS_BAD_REQUEST, String.valueOf(ex.getMessage()));
		}
		catch (CaptureException ex) {
			return PprofEndpoint.line(PprofEndpoint.status(ex.reason()), String.valueOf(ex.getMessage()));
		}
		catch (JobException ex) {
			return PprofEndpoint.line(status(ex.reason()), String.valueOf(ex.getMessage()));
		}
		catch (StoreException ex) {
			return PprofEndpoint.line(status(ex.reason()), String.valueOf(ex.getMessage()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return PprofEndpoint.line(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE, "the request was cancelled");
		}
		catch (Throwable ex) {
			logger.warn("A request for captures failed", ex);
			return PprofEndpoint.line(WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR,
					"the request failed, see the application's log for the reason");
		}
	}

	private static int status(JobException.Reason reason) {
		return switch (reason) {
			case UNKNOWN -> WebEndpointResponse.STATUS_NOT_FOUND;
			case WRONG_STATE -> 409;
			case TOO_MANY -> WebEndpointResponse.STATUS_TOO_MANY_REQUESTS;
			case STOPPING -> WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE;
		};
	}

	private static int status(StoreException.Reason reason) {
		return switch (reason) {
			case NO_ROOM -> 507;
			case TOO_LARGE -> 413;
			case GONE -> WebEndpointResponse.STATUS_NOT_FOUND;
			case DAMAGED -> WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR;
			case UNAVAILABLE -> WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE;
		};
	}

	/**
	 * Makes an answer.
	 */
	private interface Answer {

		WebEndpointResponse<Object> make()
				throws BadRequestException, CaptureException, JobException, StoreException, InterruptedException;

	}

}
