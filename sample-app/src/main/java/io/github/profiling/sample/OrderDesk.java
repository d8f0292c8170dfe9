package io.github.profiling.sample;

import java.util.Optional;

import org.springframework.stereotype.Service;

/**
 * The lock: one order at a time, and everything happens while the lock is held, even the
 * wait for the payment service. A lock profile shows who waits here, and for how long.
 */
@Service
final class OrderDesk {

	private static final int FULL_STOCK = 1000;

	private static final long PAYMENT_MILLIS = 2;

	private final StockRepository stock;

	private long orders;

	OrderDesk(StockRepository stock) {
		this.stock = stock;
	}

	/**
	 * Place an order. The stock is filled up when it runs out, so orders never end.
	 * @param item the item to order
	 * @param quantity how many of it
	 * @return the order, or empty if there is no such item
	 * @throws InterruptedException if the application stops while the payment is made
	 */
	synchronized Optional<Order> place(String item, int quantity) throws InterruptedException {
		Optional<Integer> inStock = this.stock.findQuantity(item);
		if (inStock.isEmpty()) {
			return Optional.empty();
		}
		int left = inStock.get() - quantity;
		this.stock.updateQuantity(item, (left >= 0) ? left : FULL_STOCK);
		pay();
		this.orders++;
		return Optional.of(new Order(this.orders, item, quantity));
	}

	synchronized long count() {
		return this.orders;
	}

	private void pay() throws InterruptedException {
		Thread.sleep(PAYMENT_MILLIS);
	}

	record Order(long number, String item, int quantity) {

	}

}
