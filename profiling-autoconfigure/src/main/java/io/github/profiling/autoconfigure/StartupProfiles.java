package io.github.profiling.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.github.profiling.autoconfigure.StartupProperties.Until;
import io.github.profiling.capture.Application;
import io.github.profiling.capture.CaptureException;
import io.github.profiling.capture.CaptureLimits;
import io.github.profiling.capture.CaptureRequest;
import io.github.profiling.capture.Captures;
import io.github.profiling.capture.Kind;
import io.github.profiling.capture.job.CaptureJobs;
import io.github.profiling.capture.job.CaptureOrder;
import io.github.profiling.capture.job.JobException;
import io.github.profiling.capture.job.JobState;
import io.github.profiling.capture.job.JobStatus;
import io.github.profiling.capture.store.CaptureStore;
import io.github.profiling.capture.store.RecoveryWatch;
import io.github.profiling.capture.store.StoreException;
import io.github.profiling.recording.EngineLadder;
import io.github.profiling.recording.WorkDirectory;
import io.github.profiling.recording.jfr.ClassSources;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.env.Environment;

/**
 * Profiles that begin before there are beans, as captures like those that are ordered
 * over HTTP. The application takes over what takes them, as async-profiler has one
 * session for all.
 */
final class StartupProfiles implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(StartupProfiles.class);

	private final WorkDirectory directory;

	private final EngineLadder engines;

	private final Captures captures;

	private final CaptureStore store;

	private final CaptureJobs jobs;

	private final @Nullable RecoveryWatch recovery;

	private final Duration timeout;

	/** What is not over yet. The rest is guarded by this. */
	private final Set<Kind> wanted;

	/** The ids of those that were begun. */
	private final List<String> begun = new ArrayList<>();

	private boolean ended;

	/** When the application's end has waited enough, {@code null} before it. */
	private @Nullable Long deadline;

	private StartupProfiles(List<Kind> kinds, ProfilingProperties profiling, StoreProperties store,
			Environment environment, ClassSources sources) {
		this.wanted = EnumSet.copyOf(kinds);
		Application application = Engines.application(environment);
		this.directory = Engines.directory(profiling);
		this.engines = Engines.ladder(this.directory, profiling);
		this.captures = new Captures(application, this.engines, this.directory, sources,
				Engines.captureLimits(profiling));
		this.store = Stores.store(application, this.directory, store);
		this.jobs = Stores.jobs(this.captures, this.store, store);
		this.recovery = (store.getDirectory() != null)
				? new RecoveryWatch(this.store, LogFactory.getLog(RecoveryWatch.class)::info) : null;
		this.timeout = profiling.getShutdown().getTimeout();
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
		if (properties.getUntil() == Until.SHUTDOWN && store.getDirectory() == null) {
			logger.warn("Profiles of the whole run go with the process: profiling.store.directory is not set");
		}
		ClassSources sources = new ClassSources(classLoader);
		StartupProfiles profiles = new StartupProfiles(kinds, profiling, store, environment, sources);
		// The operator's wish, which takes no place away from those who ask later.
		Captures own = new Captures(profiles.captures.application(), profiles.engines, profiles.directory, sources,
				new CaptureLimits(properties.getDuration(), kinds.size(), kinds.size()));
		Thread thread = new Thread(() -> profiles.submit(own, kinds, properties.getDuration()), "profiling-startup");
		thread.setDaemon(true);
		thread.start();
		return profiles;
	}

	private void submit(Captures taker, List<Kind> kinds, Duration duration) {
		if (this.recovery != null) {
			this.recovery.start();
		}
		for (Kind kind : kinds) {
			try {
				CaptureOrder order = new CaptureOrder(CaptureRequest.of(kind, duration), 1, duration,
						List.of("startup"));
				begun(this.jobs.submit(order, taker, this::over).get(0).id());
			}
			catch (CaptureException | StoreException | JobException ex) {
				fail(kind, String.valueOf(ex.getMessage()));
			}
			catch (Throwable ex) {
				// Nothing that profiling does may end in somebody else's error handler.
				fail(kind, ex.toString());
			}
		}
	}

	private void begun(String id) {
		boolean late;
		synchronized (this) {
			this.begun.add(id);
			late = this.ended;
		}
		if (late) {
			this.jobs.stop(id, "");
		}
	}

	private void over(JobStatus job) {
		Kind kind = job.order().request().kind();
		forget(kind);
		if (job.state() == JobState.FINISHED) {
			logger.info("Profile '" + kind.path() + "' of the start is stored as capture " + job.id());
		}
		else {
			fail(kind, job.reason());
		}
	}

	private void fail(Kind kind, String reason) {
		forget(kind);
		logger.warn("No profile '" + kind.path() + "' of the start: " + reason);
	}

	private synchronized void forget(Kind kind) {
		this.wanted.remove(kind);
	}

	/**
	 * Gives the application what takes captures.
	 */
	void registerBeans(BeanDefinitionRegistry registry) {
		register(registry, "profilingWorkDirectory", WorkDirectory.class, () -> this.directory);
		register(registry, "profilingEngines", EngineLadder.class, () -> this.engines);
		register(registry, "profilingCaptures", Captures.class, () -> this.captures);
		register(registry, "profilingCaptureStore", CaptureStore.class, () -> this.store);
		register(registry, "profilingCaptureJobs", CaptureJobs.class, () -> this.jobs);
		RecoveryWatch watch = this.recovery;
		if (watch != null) {
			register(registry, "profilingRecoveryWatch", RecoveryWatch.class, () -> watch);
		}
		// The last to be made, and so the first to be closed.
		register(registry, "profilingStartupProfiles", StartupProfiles.class, () -> this);
	}

	private static <T> void register(BeanDefinitionRegistry registry, String name, Class<T> type, Supplier<T> bean) {
		RootBeanDefinition definition = new RootBeanDefinition(type, bean);
		// Beans of the user's own win.
		definition.setFallback(true);
		if (registry.containsBeanDefinition(name)) {
			// Our own, of an application that was prepared at build time.
			registry.removeBeanDefinition(name);
		}
		registry.registerBeanDefinition(name, definition);
	}

	/**
	 * Ends the profiles, and has them stored in the background.
	 */
	void end() {
		List<String> ending;
		synchronized (this) {
			this.ended = true;
			ending = List.copyOf(this.begun);
		}
		ending.forEach((id) -> this.jobs.stop(id, ""));
	}

	/**
	 * The application begins to stop: ends the profiles, for which {@link #close()} will
	 * wait no longer than the application's end may take from now on.
	 */
	void closing() {
		synchronized (this) {
			this.deadline = System.nanoTime() + this.timeout.toNanos();
		}
		end();
	}

	/**
	 * Ends the profiles, and waits until they are stored.
	 */
	@Override
	public void close() {
		end();
		try {
			if (!isOver() && !this.jobs.awaitSaved(rest())) {
				logger
					.warn("Profiles of the start could not be stored within profiling.shutdown.timeout, and are lost");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private synchronized boolean isOver() {
		return this.wanted.isEmpty();
	}

	private synchronized Duration rest() {
		return (this.deadline != null) ? Duration.ofNanos(Math.max(0, this.deadline - System.nanoTime()))
				: this.timeout;
	}

	/**
	 * Ends all, where there is no application that does.
	 */
	void abandon() {
		close();
		if (this.recovery != null) {
			this.recovery.close();
		}
		this.engines.close();
		this.directory.close();
	}

}
