package io.github.profiling.capture.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of what there is of a running capture, in case its process is killed. The file
 * is replaced at each interval and removed when the capture is over; so one that has
 * grown older than some intervals belongs to a process that is no more.
 *
 * @param owner whose it is
 * @param kind what is profiled
 * @param id identifies the capture
 * @param interval when the file is replaced, in milliseconds
 * @param tags the capture's tags
 */
record PartialName(CaptureOwner owner, String kind, String id, Duration interval, List<String> tags) {

	/** How often a living process may fail to replace the file in time. */
	private static final int PATIENCE = 6;

	private static final Pattern PATH = Pattern.compile("(" + PathSegment.FORM + ")/(" + PathSegment.FORM + ")/("
			+ PathSegment.FORM + ")/([a-z]{1,24})_(" + CaptureId.FORM + ")_(\\d{1,10})ms((?:\\+" + CaptureName.TAG_FORM
			+ "){0," + CaptureName.MAX_TAGS + "})\\.part");

	/**
	 * How old the file has to be to be nobody's.
	 */
	Duration abandonedAfter() {
		return this.interval.multipliedBy(PATIENCE);
	}

	String path() {
		StringBuilder path = new StringBuilder(this.owner.path());
		path.append('/').append(this.kind).append('_').append(this.id);
		path.append('_').append(this.interval.toMillis()).append("ms");
		this.tags.forEach((tag) -> path.append('+').append(tag));
		return path.append(".part").toString();
	}

	static Optional<PartialName> parse(String path) {
		Matcher matcher = PATH.matcher(path);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		String tags = matcher.group(7);
		PartialName name = new PartialName(new CaptureOwner(matcher.group(1), matcher.group(2), matcher.group(3)),
				matcher.group(4), matcher.group(5), Duration.ofMillis(Long.parseLong(matcher.group(6))),
				tags.isEmpty() ? List.of() : List.of(tags.substring(1).split("\\+", -1)));
		return name.path().equals(path) ? Optional.of(name) : Optional.empty();
	}

}
