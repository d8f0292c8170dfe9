package io.github.profiling.sample;

import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;

/**
 * The leak: a cache that keeps everything and is never asked for anything. A heap profile
 * taken early and another one taken late show it.
 */
@Component
final class CityCache {

	/**
	 * Where the leak ends, so that the sample outlives it even in a small container:
	 * about 30 MB.
	 */
	static final int MAX_ENTRIES = 250_000;

	private final List<CityView> entries = new ArrayList<>();

	/**
	 * Keep cities, as long as there is room.
	 * @param cities the cities
	 * @return how many cities are kept now
	 */
	synchronized int add(List<CityView> cities) {
		int room = MAX_ENTRIES - this.entries.size();
		this.entries.addAll(cities.subList(0, Math.min(room, cities.size())));
		return this.entries.size();
	}

	synchronized void clear() {
		this.entries.clear();
	}

}
