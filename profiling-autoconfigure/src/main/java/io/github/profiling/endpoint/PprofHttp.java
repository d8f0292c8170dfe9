package io.github.profiling.endpoint;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import io.github.profiling.capture.Application;
import io.github.profiling.capture.Captures;
import io.github.profiling.capture.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.util.MimeType;

/**
 * The part of the contract over HTTP that Actuator's model has no words for: headers,
 * HEAD, and parameters that no operation declares. Knows neither servlets nor reactors; a
 * filter for each applies it.
 */
public final class PprofHttp {

	/** Captures are short; there is no telling which is over first. */
	private static final String RETRY_AFTER_SECONDS = "10";

	/** A flame graph is one file with its own script and style. */
	private static final String REPORT_POLICY = "default-src 'none'; script-src 'unsafe-inline'; "
			+ "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	private final Captures captures;

	private final Supplier<Optional<String>> path;

	private final Clock clock;

	/**
	 * Creates the contract.
	 * @param captures what takes the captures
	 * @param path the path at which the endpoint is mapped, such as
	 * {@code /actuator/pprof}, or empty where it is not
	 * @param clock tells the time for file names
	 */
	public PprofHttp(Captures captures, Supplier<Optional<String>> path, Clock clock) {
		this.captures = captures;
		this.path = path;
		this.clock = clock;
	}

	/**
	 * Looks at a request.
	 * @param method the method
	 * @param requestPath the decoded path within the application
	 * @param rawQuery the query as it was sent, or {@code null}
	 * @return the exchange, or empty if the request is not for the endpoint
	 */
	public Optional<Exchange> exchange(String method, String requestPath, @Nullable String rawQuery) {
		String endpoint = this.path.get().orElse(null);
		if (endpoint == null) {
			return Optional.empty();
		}
		if (!requestPath.equals(endpoint) && !requestPath.startsWith(endpoint + "/")) {
			return Optional.empty();
		}
		boolean head = method.equals("HEAD");
		if (requestPath.equals(endpoint)) {
			return Optional.of(new Exchange(PagePart.DOCUMENT));
		}
		String name = requestPath.substring(endpoint.length() + 1);
		if (name.startsWith(Page.PATH + "/")) {
			boolean current = name.startsWith(Page.PATH + "/" + Page.get().version() + "/");
			return Optional.of(new Exchange(current ? PagePart.FILE : PagePart.FILE_OF_OTHER_VERSION));
		}
		if (name.equals(CaptureResources.PATH) || name.startsWith(CaptureResources.PATH + "/")) {
			return Optional.of(captures(rawQuery));
		}
		if (!head && !method.equals("GET")) {
			return Optional.of(new Exchange("", null));
		}
		return Optional.of(ProcessText.of(name).isPresent() ? new Exchange("", null) : exchange(name, rawQuery, head));
	}

	/**
	 * A request for captures, whatever the method: HEAD does as GET, which changes
	 * nothing.
	 */
	private Exchange captures(@Nullable String rawQuery) {
		try {
			parse(rawQuery, Query.CAPTURE_SELECTORS);
			return new Exchange("", null);
		}
		catch (BadRequestException ex) {
			return new Exchange("", new Reply(400, String.valueOf(ex.getMessage())));
		}
	}

	/**
	 * The type to take a request's body for. Actuator refuses what has none, as
	 * {@code curl -X POST} sends it, where the query says all.
	 * @param method the method
	 * @param contentType the type that was sent, or {@code null}
	 * @return the type to assume, or empty to leave it as it is
	 */
	static Optional<String> assumedType(String method, @Nullable String contentType) {
		return (method.equals("POST") && contentType == null) ? Optional.of("application/json") : Optional.empty();
	}

	private Exchange exchange(String name, @Nullable String rawQuery, boolean head) {
		Kind kind = Kind.of(name).orElse(null);
		if (kind == null) {
			return new Exchange("", head ? new Reply(404, PprofEndpoint.unknown(name)) : null);
		}
		try {
			PprofRequest request = PprofRequest.parse(kind, parse(rawQuery, Set.of(PprofEndpoint.SELECTOR)),
					this.captures.limits());
			MimeType type = (request.debug() > 0) ? PprofEndpoint.TEXT : request.format().type();
			String extension = (request.debug() > 0) ? "" : request.format().fileExtension();
			return new Exchange(extension.isEmpty() ? "" : fileName(kind) + extension,
					head ? new Reply(200, type.toString(), "") : null);
		}
		catch (BadRequestException ex) {
			return new Exchange("", new Reply(400, String.valueOf(ex.getMessage())));
		}
	}

	private String fileName(Kind kind) {
		Application application = this.captures.application();
		return String.join("_", kind.path(), fileNamePart(application.name()), fileNamePart(application.replica()),
				TIME.format(Instant.now(this.clock)));
	}

	private static String fileNamePart(String text) {
		return text.replaceAll("[^A-Za-z0-9.-]+", "-");
	}

	private static Map<String, String> parse(@Nullable String rawQuery, Set<String> selectors)
			throws BadRequestException {
		Map<String, String> query = new LinkedHashMap<>();
		if (rawQuery == null || rawQuery.isEmpty()) {
			return query;
		}
		for (String pair : rawQuery.split("&")) {
			int equals = pair.indexOf('=');
			String key = decode((equals < 0) ? pair : pair.substring(0, equals));
			if (selectors.contains(key)) {
				// Actuator would let it override the path.
				throw new BadRequestException(
						"the path says which profile it is to be, '" + key + "' in the query cannot change that");
			}
			if (query.put(key, (equals < 0) ? "" : decode(pair.substring(equals + 1))) != null) {
				throw new BadRequestException("'" + Values.quote(key) + "' is given twice");
			}
		}
		query.remove("");
		return query;
	}

	private static String decode(String encoded) throws BadRequestException {
		try {
			return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw new BadRequestException("the query is not well-formed: '" + Values.quote(encoded) + "'");
		}
	}

	/**
	 * A request for the endpoint and what is to be done about its answer.
	 */
	public final class Exchange {

		/** The name of the file that the answer is, empty where it is none. */
		private final String fileName;

		private final @Nullable Reply reply;

		private final PagePart part;

		private Exchange(String fileName, @Nullable Reply reply) {
			this.fileName = fileName;
			this.reply = reply;
			this.part = PagePart.NONE;
		}

		private Exchange(PagePart part) {
			this.fileName = "";
			this.reply = null;
			this.part = part;
		}

		/**
		 * What to answer in place of the endpoint.
		 * @return the reply, or empty if the endpoint is to answer
		 */
		public Optional<Reply> reply() {
			return Optional.ofNullable(this.reply);
		}

		/**
		 * The header {@code Accept} that the endpoint is to see in place of the one sent.
		 * @param sent the header as it was sent, its lines joined with commas; empty if
		 * there is none
		 * @return the header, or empty if what was sent is to stay
		 */
		public Optional<String> accept(String sent) {
			return (this.part == PagePart.DOCUMENT && !sent.isEmpty()) ? Optional.of(IndexAccept.shown(sent))
					: Optional.empty();
		}

		/**
		 * The headers to add to an answer.
		 * @param status the answer's status
		 * @param contentType the answer's type, or {@code null}
		 * @return the headers by name
		 */
		public Map<String, String> headers(int status, @Nullable String contentType) {
			Map<String, String> headers = new LinkedHashMap<>();
			headers.put("X-Content-Type-Options", "nosniff");
			headers.put("Cache-Control", (this.part == PagePart.FILE && status == 200)
					? "private, max-age=31536000, immutable" : "no-store");
			headers.put("X-Pprof-Replica", fileNamePart(PprofHttp.this.captures.application().replica()));
			if (status >= 400) {
				// Without it, go tool pprof keeps the reason to itself.
				headers.put("X-Go-Pprof", "1");
			}
			if (status == 429) {
				headers.put("Retry-After", RETRY_AFTER_SECONDS);
			}
			if (status == 200 && !this.fileName.isEmpty()) {
				headers.put("Content-Disposition", "attachment; filename=\"" + this.fileName + "\"");
			}
			if (contentType != null) {
				headers.putAll(AnswerType.headers(contentType));
			}
			if (contentType != null && contentType.startsWith("text/html")) {
				// The names in a profile are the application's: none may become more than
				// text.
				headers.put("Content-Security-Policy", REPORT_POLICY);
			}
			if (status == 200) {
				headers.putAll(this.part.headers(contentType));
			}
			return headers;
		}

	}

	/**
	 * An answer given in place of the endpoint.
	 *
	 * @param status the status
	 * @param contentType the type
	 * @param body the text, empty where only headers were asked for
	 */
	public record Reply(int status, String contentType, String body) {

		private Reply(int status, String line) {
			this(status, PprofEndpoint.TEXT.toString(), line + "\n");
		}

	}

}
