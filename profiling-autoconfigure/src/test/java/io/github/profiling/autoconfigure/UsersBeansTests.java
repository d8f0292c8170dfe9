package io.github.profiling.autoconfigure;

import java.util.List;

import io.github.profiling.endpoint.AuditAdvisor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.boot.actuate.autoconfigure.audit.AuditAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that each bean of ours gives way to the user's own: of its type where that is
 * public, and otherwise of its name.
 */
class UsersBeansTests {

	private final WebApplicationContextRunner servlet = configured(new WebApplicationContextRunner());

	private final ReactiveWebApplicationContextRunner reactive = configured(new ReactiveWebApplicationContextRunner());

	private static <R extends AbstractApplicationContextRunner<R, ?, ?>> R configured(R runner) {
		return runner
			.withConfiguration(AutoConfigurations.of(ProfilerAutoConfiguration.class, ProfilingAutoConfiguration.class,
					AuditAutoConfiguration.class, EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class,
					ProfilingManagementContextConfiguration.class, RepositoryAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=pprof",
					"management.info.profiling.enabled=true", "profiling.load-early=false");
	}

	@ParameterizedTest
	@ValueSource(strings = { "profilingProperties", "profilingCodeProperties", "profilingWorkDirectory",
			"profilingEngines", "profilingCaptures", "profiler", "profilingStoreProperties", "profilingCaptureStore",
			"profilingCaptureJobs", "profilingRecoveryWatch", "pprofQueryAdvisor", "pprofAuditAdvisor",
			"pprofEndpoint" })
	void ofTheSameType(String name) {
		this.servlet.run((context) -> giveWay(this.servlet, context, name));
	}

	@Test
	void ofTheSameTypeInAReactiveApplication() {
		this.reactive.run((context) -> giveWay(this.reactive, context, "pprofWebFilter"));
	}

	private static void giveWay(AbstractApplicationContextRunner<?, ?, ?> runner, ApplicationContext context,
			String name) {
		Object bean = context.getBean(name);
		giveWay(runner, bean.getClass(), bean, name);
	}

	private static <T> void giveWay(AbstractApplicationContextRunner<?, ?, ?> runner, Class<T> type, Object bean,
			String name) {
		runner.withBean("mine", type, () -> type.cast(bean)).run((context) -> {
			ApplicationContext started = (ApplicationContext) context;
			assertThat(started.getBeanNamesForType(type)).containsExactly("mine");
			assertThat(started.containsBean(name)).isFalse();
		});
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "profilingLifecycle", "profilingInfoContributor", "pprofEndpointFilter", "pprofServletFilter" })
	void ofTheSameName(String name) {
		this.servlet.run((context) -> assertThat(context.getBean(name)).isNotNull());
		this.servlet.withBean(name, String.class, () -> "mine")
			.run((context) -> assertThat(context).hasNotFailed().getBean(name).isEqualTo("mine"));
	}

	@Test
	void auditsWhereAnotherAutoConfigurationHasTheRepository() {
		this.servlet.run((context) -> assertThat(context).hasSingleBean(AuditAdvisor.class));
	}

	@Test
	void hasNoBeanThatIsNotTriedHere() {
		this.servlet.run((context) -> assertThat(List.of(context.getBeanDefinitionNames()))
			.filteredOn((name) -> name.startsWith("pprof") || name.startsWith("profil"))
			.filteredOn((name) -> !name.contains("-"))
			.hasSize(17));
	}

	/**
	 * Comes before Actuator's, as it has to, and by its name after ours.
	 */
	@AutoConfiguration(before = AuditAutoConfiguration.class)
	static class RepositoryAutoConfiguration {

		@Bean
		AuditEventRepository auditEventRepository() {
			return new InMemoryAuditEventRepository();
		}

	}

}
