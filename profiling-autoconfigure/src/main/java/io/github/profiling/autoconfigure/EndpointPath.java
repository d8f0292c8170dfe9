package io.github.profiling.autoconfigure;

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
		String path = endpoints.getPath(ID);
		return (path != null) ? path : "/actuator/pprof";
	}

}
