package io.github.profiling.sample;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Allocates a lot for each answer, and keeps it: an allocation profile shows the churn, a
 * heap profile the {@linkplain CityCache leak}.
 */
@RestController
final class CityController {

	private final CityRepository cities;

	private final CityCache cache;

	CityController(CityRepository cities, CityCache cache) {
		this.cities = cities;
		this.cache = cache;
	}

	@GetMapping("/api/cities")
	CityList cities(@RequestParam(required = false) @Nullable String country) {
		List<City> found = (country != null) ? this.cities.findByCountry(country) : this.cities.findAll();
		if (found.isEmpty()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "no city of the country '" + country + "'");
		}
		List<CityView> views = new ArrayList<>();
		for (City city : found) {
			views.add(CityView.of(city));
		}
		return new CityList(views, this.cache.add(views));
	}

	@DeleteMapping("/api/cities/cache")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void clearCache() {
		this.cache.clear();
	}

	record CityList(List<CityView> cities, int cached) {

	}

}
