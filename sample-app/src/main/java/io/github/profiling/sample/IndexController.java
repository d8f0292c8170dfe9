package io.github.profiling.sample;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The front page: what there is to call, and which profile shows it.
 */
@RestController
final class IndexController {

	private static final String INDEX = """
			The sample application. Call one of these again and again, and profile:

			GET    /api/fib?n=35             burns CPU                      /actuator/pprof/profile
			GET    /api/cities               allocates, and leaks           /actuator/pprof/heap
			GET    /api/cities?country=Peru  the same, less of it
			DELETE /api/cities/cache         empties the leak
			POST   /api/orders?item=map      waits for a lock
			GET    /api/orders               counts the orders so far
			GET    /api/report?top=20        waits for a slow file
			GET    /api/weather?city=Zurich  waits for another service      /actuator/pprof/threads
			""";

	@GetMapping(path = "/", produces = MediaType.TEXT_PLAIN_VALUE)
	String index() {
		return INDEX;
	}

}
