package io.github.profiling.autoconfigure;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.profiling.capture.Application;
import io.github.profiling.capture.CaptureLimits;
import io.github.profiling.capture.Captures;
import io.github.profiling.capture.ReplicaStatus;
import io.github.profiling.capture.job.CaptureJobs;
import io.github.profiling.capture.job.JobLimits;
import io.github.profiling.capture.store.CaptureOwner;
import io.github.profiling.capture.store.CaptureStore;
import io.github.profiling.capture.store.CaptureStore.Location;
import io.github.profiling.capture.store.StoreLimits;
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
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.autoconfigure.info.InfoContributorFallback;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for the endpoint {@code pprof} and all it needs. Nothing of it is
 * there unless the endpoint is exposed over the web.
 */
@AutoConfiguration
@ConditionalOnProperty(name = "profiling.enabled", matchIfMissing = true)
@ConditionalOnAvailableEndpoint(endpoint = PprofEndpoint.class, exposure = EndpointExposure.WEB)
@EnableConfigurationProperties({ ProfilingProperties.class, StoreProperties.class, PprofEndpointProperties.class })
public final class ProfilingAutoConfiguration {

	private static final int MAX_JOBS = 100;

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
	@ConditionalOnMissingBean
	CaptureStore profilingCaptureStore(Captures captures, WorkDirectory directory, StoreProperties properties) {
		Path configured = properties.getDirectory();
		Path parent = (configured != null) ? configured.toAbsolutePath().getParent() : null;
		Location location = (configured == null) ? Location.in(directory::path, "captures") : (parent == null)
				? () -> configured : Location.in(() -> parent, configured.toAbsolutePath().getFileName().toString());
		CaptureOwner owner = new CaptureOwner(captures.application().name(), ReplicaStatus.revision(System.getenv()),
				captures.application().replica());
		StoreLimits limits = new StoreLimits(properties.getMaxSize().toBytes(), properties.getMaxAge(),
				properties.getMaxCount(), properties.getMinFreeSpace().toBytes(), properties.getTimeout());
		return new CaptureStore(location, owner, limits, Clock.systemUTC());
	}

	@Bean
	@ConditionalOnMissingBean
	CaptureJobs profilingCaptureJobs(Captures captures, CaptureStore store, StoreProperties properties) {
		// What goes with the process need not be saved from its death.
		Duration cutInterval = (properties.getDirectory() != null) ? properties.getCutInterval() : Duration.ZERO;
		return new CaptureJobs(captures, store, new JobLimits(properties.getMaxDuration(), MAX_JOBS, cutInterval));
	}

	@Bean
	ProfilingLifecycle profilingLifecycle(Captures captures, CaptureJobs jobs, ProfilingProperties properties,
			StoreProperties store) {
		return new ProfilingLifecycle(captures, jobs, properties.isLoadEarly(), store.getDirectory() != null,
				properties.getShutdown().getTimeout());
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
