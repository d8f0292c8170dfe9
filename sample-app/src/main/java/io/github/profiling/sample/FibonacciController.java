package io.github.profiling.sample;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Burns CPU: {@link Fibonacci#compute} is on top of every CPU profile.
 */
@RestController
final class FibonacciController {

	@GetMapping("/api/fib")
	FibonacciNumber fib(@RequestParam(defaultValue = "30") int n) {
		if (n < 0 || n > Fibonacci.MAX) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"n is %d, but must be from 0 to %d".formatted(n, Fibonacci.MAX));
		}
		return new FibonacciNumber(n, Fibonacci.compute(n));
	}

	record FibonacciNumber(int n, long value) {

	}

}
