package io.github.profiling.sample.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What works where, with which engine, as a table in Markdown: a row for each sandbox,
 * and in it the requests by their outcome.
 */
final class ContainersTable {

	private final List<String> rows = new ArrayList<>();

	void add(Sandbox sandbox, Place place, List<Answer> answers) {
		Map<String, List<String>> works = new LinkedHashMap<>();
		Map<String, List<String>> refused = new LinkedHashMap<>();
		for (Answer answer : answers) {
			String by = answer.engine().isEmpty() ? "no engine needed" : answer.engine();
			Map<String, List<String>> cell = (answer.status() == 200) ? works : refused;
			cell.computeIfAbsent(
					(answer.status() == 200) ? by
							: answer.status() + ": " + answer.detail().replace(place.root().toString(), ""),
					(outcome) -> new ArrayList<>())
				.add("`" + answer.request().path() + "`");
		}
		this.rows.add("| " + sandbox + " | " + cell(works) + " | " + (refused.isEmpty() ? "" : cell(refused)) + " |");
	}

	private static String cell(Map<String, List<String>> outcomes) {
		return outcomes.entrySet()
			.stream()
			.map((entry) -> String.join(", ", entry.getValue()) + " (" + entry.getKey().replace("|", "\\|") + ")")
			.collect(Collectors.joining("<br>"));
	}

	void write(Path file) throws IOException {
		List<String> lines = new ArrayList<>(
				List.of("| where | what works, with what | what is refused |", "|---|---|---|"));
		lines.addAll(this.rows);
		Files.createDirectories(file.getParent());
		Files.write(file, lines);
	}

}
