package io.github.profiling.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * Tells {@link PprofHttp} of headers that only the operation knows, which Actuator gives
 * no way for: as parameters of the type, the one thing of an answer that passes all web
 * stacks. They are taken out again before the type is sent.
 */
final class AnswerType {

	private static final String LOCATION = "pprof-location";

	private static final String FILE = "pprof-file";

	private final MimeType type;

	private AnswerType(MimeType type) {
		this.type = type;
	}

	static AnswerType of(MimeType type) {
		return new AnswerType(type);
	}

	/**
	 * The type of an answer that tells where something is.
	 * @param location the address, relative to the request's
	 */
	MimeType at(String location) {
		return with(LOCATION, location);
	}

	/**
	 * The type of a file.
	 */
	MimeType named(String file) {
		return with(FILE, file);
	}

	private MimeType with(String name, String value) {
		Map<String, String> parameters = new LinkedHashMap<>(this.type.getParameters());
		parameters.put(name, '"' + value + '"');
		return new MimeType(this.type, parameters);
	}

	/**
	 * The headers that a type tells of, with the type as it is to be sent; none if it is
	 * an ordinary one.
	 */
	static Map<String, String> headers(String contentType) {
		if (!contentType.contains("pprof-")) {
			return Map.of();
		}
		try {
			MimeType type = MimeTypeUtils.parseMimeType(contentType);
			Map<String, String> parameters = new LinkedHashMap<>(type.getParameters());
			Map<String, String> headers = new LinkedHashMap<>();
			String location = parameters.remove(LOCATION);
			if (location != null) {
				headers.put("Location", location.replace("\"", ""));
			}
			String file = parameters.remove(FILE);
			if (file != null) {
				headers.put("Content-Disposition", "attachment; filename=" + file);
			}
			headers.put("Content-Type", new MimeType(type, parameters).toString());
			return headers;
		}
		catch (InvalidMimeTypeException ex) {
			return Map.of();
		}
	}

}
