package io.github.profiling.autoconfigure;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.profiling.capture.Application;
import io.github.profiling.capture.CaptureLimits;
import io.github.profiling.capture.Captures;
import io.github.profiling.endpoint.AuditAdvisor;
import io.github.profiling.endpoint.PprofEndpoint;
import io.github.profiling.endpoint.QueryAdvisor;
import io.github.profiling.endpoint.ValueVisibility;
import io.github.profiling.recording.Engine;
import io.github.profiling.recording.EngineLadder;
import io.github.profiling.recording.Recorder;
import io.github.profiling.recording.RecordingLimits;
import io.github.profiling.recording.WorkDirectory;
import io.github.profiling.recording.asyncprofiler.AsyncProfilerEngine;
import io.github.profiling.recording.flightrecorder.FlightRecorderEngine;
import io.github.profiling.recording.jfr.ClassSources;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.autoconfigure.audit.AuditAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
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
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for the endpoint {@code pprof} and all it needs. Nothing of it is
 * there unless the endpoint is exposed over the web, in a web application.
 */
@AutoConfiguration(after = AuditAutoConfiguration.class)
@ConditionalOnProperty(name = "profiling.enabled", matchIfMissing = true)
@ConditionalOnWebApplication
@ConditionalOnAvailableEndpoint(endpoint = PprofEndpoint.class, exposure = EndpointExposure.WEB)
@EnableConfigurationProperties({ ProfilingProperties.class, PprofEndpointProperties.class })
public final class ProfilingAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	WorkDirectory profilingWorkDirectory(ProfilingProperties properties) {
		return new WorkDirectory(WorkDirectory.candidates(properties.getWorkDirectory()));
	}

	@Bean
	@ConditionalOnMissingBean
	EngineLadder profilingEngines(WorkDirectory directory, ProfilingProperties properties) {
		List<Path> directories = WorkDirectory.candidates(properties.getWorkDirectory());
		RecordingLimits limits = new RecordingLimits(properties.getMaxRecordingSize().toBytes(),
				properties.getMinFreeSpace().toBytes());
		Engine asyncProfiler = new AsyncProfilerEngine(directories, properties.getCpuSampler());
		Engine flightRecorder = new FlightRecorderEngine();
		return switch (properties.getEngine()) {
			case AUTO -> ladder(directory, limits, "", asyncProfiler, flightRecorder);
			case ASYNC_PROFILER -> ladder(directory, limits, "profiling.engine=async-profiler", asyncProfiler);
			case JFR -> ladder(directory, limits, "profiling.engine=jfr", flightRecorder);
		};
	}

	private static EngineLadder ladder(WorkDirectory directory, RecordingLimits limits, String restriction,
			Engine... engines) {
		return new EngineLadder(Stream.of(engines).map((engine) -> new Recorder(engine, directory, limits)).toList(),
				restriction);
	}

	@Bean
	@ConditionalOnMissingBean
	Captures profilingCaptures(EngineLadder engines, WorkDirectory directory, ProfilingProperties properties,
			ApplicationContext context, Environment environment) {
		String name = environment.getProperty("spring.application.name", "");
		CaptureLimits limits = new CaptureLimits(properties.getMaxDuration(), properties.getMaxCaptures(),
				properties.getMaxCapturesPerMinute());
		return new Captures(Application.of(name.isBlank() ? "application" : name, System.getenv()), engines, directory,
				new ClassSources(context.getClassLoader()), limits);
	}

	@Bean
	@ConditionalOnMissingBean(name = "profilingLifecycle")
	ProfilingLifecycle profilingLifecycle(Captures captures, ProfilingProperties properties) {
		return new ProfilingLifecycle(captures, properties.isLoadEarly());
	}

	@Bean
	@ConditionalOnMissingBean
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
	@ConditionalOnMissingBean
	PprofEndpoint pprofEndpoint(Captures captures, PprofEndpointProperties properties,
			ObjectProvider<SanitizingFunction> sanitizing, ObjectProvider<PathMappedEndpoints> endpoints) {
		ValueVisibility visibility = new ValueVisibility(sanitizing.orderedStream().toList(),
				properties.getShowValues(), properties.getRoles());
		// Looked up late: the endpoints' paths are known only when all endpoints are.
		return new PprofEndpoint(captures, visibility, () -> EndpointPath.of(endpoints.getObject()));
	}

}
