package io.github.profiling.sample;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Stands for a service of somebody else: it takes its time, and the caller waits.
 */
@RestController
final class StationController {

	private static final long LATENCY_MILLIS = 100;

	private static final List<String> SKIES = List.of("clear", "cloudy", "rain", "fog");

	@GetMapping("/stations")
	Observation observe(@RequestParam String city) throws InterruptedException {
		Thread.sleep(LATENCY_MILLIS);
		int seed = Math.floorMod(city.hashCode(), 1000);
		return new Observation(city, seed % 40 - 5, SKIES.get(seed % SKIES.size()));
	}

}
