package io.github.profiling.autoconfigure;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.profiling.api.Profiler;
import io.github.profiling.capture.job.CaptureJobs;
import io.github.profiling.capture.store.CaptureOwner;
import io.github.profiling.capture.store.CaptureStore;
import io.github.profiling.capture.store.StoreLimits;
import io.github.profiling.recording.EngineLadder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests of what begins with the application, and with which properties.
 */
class ProfilingLifecycleTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProfilerAutoConfiguration.class, ProfilingAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=pprof");

	@TempDir
	private Path temp;

	@Test
	void theEngineIsLoadedWithTheStart() {
		assumeTrue(Runtime.version().feature() < 24, "since JDK 24 only where that gives no warning");
		AskedEngine engine = new AskedEngine();
		this.runner.withBean(EngineLadder.class, engine::ladder)
			.run((context) -> assertThat(engine.asked().await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue());
	}

	@Test
	void whatKilledProcessesLeftIsLookedForWhereTheStoreOutlivesThem() {
		HeldStore store = new HeldStore(this.temp);
		this.runner.withPropertyValues("profiling.load-early=false", "profiling.store.directory=" + this.temp)
			.withBean(CaptureStore.class, store::create)
			.run((context) -> {
				assertThat(store.asked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
				assertThat(looking()).isTrue();
				store.release.countDown();
			});
	}

	@Test
	void andNotWhereItEndsWithTheProcess() {
		HeldStore store = new HeldStore(this.temp);
		this.runner.withPropertyValues("profiling.load-early=false")
			.withBean(CaptureStore.class, store::create)
			.run((context) -> {
				// The store holds whoever looks, so one who does stays in sight; those of
				// other tests end.
				Awaitility.await().atMost(PATIENCE).until(() -> !looking());
				store.release.countDown();
			});
	}

	private static boolean looking() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.anyMatch((thread) -> thread.getName().equals("profiling-recovery"));
	}

	@Test
	void runningCapturesAreSavedNowAndThenWhereTheStoreOutlivesTheProcess() {
		WebApplicationContextRunner cutting = this.runner.withPropertyValues("profiling.load-early=false",
				"profiling.store.cut-interval=7s");
		cutting.run((context) -> assertThat(context.getBean(CaptureJobs.class).limits().cutInterval())
			.isEqualTo(Duration.ZERO));
		cutting.withPropertyValues("profiling.store.directory=" + this.temp)
			.run((context) -> assertThat(context.getBean(CaptureJobs.class).limits().cutInterval())
				.isEqualTo(Duration.ofSeconds(7)));
	}

	@Test
	void codeHasItsPropertiesWithoutAnythingElse() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ProfilerAutoConfiguration.class))
			.withPropertyValues("profiling.code.max-duration=7s")
			.run((context) -> assertThat(context.getBean(Profiler.class).maxDuration())
				.isEqualTo(Duration.ofSeconds(7)));
	}

	/**
	 * A store that holds whoever looks into it.
	 */
	private static final class HeldStore {

		private final CountDownLatch asked = new CountDownLatch(1);

		private final CountDownLatch release = new CountDownLatch(1);

		private final Path directory;

		private HeldStore(Path directory) {
			this.directory = directory;
		}

		private CaptureStore create() {
			StoreLimits limits = new StoreLimits(1, Duration.ofDays(1), 1, 0, Duration.ofMinutes(1));
			return new CaptureStore(this::directory, new CaptureOwner("test", "1", "one"), limits, Clock.systemUTC());
		}

		private Path directory() {
			this.asked.countDown();
			try {
				this.release.await(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return this.directory;
		}

	}

}
