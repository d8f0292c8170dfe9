package io.github.profiling.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.profiling.capture.Kind;

/**
 * The query parameters there are, and the kinds that take them. The names are Go's and
 * pprof's.
 */
enum Parameter {

	SECONDS("seconds", Kind.PROFILE, Kind.WALL, Kind.HEAP, Kind.ALLOCS, Kind.MUTEX, Kind.NATIVEMEM),

	HZ("hz", Kind.PROFILE, Kind.WALL),

	INTERVAL("interval", Kind.PROFILE, Kind.WALL, Kind.HEAP, Kind.ALLOCS, Kind.MUTEX, Kind.NATIVEMEM),

	LABELS("labels", Kind.PROFILE, Kind.WALL, Kind.HEAP, Kind.ALLOCS, Kind.MUTEX, Kind.NATIVEMEM),

	GC("gc", Kind.HEAP),

	DEBUG("debug", Kind.values()),

	FORMAT("format", Kind.values()),

	NODECOUNT("nodecount", Kind.values()),

	SAMPLE_INDEX("sample_index", Kind.values());

	private final String key;

	private final Set<Kind> kinds;

	Parameter(String key, Kind... kinds) {
		this.key = key;
		this.kinds = Set.of(kinds);
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
