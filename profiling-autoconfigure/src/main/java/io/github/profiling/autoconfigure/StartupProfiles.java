package io.github.profiling.autoconfigure;

import java.nio.file.Path;
import java.util.List;

import io.github.profiling.capture.Application;
import io.github.profiling.capture.BackgroundCaptures;
import io.github.profiling.capture.CaptureLimits;
import io.github.profiling.capture.CaptureRequest;
import io.github.profiling.capture.CaptureSink;
import io.github.profiling.capture.Captures;
import io.github.profiling.capture.Kind;
import io.github.profiling.capture.ProfileDirectory;
import io.github.profiling.recording.EngineLadder;
import io.github.profiling.recording.RecordingLimits;
import io.github.profiling.recording.WorkDirectory;
import io.github.profiling.recording.jfr.ClassSources;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.env.Environment;

/**
 * Profiles that begin before there are beans. The application's captures use the same
 * recorder later, as async-profiler has one session for all.
 */
final class StartupProfiles implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(StartupProfiles.class);

	private final WorkDirectory directory;

	private final EngineLadder engines;

	private final BackgroundCaptures captures;

	private StartupProfiles(WorkDirectory directory, EngineLadder engines, BackgroundCaptures captures) {
		this.directory = directory;
		this.engines = engines;
		this.captures = captures;
	}

	/**
	 * Begins the profiles, in the background.
	 * @param properties what is asked for, kinds at least
	 * @param profiling how to take it
	 * @param store where to keep it
	 * @param environment tells the application's name
	 * @param classLoader where to look for source files and lines
	 * @throws InvalidPropertyException if a property has a value that cannot be used
	 */
	static StartupProfiles begin(StartupProperties properties, ProfilingProperties profiling, StoreProperties store,
			Environment environment, @Nullable ClassLoader classLoader) {
		properties.check();
		profiling.afterPropertiesSet();
		store.afterPropertiesSet();
		List<Kind> kinds = properties.resolvedKinds();
		List<CaptureRequest> requests = kinds.stream()
			.map((kind) -> CaptureRequest.of(kind, properties.getDuration()))
			.toList();
		Application application = Engines.application(environment);
		WorkDirectory directory = Engines.directory(profiling);
		EngineLadder engines = Engines.ladder(directory, profiling);
		// The operator's wish, which takes no place away from those who ask later.
		CaptureLimits limits = new CaptureLimits(properties.getDuration(), kinds.size(), kinds.size());
		CaptureSink sink = sink(properties, store, application, directory, Engines.limits(profiling));
		BackgroundCaptures captures = new BackgroundCaptures(
				() -> new Captures(application, engines, directory, new ClassSources(classLoader), limits), requests,
				sink, (failure) -> logger.warn("Profiles of the start: " + failure), properties.getWriteTimeout());
		captures.start();
		return new StartupProfiles(directory, engines, captures);
	}

	/**
	 * Where the profiles go: to a directory of their own if there is one, else to the
	 * store if that outlives the process.
	 */
	private static CaptureSink sink(StartupProperties properties, StoreProperties store, Application application,
			WorkDirectory directory, RecordingLimits limits) {
		if (properties.getDirectory() == null && store.getDirectory() != null) {
			CaptureSink stored = Stores.sink(Stores.store(application, directory, store), "startup");
			return (request, profile) -> {
				stored.accept(request, profile);
				logger.info("Profile '" + request.kind().path() + "' stored in " + store.getDirectory());
			};
		}
		ProfileDirectory profiles = new ProfileDirectory(properties.getDirectory(), application,
				properties.getMaxFiles(), limits);
		return (request, profile) -> {
			Path file = profiles.write(request, profile);
			logger.info("Profile '" + request.kind().path() + "' written to " + file);
		};
	}

	/**
	 * Gives the application the recorder.
	 */
	void registerBeans(BeanDefinitionRegistry registry) {
		register(registry, "profilingWorkDirectory", new RootBeanDefinition(WorkDirectory.class, () -> this.directory));
		register(registry, "profilingEngines", new RootBeanDefinition(EngineLadder.class, () -> this.engines));
		// The last to be made, and so the first to be closed.
		register(registry, "profilingStartupCaptures",
				new RootBeanDefinition(BackgroundCaptures.class, () -> this.captures));
	}

	private static void register(BeanDefinitionRegistry registry, String name, RootBeanDefinition definition) {
		// Beans of the user's own win.
		definition.setFallback(true);
		if (registry.containsBeanDefinition(name)) {
			// Our own, of an application that was prepared at build time.
			registry.removeBeanDefinition(name);
		}
		registry.registerBeanDefinition(name, definition);
	}

	/**
	 * Ends the profiles, and has them written in the background.
	 */
	void end() {
		this.captures.end("");
	}

	/**
	 * Ends the profiles, and waits until they are written, with patience.
	 */
	void finish() {
		this.captures.close();
	}

	/**
	 * Ends all, where there is no application that does.
	 */
	@Override
	public void close() {
		this.captures.close();
		this.engines.close();
		this.directory.close();
	}

}
