package io.github.profiling.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import io.github.profiling.endpoint.PprofEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.boot.actuate.autoconfigure.audit.AuditAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what the starter brings into an application, and when: each branch of each
 * condition, in each kind of web application and in one that is none.
 */
class EtiquetteTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=pprof";

	/** Made when somebody needs them, and otherwise but names. */
	private static final List<String> LAZY = List.of("profiler", "profilingCaptureStore", "profilingCaptures",
			"profilingEngines", "profilingWorkDirectory");

	private static final List<String> ALWAYS = Stream
		.concat(LAZY.stream(), Stream.of("pprofEndpoint", "pprofEndpointFilter", "pprofQueryAdvisor",
				"profilingCaptureJobs", "profilingLifecycle", "profilingRecoveryWatch"))
		.toList();

	private static void inEachWebApplication(List<String> properties, BiConsumer<ApplicationContext, String> check) {
		String[] values = properties.toArray(String[]::new);
		configured(new WebApplicationContextRunner()).withPropertyValues(values)
			.run((context) -> check.accept(context, "pprofServletFilter"));
		configured(new ReactiveWebApplicationContextRunner()).withPropertyValues(values)
			.run((context) -> check.accept(context, "pprofWebFilter"));
	}

	private static <R extends AbstractApplicationContextRunner<R, ?, ?>> R configured(R runner) {
		return runner
			.withConfiguration(AutoConfigurations.of(ProfilerAutoConfiguration.class, ProfilingAutoConfiguration.class,
					AuditAutoConfiguration.class, EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class,
					ProfilingManagementContextConfiguration.class))
			// Nothing of these tests takes a profile.
			.withPropertyValues("profiling.load-early=false");
	}

	/**
	 * The beans of ours by name, but for the properties, whose names come from their
	 * prefix and class.
	 */
	private static List<String> ours(ApplicationContext context) {
		List<String> names = new ArrayList<>();
		String base = ClassUtils.getPackageName(PprofEndpoint.class).replace(".endpoint", "");
		for (String name : context.getBeanDefinitionNames()) {
			Class<?> type = context.getType(name);
			boolean our = type != null && type.getName().startsWith(base) && !type.getName().contains("Configuration");
			if ((our && !type.getSimpleName().endsWith("Properties")) || name.startsWith("pprof")) {
				names.add(name);
			}
		}
		return names.stream().sorted().toList();
	}

	private static List<String> with(String... more) {
		return Stream.concat(ALWAYS.stream(), Stream.of(more)).sorted().toList();
	}

	@Test
	void anExposedEndpointBringsTheseBeans() {
		inEachWebApplication(List.of(EXPOSED), (context, filter) -> assertThat(ours(context)).isEqualTo(with(filter)));
	}

	static Stream<List<String>> refusals() {
		return Stream.of(List.of(), List.of("profiling.enabled=true"),
				List.of(EXPOSED, "management.endpoint.pprof.access=NONE"),
				List.of(EXPOSED, "management.endpoints.access.default=NONE"),
				List.of(EXPOSED, "management.endpoints.access.max-permitted=NONE"),
				List.of(EXPOSED, "management.endpoints.web.exposure.exclude=pprof"),
				List.of("management.endpoints.jmx.exposure.include=*", "spring.jmx.enabled=true"));
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void withoutTheEndpointNothingIsMade(List<String> properties) {
		inEachWebApplication(properties, (context, filter) -> assertNothingIsMade(context));
	}

	@Test
	void withoutWebNothingIsMade() {
		configured(new ApplicationContextRunner()).withPropertyValues(EXPOSED)
			.run((context) -> assertNothingIsMade(context));
	}

	private static void assertNothingIsMade(ApplicationContext context) {
		assertThat(ours(context)).isEqualTo(LAZY);
		ConfigurableListableBeanFactory beans = ((ConfigurableApplicationContext) context).getBeanFactory();
		assertThat(LAZY).noneMatch(beans::containsSingleton);
		assertThat(context.getBeanNamesForType(ProfilingProperties.class)).noneMatch(beans::containsSingleton);
		assertThat(context.getBeanNamesForType(PprofEndpointProperties.class)).isEmpty();
	}

	@Test
	void switchedOffThereIsNothing() {
		inEachWebApplication(List.of(EXPOSED, "profiling.enabled=false"), (context, filter) -> {
			assertThat(ours(context)).isEmpty();
			assertThat(context.getBeanNamesForType(ProfilingProperties.class)).isEmpty();
			assertThat(context.getBeanNamesForType(PprofEndpointProperties.class)).isEmpty();
		});
	}

	@Test
	void infoIsContributedOnRequest() {
		configured(new WebApplicationContextRunner())
			.withPropertyValues(EXPOSED, "management.info.profiling.enabled=true")
			.run((context) -> assertThat(ours(context))
				.isEqualTo(with("profilingInfoContributor", "pprofServletFilter")));
	}

	@Test
	void auditsWhereThereIsARepository() {
		configured(new WebApplicationContextRunner()).withPropertyValues(EXPOSED)
			.withBean(AuditEventRepository.class, InMemoryAuditEventRepository::new)
			.run((context) -> assertThat(ours(context)).isEqualTo(with("pprofAuditAdvisor", "pprofServletFilter")));
	}

}
