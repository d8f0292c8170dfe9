package io.github.profiling.consumer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What was started and profiled, as a table in Markdown.
 */
final class CompatibilityTable {

	private final List<String> rows = new ArrayList<>();

	void add(Consumer consumer, RunningConsumer application, Findings findings) {
		this.rows.add(String.format(Locale.ROOT, "| %s | %s | %d | %s | %.1f s | %s |", consumer.generation(),
				consumer.server(), consumer.jdk().version(), settings(consumer),
				application.startTime().toMillis() / 1000.0, findings));
	}

	void addFailure(Consumer consumer, Throwable failure) {
		this.rows.add("| %s | %s | %d | %s | | does not work: %s |".formatted(consumer.generation(), consumer.server(),
				consumer.jdk().version(), settings(consumer),
				String.valueOf(failure.getMessage()).lines().findFirst().orElse("").replace("|", "\\|")));
	}

	private static String settings(Consumer consumer) {
		String launch = consumer.launch().description();
		String settings = consumer.settings()
			.stream()
			.filter((setting) -> !setting.contains("password"))
			.map((setting) -> "`" + setting.replaceAll("MANAGEMENT_PORT|KEYS|DIRECTORY", "…") + "`")
			.collect(Collectors.joining(", "));
		String all = launch + (settings.isEmpty() ? "" : ", " + settings);
		return all.isEmpty() ? "" : all.substring(2);
	}

	void write(Path file) throws IOException {
		List<String> lines = new ArrayList<>(
				List.of("| Spring Boot | server | JDK | how | started and answered in | what the profiles had |",
						"|---|---|---|---|---|---|"));
		lines.addAll(this.rows);
		Files.createDirectories(file.getParent());
		Files.write(file, lines);
	}

}
