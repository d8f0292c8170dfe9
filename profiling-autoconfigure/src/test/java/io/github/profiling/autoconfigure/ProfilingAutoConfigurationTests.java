package io.github.profiling.autoconfigure;

import java.util.List;

import io.github.profiling.api.Profiler;
import io.github.profiling.capture.Captures;
import io.github.profiling.capture.Kind;
import io.github.profiling.endpoint.PprofEndpoint;
import io.github.profiling.recording.EngineLadder;
import io.github.profiling.recording.WorkDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests of {@link ProfilingAutoConfiguration}.
 */
class ProfilingAutoConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProfilerAutoConfiguration.class, ProfilingAutoConfiguration.class));

	@Test
	void runWhenNotExposedShouldMakeNoBeans() {
		this.runner.run((context) -> {
			assertThat(context).doesNotHaveBean(PprofEndpoint.class).doesNotHaveBean(ProfilingLifecycle.class);
			for (Class<?> type : List.of(Profiler.class, Captures.class, EngineLadder.class, WorkDirectory.class,
					ProfilingProperties.class)) {
				for (String name : context.getBeanNamesForType(type, true, false)) {
					assertThat(context.getSourceApplicationContext().getBeanFactory().containsSingleton(name)).as(name)
						.isFalse();
				}
			}
		});
	}

	@Test
	void runWhenNotExposedShouldHaveAProfilerForThoseWhoAsk() {
		this.runner.withPropertyValues("profiling.code.max-duration=90")
			.run((context) -> assertThat(context.getBean(Profiler.class).maxDuration()).hasSeconds(90));
	}

	@Test
	void runWhenDisabledShouldHaveNoProfiler() {
		this.runner.withPropertyValues("profiling.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(Profiler.class).doesNotHaveBean(Captures.class));
	}

	@Test
	void runWhenExposedShouldHaveTheEndpoint() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=pprof")
			.run((context) -> assertThat(context).hasSingleBean(PprofEndpoint.class).hasSingleBean(Captures.class));
	}

	@Test
	void runWhenExposedOverJmxOnlyShouldHaveNoBeans() {
		this.runner.withPropertyValues("management.endpoints.jmx.exposure.include=*", "spring.jmx.enabled=true")
			.run((context) -> assertThat(context).doesNotHaveBean(PprofEndpoint.class));
	}

	@Test
	void runWhenDisabledShouldHaveNoBeans() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=*", "profiling.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(PprofEndpoint.class));
	}

	@Test
	void runWhenAccessIsNoneShouldHaveNoBeans() {
		this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=*", "management.endpoint.pprof.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(PprofEndpoint.class));
	}

	@Test
	void runWithEnginesOfTheUserShouldBackOff() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=pprof")
			.withUserConfiguration(UserEngines.class)
			.run((context) -> assertThat(context).hasSingleBean(EngineLadder.class)
				.getBean(Captures.class)
				.satisfies(
						(captures) -> assertThat(captures.availability(Kind.PROFILE).reason()).isEqualTo("not today")));
	}

	@ParameterizedTest
	@CsvSource({ "profiling.max-duration, 0s", "profiling.max-duration, 2h", "profiling.max-captures, 0",
			"profiling.max-captures, 101", "profiling.max-captures-per-minute, 0", "profiling.max-recording-size, 1KB",
			"profiling.min-free-space, -1B", "profiling.store.max-size, 1KB", "profiling.store.max-age, 1s",
			"profiling.store.max-count, 0", "profiling.store.min-free-space, -1B", "profiling.store.cut-interval, 0s",
			"profiling.store.timeout, 2m", "profiling.store.max-duration, 25h", "profiling.shutdown.timeout, 1h" })
	@ExtendWith(OutputCaptureExtension.class)
	void aWrongPropertyIsNamedWithItsValueAndTheFix(String property, String value, CapturedOutput output) {
		SpringApplication application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.SERVLET)
			.build();
		assertThatException().isThrownBy(() -> application.run("--server.port=0",
				"--management.endpoints.web.exposure.include=pprof", "--" + property + "=" + value));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The property '" + property + "' has the value '")
			.contains("Set '" + property + "' to ");
	}

	@ParameterizedTest
	@CsvSource({ "profiling.max-duration, soon", "profiling.cpu-sampler, best" })
	@ExtendWith(OutputCaptureExtension.class)
	void aPropertyThatCannotBeReadIsNamedWithItsValue(String property, String value, CapturedOutput output) {
		SpringApplication application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.SERVLET)
			.build();
		assertThatException().isThrownBy(() -> application.run("--server.port=0",
				"--management.endpoints.web.exposure.include=pprof", "--" + property + "=" + value));
		assertThat(output).contains("Failed to bind properties under '" + property + "'")
			.contains("Value: \"" + value + "\"");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class UserEngines {

		@Bean
		EngineLadder engines() {
			return new AskedEngine().ladder();
		}

	}

}
