package io.github.profiling.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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

	private static final int FILTER_BYTES = 80;

	private static final String NANOS = "nanoseconds";

	private ProfileSummary() {
	}

	/**
	 * The lines. The time is that of the options' zone; where the tz database has no
	 * abbreviation for it but a number, Java prints another than Go.
	 * @param source the profile
	 * @param options which column is reported
	 * @param total the column's total, as {@link ReportTotal} has it
	 * @param format how values are printed
	 * @return the lines
	 */
	static List<String> lines(ReportSource source, ReportOptions options, long total, ValueFormat format) {
		List<String> lines = new ArrayList<>();
		Profile profile = source.profile();
		ProfileHeader header = profile.header();
		add(lines, "File: ", title(profile));
		if (!profile.mappings().isEmpty()) {
			add(lines, "Build ID: ", profile.mappings().get(0).buildId());
		}
		for (String comment : header.comments()) {
			if (!comment.startsWith("#")) {
				lines.add(comment);
			}
		}
		add(lines, "Type: ", (options.mean() ? "mean_" : "") + profile.sampleTypes().get(options.sampleIndex()).type());
		add(lines, "Doc: ", header.docUrl());
		if (header.timeNanos() != 0) {
			lines.add("Time: " + time(header.timeNanos(), options.zone()));
		}
		if (header.durationNanos() != 0) {
			lines.add("Duration: " + Measurement.label(header.durationNanos(), NANOS) + ", Total samples = "
					+ format.format(total) + " " + utilization(header.durationNanos(), total, format.sampleUnit()));
		}
		return lines;
	}

	/**
	 * The name of what was profiled: the file of the first mapping, without its path.
	 * @param profile the profile
	 * @return the name, or empty
	 */
	static String title(Profile profile) {
		String path = profile.mappings().isEmpty() ? "" : BinaryName.path(profile.mappings().get(0));
		return path.isEmpty() ? "" : BinaryName.base(path);
	}

	/**
	 * The lines that say by what the profile was filtered. pprof cuts a filter after 80
	 * bytes, here it is cut before the character that would be torn apart.
	 * @param source the profile
	 * @return the lines, none where there is no filter
	 */
	static List<String> activeFilters(ReportSource source) {
		List<String> lines = new ArrayList<>();
		for (String filter : source.activeFilters()) {
			if (lines.isEmpty()) {
				lines.add("Active filters:");
			}
			lines.add("   " + cut(filter));
		}
		return lines;
	}

	private static String cut(String filter) {
		int bytes = 0;
		for (int i = 0; i < filter.length(); i += Character.charCount(filter.codePointAt(i))) {
			int codePoint = filter.codePointAt(i);
			bytes += (codePoint < 0x80) ? 1 : (codePoint < 0x800) ? 2 : (codePoint < 0x10000) ? 3 : 4;
			if (bytes > FILTER_BYTES) {
				return filter.substring(0, i) + "…";
			}
		}
		return filter;
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
