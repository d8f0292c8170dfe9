package io.github.profiling.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.util.ClassUtils;

/**
 * A real Spring Boot application on a real port, with the starter's auto-configuration.
 * Everybody may do everything unless the property {@code test.secured} is set.
 */
public final class WebApplication implements AutoCloseable {

	private static final String TOMCAT = "org.springframework.boot.tomcat.autoconfigure.";

	private final ConfigurableApplicationContext context;

	private final HttpClient client = HttpClient.newHttpClient();

	private WebApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts an application with the endpoint exposed.
	 * @param stack the web stack
	 * @param properties further properties, {@code name=value}, which win
	 */
	public static WebApplication start(WebStack stack, String... properties) {
		return new WebApplication(SpringApplication.run(TestConfiguration.class, arguments(stack, properties)));
	}

	/**
	 * The arguments with which {@link ApplicationMain} starts the same in a process of
	 * its own.
	 */
	static String[] arguments(WebStack stack, String... properties) {
		List<String> arguments = new ArrayList<>();
		arguments.add("--spring.main.web-application-type=" + stack.name().toLowerCase(Locale.ROOT));
		arguments.add("--spring.main.banner-mode=off");
		if (stack == WebStack.REACTIVE) {
			// Both servers are on the class path, which no application has.
			arguments
				.add("--spring.autoconfigure.exclude=" + TOMCAT + "reactive.TomcatReactiveWebServerAutoConfiguration,"
						+ TOMCAT + "actuate.web.server.TomcatReactiveManagementContextAutoConfiguration");
		}
		arguments.add("--spring.application.name=test-app");
		arguments.add("--server.port=0");
		List<String> defaults = List.of("management.endpoints.web.exposure.include=pprof",
				"profiling.max-captures-per-minute=10000", "profiling.min-free-space=0B");
		for (String property : defaults) {
			String name = property.substring(0, property.indexOf('=') + 1);
			if (List.of(properties).stream().noneMatch((given) -> given.startsWith(name))) {
				arguments.add("--" + property);
			}
		}
		for (String property : properties) {
			arguments.add("--" + property);
		}
		return arguments.toArray(String[]::new);
	}

	public ConfigurableApplicationContext context() {
		return this.context;
	}

	public URI uri(String path) {
		return URI.create("http://127.0.0.1:" + port("local.server.port") + path);
	}

	/**
	 * An address on the port of Actuator, where that has one of its own.
	 */
	public URI managementUri(String path) {
		return URI.create("http://127.0.0.1:" + port("local.management.port") + path);
	}

	private int port(String property) {
		return this.context.getEnvironment().getRequiredProperty(property, Integer.class);
	}

	/**
	 * Gets a path below {@code /actuator/pprof}.
	 */
	public HttpResponse<byte[]> get(String path) {
		return send(HttpRequest.newBuilder(uri("/actuator/pprof" + path)));
	}

	/**
	 * Gets a path below {@code /actuator/pprof} as text.
	 */
	public String text(String path) {
		return text(get(path));
	}

	public static String text(HttpResponse<byte[]> response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

	public HttpResponse<byte[]> send(HttpRequest.Builder request) {
		try {
			return this.client.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * The application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(TokenSecurity.class)
	public static class TestConfiguration {

		@Configuration(proxyBeanMethods = false)
		@ConditionalOnWebApplication(type = Type.SERVLET)
		static class ServletSecurity {

			@Bean
			@ConditionalOnProperty(name = "test.secured", matchIfMissing = true, havingValue = "false")
			SecurityFilterChain open(HttpSecurity http) throws Exception {
				return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
					.csrf((csrf) -> csrf.disable())
					.build();
			}

			@Bean
			@ConditionalOnProperty(name = "test.secured", havingValue = "true")
			SecurityFilterChain secured(HttpSecurity http) throws Exception {
				return http
					.authorizeHttpRequests((requests) -> requests.requestMatchers("/actuator/pprof/**")
						.hasRole("OPERATOR")
						.anyRequest()
						.permitAll())
					.httpBasic((basic) -> {
					})
					.build();
			}

		}

		/**
		 * Spring Boot 3.5 would choose Tomcat, as both servers are on the class path.
		 */
		static class NettyOnSpringBoot3 implements ImportBeanDefinitionRegistrar {

			private static final String FACTORY = "org.springframework.boot.web.embedded.netty.NettyReactiveWebServerFactory";

			@Override
			public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
				if (ClassUtils.isPresent(FACTORY, null)) {
					registry.registerBeanDefinition("nettyReactiveWebServerFactory",
							new RootBeanDefinition(ClassUtils.resolveClassName(FACTORY, null)));
				}
			}

		}

		@Configuration(proxyBeanMethods = false)
		@ConditionalOnWebApplication(type = Type.REACTIVE)
		@Import(NettyOnSpringBoot3.class)
		static class ReactiveSecurity {

			@Bean
			@ConditionalOnProperty(name = "test.secured", matchIfMissing = true, havingValue = "false")
			SecurityWebFilterChain open(ServerHttpSecurity http) {
				return http.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll())
					.csrf((csrf) -> csrf.disable())
					.build();
			}

			@Bean
			@ConditionalOnProperty("test.secured")
			SecurityWebFilterChain secured(ServerHttpSecurity http) {
				return http
					.authorizeExchange((exchanges) -> exchanges.pathMatchers("/actuator/pprof/**")
						.hasRole("OPERATOR")
						.anyExchange()
						.permitAll())
					.httpBasic((basic) -> {
					})
					.build();
			}

		}

	}

}
