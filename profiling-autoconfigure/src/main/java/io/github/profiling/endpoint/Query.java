package io.github.profiling.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.actuate.endpoint.InvocationContext;

/**
 * The query of a request to the endpoint.
 *
 * @param parameters the values by name
 */
public record Query(Map<String, String> parameters) {

	public Query {
		parameters = Map.copyOf(parameters);
	}

	/**
	 * All arguments of an operation that are not part of its path.
	 */
	static Query of(InvocationContext context) {
		Map<String, String> parameters = new LinkedHashMap<>();
		context.getArguments().forEach((name, value) -> {
			if (value != null && !name.equals(PprofEndpoint.SELECTOR)) {
				parameters.put(name, value.toString());
			}
		});
		return new Query(parameters);
	}

}
