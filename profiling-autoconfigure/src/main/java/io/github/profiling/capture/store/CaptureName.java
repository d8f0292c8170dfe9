package io.github.profiling.capture.store;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the path of a stored capture says, relative to the store's directory:
 * {@code <application>/<revision>/<replica>/<time>_<kind>_<duration>_<id>}, then
 * {@code _truncated} or {@code _recovered} where it is so, then {@code +<tag>} for each
 * tag, then {@code .pb.gz}. Every part has one spelling only: what does not read back as
 * it was written is no capture's path.
 *
 * @param owner whose it is
 * @param start when the capture began, in milliseconds
 * @param kind what was profiled, such as {@code profile}
 * @param duration how long it covers, in milliseconds, zero for an instant
 * @param id identifies it
 * @param outcome how it ended
 * @param tags what whoever asked for it wants it to be found by, at most
 * {@value #MAX_TAGS}
 */
public record CaptureName(CaptureOwner owner, Instant start, String kind, Duration duration, String id, Outcome outcome,
		List<String> tags) {

	/** The most tags. */
	public static final int MAX_TAGS = 4;

	/** The form of a tag. */
	public static final String TAG_FORM = "[A-Za-z0-9](?:[A-Za-z0-9._-]{0,22}[A-Za-z0-9])?";

	static final String EXTENSION = ".pb.gz";

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'")
		.withZone(ZoneOffset.UTC);

	private static final String KIND_FORM = "[a-z]{1,24}";

	private static final Pattern TAG = Pattern.compile(TAG_FORM);

	private static final Pattern PATH = Pattern.compile("(" + PathSegment.FORM + ")/(" + PathSegment.FORM + ")/("
			+ PathSegment.FORM + ")/(\\d{8}T\\d{9}Z)_(" + KIND_FORM + ")_(\\d{1,10})(s|ms)_(" + CaptureId.FORM
			+ ")(_truncated|_recovered|)((?:\\+" + TAG_FORM + "){0," + MAX_TAGS + "})\\.pb\\.gz");

	/**
	 * Creates a name.
	 * @throws IllegalArgumentException if a part has not the form that names can have
	 */
	public CaptureName {
		start = start.truncatedTo(ChronoUnit.MILLIS);
		duration = duration.truncatedTo(ChronoUnit.MILLIS);
		tags = List.copyOf(tags);
		if (!kind.matches(KIND_FORM) || !CaptureId.isValid(id) || duration.isNegative() || tags.size() > MAX_TAGS
				|| !tags.stream().allMatch(CaptureName::isTag)) {
			throw new IllegalArgumentException("no capture can be named after " + kind + ", " + id + ", " + tags);
		}
	}

	/**
	 * Whether a text can be a tag: up to 24 letters, digits, dots, dashes and
	 * underscores, with a letter or digit at either end.
	 * @param text the text
	 * @return whether it can
	 */
	public static boolean isTag(String text) {
		return TAG.matcher(text).matches();
	}

	/**
	 * The path, relative to the store's directory, with slashes.
	 * @return the path
	 */
	public String path() {
		return this.owner.path() + "/" + fileName();
	}

	/**
	 * The last part of the path.
	 * @return the name of the file
	 */
	public String fileName() {
		StringBuilder name = new StringBuilder();
		name.append(TIME.format(this.start)).append('_').append(this.kind).append('_').append(duration(this.duration));
		name.append('_').append(this.id).append(this.outcome.suffix());
		this.tags.forEach((tag) -> name.append('+').append(tag));
		return name.append(EXTENSION).toString();
	}

	private static String duration(Duration duration) {
		long millis = duration.toMillis();
		return (millis % 1000 == 0) ? millis / 1000 + "s" : millis + "ms";
	}

	/**
	 * Reads a path.
	 * @param path a path relative to the store's directory, with slashes
	 * @return the name, or empty if the path is not that of a capture
	 */
	public static Optional<CaptureName> parse(String path) {
		Matcher matcher = PATH.matcher(path);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		try {
			CaptureOwner owner = new CaptureOwner(matcher.group(1), matcher.group(2), matcher.group(3));
			Instant start = Instant.from(TIME.parse(matcher.group(4)));
			long length = Long.parseLong(matcher.group(6));
			Duration duration = matcher.group(7).equals("s") ? Duration.ofSeconds(length) : Duration.ofMillis(length);
			CaptureName name = new CaptureName(owner, start, matcher.group(5), duration, matcher.group(8),
					outcome(matcher.group(9)), tags(matcher.group(10)));
			return name.path().equals(path) ? Optional.of(name) : Optional.empty();
		}
		catch (DateTimeException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private static Outcome outcome(String suffix) {
		return switch (suffix) {
			case "_truncated" -> Outcome.TRUNCATED;
			case "_recovered" -> Outcome.RECOVERED;
			default -> Outcome.WHOLE;
		};
	}

	private static List<String> tags(String text) {
		return text.isEmpty() ? List.of() : List.of(text.substring(1).split("\\+", -1));
	}

}
