package io.github.profiling.sample;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.springframework.stereotype.Service;

/**
 * The slow I/O: a report that goes through a temporary file, written line by line without
 * a buffer and read back {@linkplain SlowInputStream slowly}. A CPU profile hardly sees
 * it, a wall-clock profile does.
 */
@Service
final class CityReport {

	private final CityRepository cities;

	CityReport(CityRepository cities) {
		this.cities = cities;
	}

	/**
	 * Report the largest cities.
	 * @param count how many of them
	 * @return a line of text for each, the largest first
	 * @throws IOException if the temporary file cannot be written or read
	 */
	String largest(int count) throws IOException {
		Path file = Files.createTempFile("report", ".txt");
		try {
			write(this.cities.findLargest(count), file);
			return read(file);
		}
		finally {
			Files.delete(file);
		}
	}

	private static void write(List<City> cities, Path file) throws IOException {
		try (OutputStream out = new FileOutputStream(file.toFile())) {
			for (City city : cities) {
				String line = String.format(Locale.ROOT, "%,12d %s%n", city.population(), city.name());
				out.write(line.getBytes(StandardCharsets.UTF_8));
			}
		}
	}

	private static String read(Path file) throws IOException {
		try (InputStream in = new SlowInputStream(Files.newInputStream(file))) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
