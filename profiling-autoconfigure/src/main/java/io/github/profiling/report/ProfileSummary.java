package io.github.profiling.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileHeader;

/**
 * The lines at the head of each report that say what was profiled, when and how long
 * (google/pprof, {@code internal/report/report.go}, {@code ProfileLabels}).
 */
final class ProfileSummary {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ENGLISH);

	/** The tz database calls a zone that is but an offset by that offset. */
	private static final DateTimeFormatter TIME_AT_OFFSET = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss x",
			Locale.ENGLISH);

	private static final String NANOS = "nanoseconds";

	private ProfileSummary() {
	}

	/**
	 * The lines.
	 * @param profile the profile
	 * @param sampleIndex the column of values
	 * @param total the column's total
	 * @param format how values are printed
	 * @param zone the time zone. Where the tz database has no abbreviation for it but a
	 * number, Java prints another than Go
	 * @return the lines
	 */
	static List<String> lines(Profile profile, int sampleIndex, long total, ValueFormat format, ZoneId zone) {
		List<String> lines = new ArrayList<>();
		ProfileHeader header = profile.header();
		if (!profile.mappings().isEmpty()) {
			Mapping main = profile.mappings().get(0);
			String path = BinaryName.path(main);
			add(lines, "File: ", path.isEmpty() ? "" : BinaryName.base(path));
			add(lines, "Build ID: ", main.buildId());
		}
		for (String comment : header.comments()) {
			if (!comment.startsWith("#")) {
				lines.add(comment);
			}
		}
		add(lines, "Type: ", profile.sampleTypes().get(sampleIndex).type());
		add(lines, "Doc: ", header.docUrl());
		if (header.timeNanos() != 0) {
			lines.add("Time: " + time(header.timeNanos(), zone));
		}
		if (header.durationNanos() != 0) {
			lines.add("Duration: " + Measurement.label(header.durationNanos(), NANOS) + ", Total samples = "
					+ format.format(total) + " " + utilization(header.durationNanos(), total, format.sampleUnit()));
		}
		return lines;
	}

	private static String time(long nanos, ZoneId zone) {
		ZoneId named = zone.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : zone;
		DateTimeFormatter formatter = (named instanceof ZoneOffset) ? TIME_AT_OFFSET : TIME;
		return formatter.format(Instant.ofEpochSecond(0, nanos).atZone(named));
	}

	private static void add(List<String> lines, String label, String value) {
		if (!value.isEmpty()) {
			lines.add(label + value);
		}
	}

	/**
	 * The part of the duration that was measured, where time was measured.
	 */
	private static String utilization(long durationNanos, long total, String unit) {
		Measurement.Scaled nanos = Measurement.scale(total, unit, NANOS);
		if (!nanos.unit().equals("ns") || nanos.value() == 0) {
			return "";
		}
		return "(" + Measurement.percentage((long) nanos.value(), durationNanos) + ")";
	}

}
