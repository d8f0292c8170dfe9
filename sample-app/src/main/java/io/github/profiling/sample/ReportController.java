package io.github.profiling.sample;

import java.io.IOException;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Waits for a slow file, in {@link CityReport}.
 */
@RestController
final class ReportController {

	private static final int MAX_TOP = 500;

	private final CityReport report;

	ReportController(CityReport report) {
		this.report = report;
	}

	@GetMapping(path = "/api/report", produces = MediaType.TEXT_PLAIN_VALUE)
	String report(@RequestParam(defaultValue = "100") int top) throws IOException {
		if (top < 1 || top > MAX_TOP) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"top is %d, but must be from 1 to %d".formatted(top, MAX_TOP));
		}
		return this.report.largest(top);
	}

}
