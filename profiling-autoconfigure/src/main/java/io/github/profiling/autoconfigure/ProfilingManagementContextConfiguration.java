package io.github.profiling.autoconfigure;

import java.time.Clock;
import java.util.List;

import io.github.profiling.capture.Captures;
import io.github.profiling.endpoint.PprofEndpoint;
import io.github.profiling.endpoint.PprofHttp;
import io.github.profiling.endpoint.PprofServletFilter;
import io.github.profiling.endpoint.PprofWebFilter;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/**
 * Adds the filter for the endpoint's headers to whichever web server serves Actuator.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnBean(PprofEndpoint.class)
class ProfilingManagementContextConfiguration {

	private static PprofHttp http(Captures captures, PathMappedEndpoints endpoints) {
		return new PprofHttp(captures, SingletonSupplier.of(() -> EndpointPath.find(endpoints)), Clock.systemUTC());
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	static class ServletConfiguration {

		/** Where all of Spring MVC or Jersey can be put below a path of its own. */
		private static final List<String> PREFIX_PROPERTIES = List.of("spring.mvc.servlet.path",
				"spring.jersey.application-path");

		/**
		 * Mapped to the endpoint's own path, so that no other request has the filter on
		 * its way and in its profile.
		 */
		@Bean
		@ConditionalOnMissingBean(name = "pprofServletFilter")
		FilterRegistrationBean<PprofServletFilter> pprofServletFilter(Captures captures, PathMappedEndpoints endpoints,
				Environment environment) {
			FilterRegistrationBean<PprofServletFilter> registration = new FilterRegistrationBean<>(
					new PprofServletFilter(http(captures, endpoints)));
			String pattern = EndpointPath.of(endpoints) + "/*";
			registration.addUrlPatterns(pattern);
			for (String property : PREFIX_PROPERTIES) {
				String prefix = environment.getProperty(property, "/");
				if (!prefix.equals("/")) {
					registration.addUrlPatterns(prefix + pattern);
				}
			}
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	static class ReactiveConfiguration {

		@Bean
		@ConditionalOnMissingBean
		PprofWebFilter pprofWebFilter(Captures captures, PathMappedEndpoints endpoints) {
			return new PprofWebFilter(http(captures, endpoints));
		}

	}

}
