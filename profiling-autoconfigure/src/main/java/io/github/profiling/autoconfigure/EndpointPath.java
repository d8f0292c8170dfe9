package io.github.profiling.autoconfigure;

import java.util.Optional;

import io.github.profiling.endpoint.PprofEndpoint;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;

/**
 * Where the endpoint {@code pprof} is mapped, base path and path mapping considered.
 */
final class EndpointPath {

	private static final EndpointId ID = EndpointId.of(PprofEndpoint.ID);

	private EndpointPath() {
	}

	static String of(PathMappedEndpoints endpoints) {
		return find(endpoints).orElse("/actuator/pprof");
	}

	/**
	 * The path, or empty where a filter left the endpoint out.
	 */
	static Optional<String> find(PathMappedEndpoints endpoints) {
		return Optional.ofNullable(endpoints.getPath(ID));
	}

}
