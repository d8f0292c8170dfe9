package io.github.profiling.capture;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.github.profiling.profile.Profile;
import io.github.profiling.recording.jfr.SampleLabel;
import io.github.profiling.testing.GoPprof;
import io.github.profiling.testing.GoRows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests of {@link Kind#PROFILE} and {@link Kind#WALL} with work whose times are known, as
 * {@code go tool pprof} reads them.
 */
class TimeTruthTests {

	private static final long MILLISECOND = 1_000_000;

	@TempDir
	private Path temp;

	private RealCaptures captures;

	private static volatile long sink;

	@BeforeEach
	void start() {
		GoPprof.requireGo();
		this.captures = new RealCaptures(this.temp);
	}

	@AfterEach
	void stop() {
		if (this.captures != null) {
			this.captures.close();
		}
	}

	@Test
	void cpuTimeIsSharedAsTheWorkWas() throws Exception {
		AtomicLong used = new AtomicLong();
		Profile profile = this.captures
			.during(() -> used.set(onThread("spinner", TimeTruthTests::spinSeventyToThirty)),
					RealCaptures.of(Kind.PROFILE))
			.get(0);
		GoRows rows = GoRows.of(profile, "cpu", "ms");
		double seventy = rows.cum("TimeTruthTests.seventy");
		double thirty = rows.cum("TimeTruthTests.thirty");
		// 300 samples: the share has a standard deviation of 2.6 points, the tick of the
		// kernel makes the sum up to a tenth too low.
		assertThat(seventy / (seventy + thirty)).isCloseTo(0.7, within(0.1));
		assertThat(seventy + thirty).isCloseTo(used.get() / 1e6, withinPercentage(15));
	}

	@Test
	void sleepIsElapsedTimeButNoCpuTime() throws Exception {
		AtomicLong slept = new AtomicLong();
		List<Profile> profiles = this.captures.during(() -> slept.set(onThread("sleeper", TimeTruthTests::sleep)),
				RealCaptures.of(Kind.WALL, 10 * MILLISECOND), RealCaptures.of(Kind.PROFILE));
		// A thread is looked at in each round, from the capture's start to its end, so
		// the
		// error is that of the two ends, and of rounds that a busy machine left out just
		// then and not at other times.
		assertThat(GoRows.of(profiles.get(0), "wall", "ms").cum("TimeTruthTests.sleep")).isCloseTo(slept.get() / 1e6,
				withinPercentage(15));
		assertThat(GoRows.of(profiles.get(0), "samples", "count").cum("TimeTruthTests.sleep"))
			.isBetween(0.2 * slept.get() / 1e7, 1.15 * slept.get() / 1e7);
		assertThat(GoRows.of(profiles.get(1), "cpu", "ms").cum("TimeTruthTests.sleep")).isLessThan(50);
	}

	@Test
	void aCaptureIsRightAlthoughOthersAreFinerAndCutIt() throws Exception {
		AtomicLong slept = new AtomicLong();
		List<Profile> profiles = this.captures.during(() -> slept.set(onThread("sleeper", TimeTruthTests::sleep)),
				RealCaptures.of(Kind.WALL, 50 * MILLISECOND), RealCaptures.of(Kind.WALL, 10 * MILLISECOND),
				RealCaptures.of(Kind.MUTEX), RealCaptures.of(Kind.NATIVEMEM), RealCaptures.of(Kind.ALLOCS),
				RealCaptures.of(Kind.PROFILE));
		for (Profile profile : profiles.subList(0, 2)) {
			assertThat(GoRows.of(profile, "wall", "ms").cum("TimeTruthTests.sleep")).isCloseTo(slept.get() / 1e6,
					withinPercentage(15));
		}
	}

	@Test
	void samplesAreLabelledWithThreadPoolAndState() throws Exception {
		CaptureRequest request = new CaptureRequest(Kind.WALL, Duration.ofMinutes(2), 10 * MILLISECOND, false,
				Set.of(SampleLabel.values()));
		Profile profile = this.captures.during(() -> {
			onThread("sleeper\n12", TimeTruthTests::sleep);
			onThread("spinner-3", TimeTruthTests::spinSeventyToThirty);
		}, request).get(0);
		assertThat(GoRows.of(profile, "wall", "ms", "-tagfocus=^thread:sleeper 12$").cum("TimeTruthTests.sleep"))
			.isPositive();
		assertThat(GoRows.of(profile, "wall", "ms", "-tagfocus=state=^sleeping$").cum("TimeTruthTests.seventy"))
			.isLessThan(GoRows.of(profile, "wall", "ms", "-tagfocus=state=^running$").cum("TimeTruthTests.seventy"));
		assertThat(GoRows.run(profile, "-tags")).contains("sleeper *", "spinner-*", "sleeping", "running");
	}

	@Test
	void workOnVirtualThreadsIsThatOfItsCode() throws Exception {
		assumeTrue(Runtime.version().feature() >= 21, "virtual threads came with JDK 21");
		AtomicLong used = new AtomicLong();
		Profile profile = this.captures.during(() -> {
			ExecutorService executor = (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor")
				.invoke(null);
			long before = carrierNanos();
			executor.submit(TimeTruthTests::spinOnVirtualThread).get();
			used.set(carrierNanos() - before);
			executor.shutdown();
		}, RealCaptures.of(Kind.PROFILE)).get(0);
		// The carriers do little else. A processor that others use too gives the work
		// half
		// a second or less, which is 50 samples.
		assertThat(GoRows.of(profile, "cpu", "ms").cum("TimeTruthTests.spinOnVirtualThread"))
			.isCloseTo(used.get() / 1e6, withinPercentage(20));
	}

	/**
	 * The CPU time of the threads that virtual threads run on. These themselves have none
	 * that could be asked for.
	 */
	private static long carrierNanos() {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long nanos = 0;
		for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
			if (info != null && info.getThreadName().startsWith("ForkJoinPool-")) {
				nanos += threads.getThreadCpuTime(info.getThreadId());
			}
		}
		return nanos;
	}

	private static long onThread(String name, Callable<Long> work) throws Exception {
		ExecutorService executor = Executors.newSingleThreadExecutor((task) -> new Thread(task, name));
		try {
			return executor.submit(work).get(60, TimeUnit.SECONDS);
		}
		finally {
			executor.shutdown();
		}
	}

	/**
	 * Spins for 3 s of CPU time, by turns of random length, lest they keep step with the
	 * samples.
	 * @return the CPU time that was used, in nanoseconds
	 */
	private static long spinSeventyToThirty() {
		Random random = new Random(1);
		long start = cpuNanos();
		while (cpuNanos() - start < 3000 * MILLISECOND) {
			long turn = (1 + random.nextInt(9)) * MILLISECOND;
			seventy(cpuNanos() + 7 * turn);
			thirty(cpuNanos() + 3 * turn);
		}
		return cpuNanos() - start;
	}

	private static void seventy(long end) {
		while (cpuNanos() < end) {
			sink++;
		}
	}

	private static void thirty(long end) {
		while (cpuNanos() < end) {
			sink++;
		}
	}

	private static long cpuNanos() {
		return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
	}

	private static void spinOnVirtualThread() {
		long start = System.nanoTime();
		while (System.nanoTime() - start < 1500 * MILLISECOND) {
			sink++;
		}
	}

	private static long sleep() throws InterruptedException {
		long start = System.nanoTime();
		Thread.sleep(1500);
		return System.nanoTime() - start;
	}

}
