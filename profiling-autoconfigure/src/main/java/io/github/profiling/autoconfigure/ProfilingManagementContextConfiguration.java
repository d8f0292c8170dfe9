package io.github.profiling.autoconfigure;

import java.time.Clock;

import io.github.profiling.capture.Captures;
import io.github.profiling.endpoint.PprofEndpoint;
import io.github.profiling.endpoint.PprofHttp;
import io.github.profiling.endpoint.PprofServletFilter;
import io.github.profiling.endpoint.PprofWebFilter;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Adds the filter for the endpoint's headers to whichever web server serves Actuator.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnBean(PprofEndpoint.class)
class ProfilingManagementContextConfiguration {

	private static PprofHttp http(Captures captures, PathMappedEndpoints endpoints) {
		return new PprofHttp(captures, () -> EndpointPath.of(endpoints), Clock.systemUTC());
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	static class ServletConfiguration {

		@Bean
		PprofServletFilter pprofServletFilter(Captures captures, PathMappedEndpoints endpoints) {
			return new PprofServletFilter(http(captures, endpoints));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	static class ReactiveConfiguration {

		@Bean
		PprofWebFilter pprofWebFilter(Captures captures, PathMappedEndpoints endpoints) {
			return new PprofWebFilter(http(captures, endpoints));
		}

	}

}
