package io.github.profiling.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

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

	/** The variables of the paths of captures. */
	static final Set<String> CAPTURE_SELECTORS = Set.of("section", "item", "part");

	/**
	 * All arguments of an operation that are not part of its path.
	 */
	static Query of(InvocationContext context) {
		Map<String, String> parameters = new LinkedHashMap<>();
		Set<String> selectors = context.getArguments().containsKey("section") ? CAPTURE_SELECTORS
				: Set.of(PprofEndpoint.SELECTOR);
		context.getArguments().forEach((name, value) -> {
			if (value != null && !selectors.contains(name)) {
				parameters.put(name, value.toString());
			}
		});
		return new Query(parameters);
	}

}
