package io.github.profiling.endpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import io.github.profiling.capture.Kind;
import io.github.profiling.report.Collapsed;
import io.github.profiling.report.Dot;
import io.github.profiling.report.FlameGraph;
import io.github.profiling.report.JsonReport;
import io.github.profiling.report.Raw;
import io.github.profiling.report.ReportOptions;
import io.github.profiling.report.ReportSource;
import io.github.profiling.report.Tags;
import io.github.profiling.report.Top;
import io.github.profiling.report.Traces;
import io.github.profiling.report.Tree;
import org.jspecify.annotations.Nullable;

import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * The forms of an answer: the profile or recording itself, or a report made of it.
 */
enum Format {

	/**
	 * A gzipped profile.proto.
	 */
	PPROF(MimeTypeUtils.APPLICATION_OCTET_STREAM, null),

	/**
	 * The recordings themselves.
	 */
	JFR(MimeTypeUtils.APPLICATION_OCTET_STREAM, null),

	/**
	 * The text of {@code go tool pprof -top}, as the next ones are of their options.
	 */
	TOP(PprofEndpoint.TEXT, (source, options, out) -> out.append(Top.of(source, options).text())),

	TREE(PprofEndpoint.TEXT, (source, options, out) -> out.append(Tree.of(source, options).text())),

	/**
	 * As {@link #TREE} for some functions, which have to be told: see
	 * {@link ReportRequest}.
	 */
	PEEK(PprofEndpoint.TEXT, null),

	TRACES(PprofEndpoint.TEXT, (source, options, out) -> Traces.of(source, options).writeTo(out)),

	TAGS(PprofEndpoint.TEXT, (source, options, out) -> Tags.of(source, options).writeTo(out)),

	RAW(PprofEndpoint.TEXT, (source, options, out) -> Raw.of(source, options).writeTo(out)),

	DOT(PprofEndpoint.TEXT, (source, options, out) -> out.append(Dot.of(source, options).text())),

	/**
	 * One line for each stack, as FlameGraph and others read it.
	 */
	COLLAPSED(PprofEndpoint.TEXT, (source, options, out) -> Collapsed.of(source, options).writeTo(out)),

	/**
	 * A page that needs nothing else.
	 */
	FLAMEGRAPH(new MimeType(MimeTypeUtils.TEXT_HTML, StandardCharsets.UTF_8),
			(source, options, out) -> FlameGraph.of(source, options).writeTo(out)),

	/**
	 * For programs.
	 */
	JSON(MimeTypeUtils.APPLICATION_JSON, (source, options, out) -> JsonReport.of(source, options).writeTo(out));

	private final MimeType type;

	private final @Nullable Writing writing;

	Format(MimeType type, @Nullable Writing writing) {
		this.type = type;
		this.writing = writing;
	}

	/**
	 * The name in a query.
	 */
	String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	MimeType type() {
		return this.type;
	}

	/**
	 * What the name of a file ends with, empty where the answer is to be read at once.
	 */
	String fileExtension() {
		return switch (this) {
			case PPROF -> ".pb.gz";
			case JFR -> ".jfr";
			default -> "";
		};
	}

	boolean isReport() {
		return this != PPROF && this != JFR;
	}

	/**
	 * Whether people read it as it is, so that a warning may stand before it.
	 */
	boolean isForReading() {
		return switch (this) {
			case TOP, TREE, PEEK, TRACES, TAGS -> true;
			default -> false;
		};
	}

	/**
	 * How the report is written, {@code null} where more has to be known for it.
	 */
	@Nullable Writing writing() {
		return this.writing;
	}

	/**
	 * The format that is taken where none is asked for.
	 */
	static Format usual(Kind kind) {
		return kind.isProfile() ? PPROF : JFR;
	}

	/**
	 * The names of the formats that a capture can have.
	 * @param instant whether it takes no time, so that nothing is recorded
	 */
	static List<String> keys(Kind kind, boolean instant) {
		return List.of(values())
			.stream()
			.filter((format) -> kind.isProfile() ? format != JFR || !(instant || kind == Kind.THREADS) : format == JFR)
			.map(Format::key)
			.toList();
	}

	static Format of(String key) {
		return valueOf(key.toUpperCase(Locale.ROOT));
	}

	/**
	 * Writes a report.
	 */
	@FunctionalInterface
	interface Writing {

		void write(ReportSource source, ReportOptions options, Appendable out) throws IOException;

	}

}
