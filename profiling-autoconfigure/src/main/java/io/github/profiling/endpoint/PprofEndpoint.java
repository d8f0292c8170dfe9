package io.github.profiling.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

import io.github.profiling.capture.CaptureException;
import io.github.profiling.capture.Captures;
import io.github.profiling.capture.Kind;
import io.github.profiling.capture.job.CaptureJobs;
import io.github.profiling.profile.pprof.PprofWriter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * {@link WebEndpoint @WebEndpoint} with the profiles of Go's {@code net/http/pprof}.
 * Every answer is made here but for its headers, which {@link PprofHttp} adds.
 */
@WebEndpoint(id = PprofEndpoint.ID, defaultAccess = Access.READ_ONLY)
public class PprofEndpoint {

	/**
	 * The endpoint's id.
	 */
	public static final String ID = "pprof";

	/** The name of the path's variable. */
	static final String SELECTOR = "kind";

	static final MimeType TEXT = new MimeType(MimeTypeUtils.TEXT_PLAIN, StandardCharsets.UTF_8);

	private static final Log logger = LogFactory.getLog(PprofEndpoint.class);

	private final Captures captures;

	private final CaptureResources resources;

	private final ValueVisibility visibility;

	private final Supplier<String> path;

	/**
	 * Creates the endpoint.
	 * @param captures what takes the captures
	 * @param jobs what runs captures in the background
	 * @param visibility who may see the values of arguments
	 * @param path the path at which the endpoint is mapped, for the index's links
	 */
	public PprofEndpoint(Captures captures, CaptureJobs jobs, ValueVisibility visibility, Supplier<String> path) {
		this.captures = captures;
		this.resources = new CaptureResources(jobs);
		this.visibility = visibility;
		this.path = path;
	}

	@ReadOperation(producesFrom = IndexFormat.class)
	public WebEndpointResponse<Object> index(IndexFormat format) {
		if (format == IndexFormat.HTML) {
			return new WebEndpointResponse<>(Page.get().document(this.path.get()), Page.HTML);
		}
		return new WebEndpointResponse<>(IndexDescriptor.of(this.captures, this.resources.limits(), this.path.get()),
				format);
	}

	/**
	 * The profile of a stored capture, or a file of the page. That one's version is for
	 * the browser's cache: while replicas are replaced, one may be asked for what another
	 * one's document refers to.
	 */
	@ReadOperation(produces = { "application/octet-stream", "text/plain;charset=UTF-8", "text/html;charset=UTF-8",
			"application/json", "text/javascript", "text/css" })
	public WebEndpointResponse<Object> part(@Selector String section, @Selector String item, @Selector String part,
			Query query) {
		if (section.equals(CaptureResources.PATH) && part.equals(CaptureResources.PROFILE)) {
			return this.resources.profile(item, query.parameters());
		}
		byte[] content = section.equals(Page.PATH) ? Page.get().file(part).orElse(null) : null;
		return (content != null) ? new WebEndpointResponse<>(content, Page.type(part))
				: line(WebEndpointResponse.STATUS_NOT_FOUND, "the page has no such file");
	}

	/**
	 * A capture that runs or is stored.
	 */
	@ReadOperation(produces = { "application/json", "text/plain;charset=UTF-8" })
	public WebEndpointResponse<Object> item(@Selector String section, @Selector String item) {
		return section.equals(CaptureResources.PATH) ? this.resources.show(item) : nothingHere();
	}

	@WriteOperation(produces = { "application/json", "text/plain;charset=UTF-8" })
	public WebEndpointResponse<Object> create(@Selector String section, Query query) {
		return section.equals(CaptureResources.PATH) ? this.resources.create(query.parameters()) : nothingHere();
	}

	@WriteOperation(produces = "text/plain;charset=UTF-8")
	public WebEndpointResponse<Object> act(@Selector String section, @Selector String item, @Selector String part) {
		return section.equals(CaptureResources.PATH) && part.equals(CaptureResources.STOP) ? this.resources.stop(item)
				: nothingHere();
	}

	@DeleteOperation(produces = "text/plain;charset=UTF-8")
	public WebEndpointResponse<Object> delete(@Selector String section, @Selector String item) {
		return section.equals(CaptureResources.PATH) ? this.resources.delete(item) : nothingHere();
	}

	private static WebEndpointResponse<Object> nothingHere() {
		return line(WebEndpointResponse.STATUS_NOT_FOUND,
				"there is nothing here; captures are at '" + CaptureResources.PATH + "'");
	}

	@ReadOperation(produces = { "application/octet-stream", "text/plain;charset=UTF-8", "text/html;charset=UTF-8",
			"application/json" })
	public WebEndpointResponse<Object> profile(@Selector String kind, Query query, SecurityContext viewer) {
		if (kind.equals(CaptureResources.PATH)) {
			return this.resources.list(query.parameters());
		}
		try {
			ProcessText text = ProcessText.of(kind).orElse(null);
			return (text != null) ? text(WebEndpointResponse.STATUS_OK, text.text(this.visibility, viewer))
					: answer(kind, query.parameters());
		}
		catch (Throwable ex) {
			logger.warn("A profile could not be taken", ex);
			return line(WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR,
					"the profile could not be taken, see the application's log for the reason");
		}
	}

	private WebEndpointResponse<Object> answer(String path, Map<String, String> query) {
		Kind kind = Kind.of(path).orElse(null);
		if (kind == null) {
			return line(WebEndpointResponse.STATUS_NOT_FOUND, unknown(path));
		}
		try {
			PprofRequest request = PprofRequest.parse(kind, query, this.captures.limits());
			if (request.debug() > 0) {
				return text(WebEndpointResponse.STATUS_OK, this.captures.threadText(request.debug()));
			}
			return new WebEndpointResponse<>(body(request), request.format().type());
		}
		catch (BadRequestException ex) {
			return line(WebEndpointResponse.STATUS_BAD_REQUEST, String.valueOf(ex.getMessage()));
		}
		catch (CaptureException ex) {
			return line(status(ex.reason()), String.valueOf(ex.getMessage()));
		}
		catch (InterruptedException ex) {
			// WebFlux interrupts when the client has gone, servers when they are stopped.
			Thread.currentThread().interrupt();
			return line(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE, "the capture was cancelled");
		}
	}

	private Object body(PprofRequest request) throws BadRequestException, CaptureException, InterruptedException {
		ReportRequest report = request.report();
		if (report != null) {
			report.check(this.captures.sampleTypes(request.capture()));
			return report.report(this.captures.take(request.capture()));
		}
		return (request.format() == Format.JFR) ? new CapturedFileResource(this.captures.recordingOf(request.capture()))
				: PprofWriter.toBytes(this.captures.take(request.capture()));
	}

	static String unknown(String path) {
		return "unknown profile '" + Values.quote(path) + "', known are " + String.join(", ", Kind.paths()) + ", "
				+ String.join(", ", ProcessText.paths());
	}

	static int status(CaptureException.Reason reason) {
		return switch (reason) {
			case OUT_OF_RANGE -> WebEndpointResponse.STATUS_BAD_REQUEST;
			case IN_USE -> 409;
			case TOO_MANY -> WebEndpointResponse.STATUS_TOO_MANY_REQUESTS;
			case UNAVAILABLE -> WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE;
		};
	}

	static WebEndpointResponse<Object> line(int status, String line) {
		return text(status, line + '\n');
	}

	private static WebEndpointResponse<Object> text(int status, String text) {
		return new WebEndpointResponse<>(text, status, TEXT);
	}

}
