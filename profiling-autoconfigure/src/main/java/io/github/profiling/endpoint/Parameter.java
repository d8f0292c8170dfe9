package io.github.profiling.endpoint;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

import io.github.profiling.capture.Interval.Unit;
import io.github.profiling.capture.Kind;

/**
 * The query parameters there are, and the kinds that take them. The names are Go's and
 * pprof's.
 */
enum Parameter {

	SECONDS((kind) -> true),

	HZ((kind) -> kind == Kind.PROFILE || kind == Kind.WALL),

	INTERVAL((kind) -> kind.interval().unit() != Unit.NONE),

	LABELS((kind) -> !kind.labels().isEmpty()),

	GC((kind) -> kind == Kind.HEAP),

	DEBUG(Kind::isProfile),

	FORMAT((kind) -> true),

	SAMPLE_INDEX,

	NODECOUNT,

	NODEFRACTION,

	EDGEFRACTION,

	GRANULARITY,

	SORT,

	UNIT,

	MEAN,

	RELATIVE_PERCENTAGES,

	PEEK,

	FOCUS,

	IGNORE,

	HIDE,

	SHOW,

	SHOW_FROM,

	PRUNE_FROM,

	TAGFOCUS,

	TAGIGNORE,

	TAGSHOW,

	TAGHIDE,

	TAGROOT,

	TAGLEAF,

	HIDE_FRAMES,

	/** The next ones are of captures that are stored, and of no kind. */
	BASE((kind) -> false),

	DIFF_BASE((kind) -> false),

	KIND((kind) -> false),

	COUNT((kind) -> false),

	EVERY((kind) -> false),

	TAGS((kind) -> false);

	private final Predicate<Kind> kinds;

	private final boolean ofReports;

	Parameter(Predicate<Kind> kinds) {
		this.kinds = kinds;
		this.ofReports = false;
	}

	/** A parameter of reports, which can be made of all that is a profile. */
	Parameter() {
		this.kinds = Kind::isProfile;
		this.ofReports = true;
	}

	/**
	 * The parameter's name in a query.
	 */
	String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Whether it says how a report is made, not what is captured.
	 */
	boolean isOfReports() {
		return this.ofReports;
	}

	static Optional<Parameter> of(String key, Kind kind) {
		return List.of(values())
			.stream()
			.filter((parameter) -> parameter.key().equals(key) && parameter.kinds.test(kind))
			.findFirst();
	}

	/**
	 * The names of the parameters that a kind takes.
	 */
	static List<String> keys(Kind kind) {
		return List.of(values())
			.stream()
			.filter((parameter) -> parameter.kinds.test(kind))
			.map(Parameter::key)
			.toList();
	}

	/**
	 * The names of the parameters that say what is captured.
	 */
	static List<String> captureKeys(Kind kind) {
		return List.of(values())
			.stream()
			.filter((parameter) -> !parameter.ofReports && parameter.kinds.test(kind))
			.map(Parameter::key)
			.toList();
	}

	/**
	 * The names of the parameters that reports take.
	 */
	static List<String> reportKeys() {
		return List.of(values()).stream().filter(Parameter::isOfReports).map(Parameter::key).toList();
	}

}
