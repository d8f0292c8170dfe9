package io.github.profiling.autoconfigure;

import io.github.profiling.api.Profiler;
import io.github.profiling.capture.Captures;
import io.github.profiling.capture.store.CaptureStore;
import io.github.profiling.recording.EngineLadder;
import io.github.profiling.recording.WorkDirectory;
import io.github.profiling.recording.jfr.ClassSources;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for what takes captures, whoever asks for them. Each bean is made
 * when somebody needs it: the endpoint, if it is exposed, or code that has a
 * {@link Profiler} injected. Otherwise there are names of beans, and nothing else.
 */
@AutoConfiguration
@ConditionalOnProperty(name = "profiling.enabled", matchIfMissing = true)
@EnableConfigurationProperties
@Lazy
public final class ProfilerAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ProfilingProperties profilingProperties() {
		return new ProfilingProperties();
	}

	@Bean
	@ConditionalOnMissingBean
	CodeProperties profilingCodeProperties() {
		return new CodeProperties();
	}

	@Bean
	@ConditionalOnMissingBean
	WorkDirectory profilingWorkDirectory(ProfilingProperties properties) {
		return Engines.directory(properties);
	}

	@Bean
	@ConditionalOnMissingBean
	EngineLadder profilingEngines(WorkDirectory directory, ProfilingProperties properties) {
		return Engines.ladder(directory, properties);
	}

	@Bean
	@ConditionalOnMissingBean
	Captures profilingCaptures(EngineLadder engines, WorkDirectory directory, ProfilingProperties properties,
			ApplicationContext context, Environment environment) {
		return new Captures(Engines.application(environment), engines, directory,
				new ClassSources(context.getClassLoader()), Engines.captureLimits(properties));
	}

	@Bean
	@ConditionalOnMissingBean
	StoreProperties profilingStoreProperties() {
		return new StoreProperties();
	}

	@Bean
	@ConditionalOnMissingBean
	CaptureStore profilingCaptureStore(Captures captures, WorkDirectory directory, StoreProperties properties) {
		return Stores.store(captures.application(), directory, properties);
	}

	@Bean
	@ConditionalOnMissingBean
	Profiler profiler(Captures captures, CaptureStore store, CodeProperties properties) {
		return new Profiler(captures, store, properties.getMaxDuration(), () -> {
			// The recorder is the application's, and goes on.
		});
	}

}
