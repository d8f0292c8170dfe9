package io.github.profiling.endpoint;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.profiling.capture.CaptureLimits;
import io.github.profiling.capture.CaptureRequest;
import io.github.profiling.capture.Interval;
import io.github.profiling.capture.Kind;
import io.github.profiling.recording.jfr.SampleLabel;
import org.jspecify.annotations.Nullable;

/**
 * A request, understood: what to capture and how to answer.
 *
 * @param capture what to capture
 * @param debug the level of Go's text form, 0 for a profile
 * @param format how to answer where {@code debug} is 0
 * @param report how to make the report, {@code null} where the profile itself is the
 * answer
 */
record PprofRequest(CaptureRequest capture, int debug, Format format, @Nullable ReportRequest report) {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	/**
	 * Reads the parameters of a request.
	 * @param kind what the path names
	 * @param query the parameters, by name
	 * @param limits what may be asked for
	 * @throws BadRequestException if one is unknown, or has no valid value, or goes not
	 * with the others
	 */
	static PprofRequest parse(Kind kind, Map<String, String> query, CaptureLimits limits) throws BadRequestException {
		Values values = new Values(query);
		for (String key : query.keySet()) {
			if (Parameter.of(key, kind).isEmpty()) {
				throw new BadRequestException("unknown parameter '" + Values.quote(key) + "' for " + kind.path()
						+ ", known are " + String.join(", ", Parameter.keys(kind)));
			}
		}
		int maxSeconds = (int) limits.maxDuration().toSeconds();
		boolean instant = !values.has(Parameter.SECONDS) && kind.defaultDuration().isZero();
		int seconds = values.number(Parameter.SECONDS, 1, maxSeconds,
				(int) Math.min(kind.defaultDuration().toSeconds(), maxSeconds));
		long interval = interval(kind, values);
		Set<SampleLabel> labels = labels(kind, values);
		boolean gc = values.number(Parameter.GC, 0, 1, 0) == 1;
		int debug = values.number(Parameter.DEBUG, 0, (kind == Kind.THREADS) ? 2 : 0, 0);
		Format format = Format
			.of(values.choice(Parameter.FORMAT, Format.keys(kind, instant), Format.usual(kind).key()));
		if (gc && !instant) {
			throw new BadRequestException("'gc' goes without 'seconds' only: it collects before an instant profile");
		}
		for (Parameter parameter : List.of(Parameter.INTERVAL, Parameter.LABELS)) {
			if (values.has(parameter) && instant) {
				throw new BadRequestException(
						"'" + parameter.key() + "' goes with 'seconds' only: without, the heap is counted exactly");
			}
		}
		if (debug > 0 && format != Format.PPROF) {
			throw new BadRequestException("'debug' and 'format' each choose the form of the answer: give one of them");
		}
		if (debug > 0 && !instant) {
			throw new BadRequestException("'seconds' and 'debug' go not together: a difference has no text form");
		}
		Duration duration = instant ? Duration.ZERO : Duration.ofSeconds(seconds);
		return new PprofRequest(new CaptureRequest(kind, duration, interval, gc, labels), debug, format,
				report(format, values));
	}

	static @Nullable ReportRequest report(Format format, Values values) throws BadRequestException {
		if (format.isReport()) {
			return ReportRequest.parse(format, values);
		}
		for (Parameter parameter : Parameter.values()) {
			if (parameter.isOfReports() && values.has(parameter)) {
				throw new BadRequestException(
						"'" + parameter.key() + "' goes with a report only, such as 'format=top'");
			}
		}
		return null;
	}

	private static long interval(Kind kind, Values values) throws BadRequestException {
		Interval interval = kind.interval();
		return switch (interval.unit()) {
			case NONE -> 0;
			case BYTES -> values.bytes(Parameter.INTERVAL, interval.min(), interval.max(), interval.usual());
			case NANOSECONDS -> {
				if (!values.has(Parameter.HZ)) {
					yield values.nanos(Parameter.INTERVAL, interval.min(), interval.max(), interval.usual());
				}
				if (values.has(Parameter.INTERVAL)) {
					throw new BadRequestException("'hz' and 'interval' say the same: give one of them");
				}
				yield SECOND / values.number(Parameter.HZ, (int) (SECOND / interval.max()),
						(int) (SECOND / interval.min()), 0);
			}
		};
	}

	private static Set<SampleLabel> labels(Kind kind, Values values) throws BadRequestException {
		List<String> keys = values.choices(Parameter.LABELS, kind.labels().stream().map(SampleLabel::key).toList());
		return kind.labels().stream().filter((label) -> keys.contains(label.key())).collect(Collectors.toSet());
	}

}
