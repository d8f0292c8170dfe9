package io.github.profiling.sample;

import io.github.profiling.sample.OrderDesk.Order;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Waits for a lock: requests queue up at the {@link OrderDesk}.
 */
@RestController
final class OrderController {

	private static final int MAX_QUANTITY = 100;

	private final OrderDesk desk;

	OrderController(OrderDesk desk) {
		this.desk = desk;
	}

	@PostMapping("/api/orders")
	@ResponseStatus(HttpStatus.CREATED)
	Order place(@RequestParam String item, @RequestParam(defaultValue = "1") int quantity) throws InterruptedException {
		if (quantity < 1 || quantity > MAX_QUANTITY) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"quantity is %d, but must be from 1 to %d".formatted(quantity, MAX_QUANTITY));
		}
		return this.desk.place(item, quantity)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND,
					"no item '" + item + "', but atlas, globe and map"));
	}

	@GetMapping("/api/orders")
	OrderCount count() {
		return new OrderCount(this.desk.count());
	}

	record OrderCount(long orders) {

	}

}
