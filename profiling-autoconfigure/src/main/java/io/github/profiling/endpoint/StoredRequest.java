package io.github.profiling.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * How to answer with a stored capture.
 *
 * @param format the form of the answer
 * @param report how to make the report, {@code null} where the profile itself is the
 * answer
 * @param base the id of the capture to subtract, {@code null} for none
 * @param diffBase the id of the capture to compare with, {@code null} for none
 */
record StoredRequest(Format format, @Nullable ReportRequest report, @Nullable String base, @Nullable String diffBase) {

	static StoredRequest parse(Map<String, String> query) throws BadRequestException {
		List<String> known = new ArrayList<>(
				List.of(Parameter.FORMAT.key(), Parameter.BASE.key(), Parameter.DIFF_BASE.key()));
		known.addAll(Parameter.reportKeys());
		for (String key : query.keySet()) {
			if (!known.contains(key)) {
				throw new BadRequestException("unknown parameter '" + Values.quote(key)
						+ "' for a stored capture, known are " + String.join(", ", known));
			}
		}
		Values values = new Values(query);
		List<String> formats = Stream.of(Format.values())
			.filter((format) -> format != Format.JFR)
			.map(Format::key)
			.toList();
		Format format = Format.of(values.choice(Parameter.FORMAT, formats, Format.PPROF.key()));
		if (values.has(Parameter.BASE) && values.has(Parameter.DIFF_BASE)) {
			throw new BadRequestException("'base' and 'diff_base' are two ways to compare: give one of them");
		}
		return new StoredRequest(format, PprofRequest.report(format, values), values.text(Parameter.BASE),
				values.text(Parameter.DIFF_BASE));
	}

}
