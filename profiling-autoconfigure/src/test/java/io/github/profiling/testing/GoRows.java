package io.github.profiling.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.profiling.profile.Profile;
import io.github.profiling.profile.pprof.PprofWriter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code go tool pprof -top} says of a profile, function by function.
 *
 * @param flat the values of the functions themselves, by name
 * @param cum the values with what they called, by name
 */
public record GoRows(Map<String, Double> flat, Map<String, Double> cum) {

	/** flat flat% sum% cum cum% name. */
	private static final Pattern ROW = Pattern
		.compile("\\s*(-?[\\d.]+)\\w*\\s+\\S+%\\s+\\S+%\\s+(-?[\\d.]+)\\w*\\s+\\S+%\\s+(.+)");

	/**
	 * Writes a profile to a file and has it read.
	 * @param profile the profile
	 * @param column the sample type to show
	 * @param unit the unit of the values, such as {@code ms}, {@code B} or {@code count}
	 * @param args more options
	 */
	public static GoRows of(Profile profile, String column, String unit, String... args) {
		String[] all = new String[args.length + 5];
		all[0] = "-top";
		all[1] = "-sample_index=" + column;
		all[2] = "-unit=" + unit;
		all[3] = "-nodecount=100000";
		all[4] = "-nodefraction=0";
		System.arraycopy(args, 0, all, 5, args.length);
		return parse(run(profile, all));
	}

	/**
	 * Writes a profile to a file and has it read.
	 * @param profile the profile
	 * @param args the options
	 * @return the report
	 */
	public static String run(Profile profile, String... args) {
		try {
			Path file = Files.createTempFile("truth", ".pb.gz");
			try {
				Files.write(file, PprofWriter.toBytes(profile));
				GoPprof.Result result = GoPprof.run(file, args);
				assertThat(result.warnings()).isEmpty();
				return result.stdout();
			}
			finally {
				Files.delete(file);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static GoRows parse(String top) {
		GoRows rows = new GoRows(new LinkedHashMap<>(), new LinkedHashMap<>());
		for (String line : top.lines().toList()) {
			Matcher row = ROW.matcher(line);
			if (row.matches()) {
				String name = row.group(3).replace(" (inline)", "");
				rows.flat.merge(name, Double.parseDouble(row.group(1)), Double::sum);
				rows.cum.merge(name, Double.parseDouble(row.group(2)), Double::sum);
			}
		}
		return rows;
	}

	/**
	 * The value of the functions with what they called, whose names end so.
	 */
	public double cum(String suffix) {
		return sum(this.cum, suffix);
	}

	/**
	 * The value of the functions themselves, whose names end so.
	 */
	public double flat(String suffix) {
		return sum(this.flat, suffix);
	}

	private static double sum(Map<String, Double> values, String suffix) {
		return values.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().endsWith(suffix))
			.mapToDouble(Map.Entry::getValue)
			.sum();
	}

}
