package io.github.profiling.endpoint;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.profiling.capture.CaptureLimits;
import io.github.profiling.capture.CaptureRequest;
import io.github.profiling.capture.Kind;
import io.github.profiling.capture.job.CaptureOrder;
import io.github.profiling.capture.job.JobLimits;
import io.github.profiling.capture.store.CaptureName;

/**
 * Reads what is to be captured in the background.
 */
final class OrderRequest {

	private static final int MAX_COUNT = 100;

	private static final int MAX_EVERY_SECONDS = 86_400;

	/** What is about the order, not about the single capture. */
	private static final List<Parameter> OF_ORDERS = List.of(Parameter.KIND, Parameter.COUNT, Parameter.EVERY,
			Parameter.TAGS);

	/** The form of the answer is chosen when there is one. */
	private static final List<String> OF_ANSWERS = List.of(Parameter.DEBUG.key(), Parameter.FORMAT.key());

	private OrderRequest() {
	}

	static CaptureOrder parse(Map<String, String> query, JobLimits limits) throws BadRequestException {
		Values values = new Values(query);
		List<String> kinds = Stream.of(Kind.values()).filter(Kind::isProfile).map(Kind::path).toList();
		String path = values.text(Parameter.KIND);
		Kind kind = (path != null) ? Kind.of(path).filter(Kind::isProfile).orElse(null) : null;
		if (kind == null) {
			throw new BadRequestException("'kind' must be one of " + String.join(", ", kinds)
					+ ((path != null) ? ", not '" + Values.quote(path) + "'" : ""));
		}
		CaptureRequest request = PprofRequest
			.parse(kind, ofCapture(query, kind), new CaptureLimits(limits.maxDuration(), 1, 1))
			.capture();
		int count = values.number(Parameter.COUNT, 1, MAX_COUNT, 1);
		int seconds = (int) Math.max(1, request.duration().toSeconds());
		int every = values.number(Parameter.EVERY, seconds, Math.max(seconds, MAX_EVERY_SECONDS), seconds);
		if (values.has(Parameter.EVERY) && count == 1) {
			throw new BadRequestException("'every' goes with 'count' only, such as 'count=3'");
		}
		return new CaptureOrder(request, count, Duration.ofSeconds(every), tags(values));
	}

	private static Map<String, String> ofCapture(Map<String, String> query, Kind kind) throws BadRequestException {
		List<String> known = Stream.concat(OF_ORDERS.stream().map(Parameter::key), Parameter.captureKeys(kind).stream())
			.filter((key) -> !OF_ANSWERS.contains(key))
			.toList();
		Map<String, String> rest = new LinkedHashMap<>(query);
		for (String key : query.keySet()) {
			if (!known.contains(key)) {
				throw new BadRequestException("unknown parameter '" + Values.quote(key) + "' for a capture of "
						+ kind.path() + ", known are " + String.join(", ", known));
			}
		}
		OF_ORDERS.forEach((parameter) -> rest.remove(parameter.key()));
		return rest;
	}

	private static List<String> tags(Values values) throws BadRequestException {
		String text = values.text(Parameter.TAGS);
		if (text == null) {
			return List.of();
		}
		List<String> tags = List.of(text.split(",", -1));
		if (tags.size() > CaptureName.MAX_TAGS || !tags.stream().allMatch(CaptureName::isTag)) {
			throw new BadRequestException("'tags' must be up to " + CaptureName.MAX_TAGS
					+ " words with commas between, each of up to 24 letters, digits, dots, dashes and underscores, not '"
					+ Values.quote(text) + "'");
		}
		return tags;
	}

}
