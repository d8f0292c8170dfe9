package io.github.profiling.sample;

import java.util.Locale;

/**
 * A city as the web shows it.
 *
 * @param name its English name
 * @param country its country's English name
 * @param population how many people live there
 * @param label all of it in one line
 */
record CityView(String name, String country, int population, String label) {

	static CityView of(City city) {
		// String.format is what an allocation profile should point at.
		String label = String.format(Locale.ROOT, "%s, %s (%,d people)", city.name(), city.country(),
				city.population());
		return new CityView(city.name(), city.country(), city.population(), label);
	}

}
