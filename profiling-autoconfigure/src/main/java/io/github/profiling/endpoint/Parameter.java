package io.github.profiling.endpoint;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.profiling.capture.Kind;

/**
 * The query parameters there are, and the kinds that take them. The names are Go's and
 * pprof's.
 */
enum Parameter {

	SECONDS("seconds", Kind.PROFILE, Kind.HEAP),

	HZ("hz", Kind.PROFILE),

	INTERVAL("interval", Kind.HEAP),

	GC("gc", Kind.HEAP),

	DEBUG("debug", Kind.PROFILE, Kind.HEAP, Kind.THREADS),

	FORMAT("format", Kind.PROFILE, Kind.HEAP, Kind.THREADS),

	NODECOUNT("nodecount", Kind.PROFILE, Kind.HEAP, Kind.THREADS),

	SAMPLE_INDEX("sample_index", Kind.PROFILE, Kind.HEAP, Kind.THREADS);

	private final String key;

	private final Set<Kind> kinds;

	Parameter(String key, Kind first, Kind... others) {
		this.key = key;
		this.kinds = EnumSet.of(first, others);
	}

	/**
	 * The parameter's name in a query.
	 */
	String key() {
		return this.key;
	}

	static Optional<Parameter> of(String key, Kind kind) {
		for (Parameter parameter : values()) {
			if (parameter.key.equals(key) && parameter.kinds.contains(kind)) {
				return Optional.of(parameter);
			}
		}
		return Optional.empty();
	}

	/**
	 * The names of the parameters that a kind takes.
	 */
	static List<String> keys(Kind kind) {
		return List.of(values())
			.stream()
			.filter((parameter) -> parameter.kinds.contains(kind))
			.map(Parameter::key)
			.toList();
	}

}
