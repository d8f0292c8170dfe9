package io.github.profiling.sample;

import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The cities in the database.
 */
@Repository
class CityRepository {

	private final JdbcClient jdbc;

	CityRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<City> findAll() {
		return this.jdbc.sql("SELECT id, name, country, population FROM city ORDER BY name").query(City.class).list();
	}

	List<City> findByCountry(String country) {
		return this.jdbc.sql("SELECT id, name, country, population FROM city WHERE country = :country ORDER BY name")
			.param("country", country)
			.query(City.class)
			.list();
	}

	List<City> findLargest(int count) {
		return this.jdbc.sql("SELECT id, name, country, population FROM city ORDER BY population DESC LIMIT :count")
			.param("count", count)
			.query(City.class)
			.list();
	}

	/**
	 * Find a city by name, the largest if several have it (there are two Valencias).
	 * @param name the name
	 * @return the city, or empty
	 */
	Optional<City> findByName(String name) {
		return this.jdbc
			.sql("SELECT id, name, country, population FROM city WHERE name = :name ORDER BY population DESC LIMIT 1")
			.param("name", name)
			.query(City.class)
			.optional();
	}

}
