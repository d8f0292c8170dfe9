package io.github.profiling.sample;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.server.ResponseStatusException;

/**
 * Waits for another service, over HTTP: {@link StationController} plays that part, so
 * that the sample needs nothing but itself.
 */
@RestController
final class WeatherController {

	private final CityRepository cities;

	private final Environment environment;

	private final RestClient client = RestClient.create();

	WeatherController(CityRepository cities, Environment environment) {
		this.cities = cities;
		this.environment = environment;
	}

	@GetMapping("/api/weather")
	@Nullable Observation weather(@RequestParam(defaultValue = "Zurich") String city) {
		City found = this.cities.findByName(city)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no city '" + city + "'"));
		// The port is known only once the web server runs.
		String port = this.environment.getRequiredProperty("local.server.port");
		return this.client.get()
			.uri("http://localhost:{port}/stations?city={city}", port, found.name())
			.retrieve()
			.body(Observation.class);
	}

}
