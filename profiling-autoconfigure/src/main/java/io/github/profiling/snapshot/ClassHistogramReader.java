package io.github.profiling.snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.JavaNames;
import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileBuilder;
import io.github.profiling.profile.ProfileHeader;
import io.github.profiling.profile.ValueType;

/**
 * Reads the text of {@code jcmd GC.class_histogram}, as of JDK 17 to 25: <pre>
 *  num     #instances         #bytes  class name (module)
 * -------------------------------------------------------
 *    1:         15818        1060720  [B (java.base@17.0.15)
 * Total         81139        7481760
 * </pre>
 */
final class ClassHistogramReader {

	private static final String REMEDY = "ask again, and if it stays so report it with the version of the JVM";

	private final ProfileBuilder builder;

	private final List<String> notes = new ArrayList<>();

	private long objects;

	private long bytes;

	private boolean complete;

	ClassHistogramReader(Mapping application) {
		this.builder = new ProfileBuilder(application, ClassHistogram.SAMPLE_TYPES);
	}

	Profile read(String text, Instant time) throws SnapshotUnavailableException {
		int start = 0;
		while (start < text.length() && !this.complete) {
			int end = text.indexOf('\n', start);
			end = (end >= 0) ? end : text.length();
			readLine(text.substring(start, end).strip());
			start = end + 1;
		}
		if (!this.complete) {
			throw new SnapshotUnavailableException("this JVM's class histogram has no total"
					+ (this.notes.isEmpty() ? "" : ", but says: " + String.join(" ", this.notes)), REMEDY);
		}
		return this.builder.build(ProfileHeader.EMPTY.withTime(Texts.nanos(time), 0)
			.withPeriod(new ValueType("space", "bytes"), 1)
			.withDefaultSampleType("inuse_space")
			.withComments(this.notes));
	}

	private void readLine(String line) throws SnapshotUnavailableException {
		if (line.isEmpty() || line.startsWith("num ") || line.startsWith("---")) {
			return;
		}
		try {
			if (line.startsWith("Total ")) {
				checkTotal(new Columns(line, "Total ".length()));
			}
			else if (Character.isDigit(line.charAt(0))) {
				addClass(new Columns(line, line.indexOf(':') + 1));
			}
			else {
				this.notes.add(Texts.oneLine(line));
			}
		}
		catch (NumberFormatException ex) {
			throw new SnapshotUnavailableException(
					"this JVM's class histogram has a line that cannot be read: " + Texts.oneLine(line), REMEDY, ex);
		}
	}

	private void addClass(Columns row) {
		int location = this.builder.frame(Function.named(JavaNames.className(withoutModule(row.rest))), 0);
		this.builder.add(new int[] { location }, List.of(), row.objects, row.bytes);
		this.objects += row.objects;
		this.bytes += row.bytes;
	}

	private void checkTotal(Columns total) throws SnapshotUnavailableException {
		if (this.objects != total.objects || this.bytes != total.bytes) {
			throw new SnapshotUnavailableException(
					"this JVM's class histogram does not add up: its classes have " + this.objects + " objects and "
							+ this.bytes + " bytes, its total is " + total.objects + " and " + total.bytes,
					REMEDY);
		}
		this.complete = true;
	}

	/**
	 * The module follows in brackets. Classes compiled from Kotlin may have spaces and
	 * brackets themselves, so only the last ones count.
	 */
	private static String withoutModule(String name) {
		int bracket = name.endsWith(")") ? name.lastIndexOf(" (") : -1;
		return (bracket > 0) ? name.substring(0, bracket) : name;
	}

	/**
	 * Two numbers and the rest of a line, separated by spaces.
	 */
	private static final class Columns {

		private final long objects;

		private final long bytes;

		private final String rest;

		private Columns(String line, int from) {
			int objectsStart = skip(line, from, true);
			int objectsEnd = skip(line, objectsStart, false);
			int bytesStart = skip(line, objectsEnd, true);
			int bytesEnd = skip(line, bytesStart, false);
			this.objects = Long.parseLong(line, objectsStart, objectsEnd, 10);
			this.bytes = Long.parseLong(line, bytesStart, bytesEnd, 10);
			this.rest = line.substring(bytesEnd).strip();
		}

		private static int skip(String line, int from, boolean spaces) {
			int at = from;
			while (at < line.length() && (line.charAt(at) == ' ') == spaces) {
				at++;
			}
			return at;
		}

	}

}
