package io.github.profiling.autoconfigure;

import io.github.profiling.capture.Captures;
import io.github.profiling.capture.job.CaptureJobs;
import io.github.profiling.capture.store.CaptureStore;
import io.github.profiling.capture.store.RecoveryWatch;
import io.github.profiling.endpoint.AuditAdvisor;
import io.github.profiling.endpoint.PprofEndpoint;
import io.github.profiling.endpoint.QueryAdvisor;
import io.github.profiling.endpoint.ValueVisibility;
import io.github.profiling.recording.EngineLadder;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.autoconfigure.audit.AuditAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.autoconfigure.info.InfoContributorFallback;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration for the endpoint {@code pprof}. Nothing of it is there unless the
 * endpoint is exposed over the web, in a web application.
 */
@AutoConfiguration(after = AuditAutoConfiguration.class)
@ConditionalOnProperty(name = "profiling.enabled", matchIfMissing = true)
@ConditionalOnWebApplication
@Conditional(OnServedEndpoint.class)
@EnableConfigurationProperties(PprofEndpointProperties.class)
public final class ProfilingAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	CaptureJobs profilingCaptureJobs(Captures captures, CaptureStore store, StoreProperties properties) {
		return Stores.jobs(captures, store, properties);
	}

	@Bean
	@ConditionalOnMissingBean
	RecoveryWatch profilingRecoveryWatch(CaptureStore store) {
		return new RecoveryWatch(store, LogFactory.getLog(RecoveryWatch.class)::info);
	}

	@Bean
	@ConditionalOnMissingBean(name = "profilingLifecycle")
	ProfilingLifecycle profilingLifecycle(Captures captures, CaptureJobs jobs, RecoveryWatch recovery,
			ProfilingProperties properties, StoreProperties store) {
		boolean serves = !NativeImage.isHere();
		// What goes with the process cannot be recovered.
		return new ProfilingLifecycle(captures, jobs, (serves && store.getDirectory() != null) ? recovery : null,
				serves && properties.isLoadEarly(), properties.getShutdown().getTimeout());
	}

	@Bean
	@ConditionalOnMissingBean(name = "profilingInfoContributor")
	@ConditionalOnEnabledInfoContributor(value = "profiling", fallback = InfoContributorFallback.DISABLE)
	ProfilingInfoContributor profilingInfoContributor(Captures captures, EngineLadder engines) {
		return new ProfilingInfoContributor(captures, engines);
	}

	@Bean
	@ConditionalOnMissingBean
	QueryAdvisor pprofQueryAdvisor() {
		return new QueryAdvisor();
	}

	/**
	 * Without a repository, nobody listens.
	 */
	@Bean
	@ConditionalOnBean(AuditEventRepository.class)
	@ConditionalOnMissingBean
	AuditAdvisor pprofAuditAdvisor(ApplicationEventPublisher publisher) {
		return new AuditAdvisor(publisher);
	}

	@Bean
	@ConditionalOnMissingBean(name = "pprofEndpointFilter")
	NativeImage.Filter pprofEndpointFilter() {
		return new NativeImage.Filter();
	}

	@Bean
	@ConditionalOnMissingBean
	PprofEndpoint pprofEndpoint(Captures captures, CaptureJobs jobs, PprofEndpointProperties properties,
			ObjectProvider<SanitizingFunction> sanitizing, ObjectProvider<PathMappedEndpoints> endpoints) {
		ValueVisibility visibility = new ValueVisibility(sanitizing.orderedStream().toList(),
				properties.getShowValues(), properties.getRoles());
		// Looked up late: the endpoints' paths are known only when all endpoints are.
		return new PprofEndpoint(captures, jobs, visibility, () -> EndpointPath.of(endpoints.getObject()));
	}

}
