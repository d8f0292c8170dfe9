package io.github.profiling.sample;

import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The items in stock, in the database.
 */
@Repository
class StockRepository {

	private final JdbcClient jdbc;

	StockRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Optional<Integer> findQuantity(String item) {
		return this.jdbc.sql("SELECT quantity FROM stock WHERE item = :item")
			.param("item", item)
			.query(Integer.class)
			.optional();
	}

	void updateQuantity(String item, int quantity) {
		this.jdbc.sql("UPDATE stock SET quantity = :quantity WHERE item = :item")
			.param("quantity", quantity)
			.param("item", item)
			.update();
	}

}
