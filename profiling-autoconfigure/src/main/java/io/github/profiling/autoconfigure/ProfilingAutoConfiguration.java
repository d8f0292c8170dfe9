package io.github.profiling.autoconfigure;

import java.time.Duration;

import io.github.profiling.capture.Captures;
import io.github.profiling.capture.job.CaptureJobs;
import io.github.profiling.capture.job.JobLimits;
import io.github.profiling.capture.store.CaptureStore;
import io.github.profiling.endpoint.AuditAdvisor;
import io.github.profiling.endpoint.PprofEndpoint;
import io.github.profiling.endpoint.QueryAdvisor;
import io.github.profiling.endpoint.ValueVisibility;
import io.github.profiling.recording.EngineLadder;
import io.github.profiling.recording.WorkDirectory;

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
@EnableConfigurationProperties({ StoreProperties.class, PprofEndpointProperties.class })
public final class ProfilingAutoConfiguration {

	private static final int MAX_JOBS = 100;

	@Bean
	@ConditionalOnMissingBean
	CaptureStore profilingCaptureStore(Captures captures, WorkDirectory directory, StoreProperties properties) {
		return Stores.store(captures.application(), directory, properties);
	}

	@Bean
	@ConditionalOnMissingBean
	CaptureJobs profilingCaptureJobs(Captures captures, CaptureStore store, StoreProperties properties) {
		// What goes with the process need not be saved from its death.
		Duration cutInterval = (properties.getDirectory() != null) ? properties.getCutInterval() : Duration.ZERO;
		return new CaptureJobs(captures, store, new JobLimits(properties.getMaxDuration(), MAX_JOBS, cutInterval));
	}

	@Bean
	@ConditionalOnMissingBean(name = "profilingLifecycle")
	ProfilingLifecycle profilingLifecycle(Captures captures, CaptureJobs jobs, ProfilingProperties properties,
			StoreProperties store) {
		boolean serves = !NativeImage.isHere();
		return new ProfilingLifecycle(captures, jobs, serves && properties.isLoadEarly(),
				serves && store.getDirectory() != null, properties.getShutdown().getTimeout());
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
