package io.github.profiling.api;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.profiling.capture.CaptureException;
import io.github.profiling.capture.CaptureRequest;
import io.github.profiling.capture.Captures;
import io.github.profiling.capture.Interval;
import io.github.profiling.capture.Kind;
import io.github.profiling.capture.store.CaptureId;
import io.github.profiling.capture.store.CaptureStore;
import io.github.profiling.capture.store.Outcome;
import io.github.profiling.profile.Profile;

/**
 * Takes profiles of this JVM from code. With Spring, inject the bean: its captures run
 * beside those over HTTP, under the same limits. Without, {@link #create()} one.
 *
 * <pre>
 * try (Profiling profiling = profiler.start(Kind.PROFILE)) {
 * 	work();
 * 	profiling.writeTo(Path.of("cpu.pb.gz"));
 * }
 * </pre>
 *
 * A profile is always one of the whole JVM, not of the thread that asks for it. Any
 * number of profiles, of any kinds, can be taken at the same time. Safe for use by many
 * threads.
 */
public final class Profiler implements AutoCloseable {

	private static final Logger logger = System.getLogger(Profiler.class.getName());

	private final Captures captures;

	private final CaptureStore store;

	private final Duration maxDuration;

	private final Runnable release;

	private final AtomicBoolean closed = new AtomicBoolean();

	private final Set<AutoCloseable> inUse = ConcurrentHashMap.newKeySet();

	/**
	 * Creates a profiler.
	 * @param captures takes the captures
	 * @param store keeps those that are to be kept
	 * @param maxDuration the longest that a capture may take; one that is never stopped
	 * ends then
	 * @param release what to do when the profiler is closed, after all its captures have
	 * ended
	 */
	public Profiler(Captures captures, CaptureStore store, Duration maxDuration, Runnable release) {
		this.captures = captures;
		this.store = store;
		this.maxDuration = maxDuration;
		this.release = release;
	}

	/**
	 * Creates a profiler for a program without Spring. All that are created so in a JVM
	 * share one recorder, and so can be used at the same time. Nothing is loaded or
	 * started before the first capture.
	 * @return the profiler, to be closed at the end
	 */
	public static Profiler create() {
		return builder().build();
	}

	/**
	 * Builds a profiler for a program without Spring.
	 * @return the builder
	 */
	public static ProfilerBuilder builder() {
		return new ProfilerBuilder();
	}

	/**
	 * The longest that a capture may take.
	 * @return the duration
	 */
	public Duration maxDuration() {
		return this.maxDuration;
	}

	/**
	 * Keeps captures in the store, where the endpoint lists them with those ordered over
	 * HTTP. The oldest make room for new ones.
	 * @return the sink to give to {@link #during} and {@link #every}. Its captures have
	 * the tag {@code code}
	 */
	public CaptureSink store() {
		return (request, profile) -> this.store.save(profile, request.kind().path(), CaptureId.next(), Outcome.WHOLE,
				List.of("code"));
	}

	/**
	 * Starts a capture that lasts until it is stopped, at most {@link #maxDuration()}.
	 * Loads the engine if nobody did so before, which takes a fraction of a second, and
	 * does not wait until it samples.
	 * @param kind what to profile
	 * @return the capture, to be closed
	 * @throws CaptureException if it cannot be taken here or now
	 * @throws IllegalArgumentException if the kind is {@link Kind#TRACE}
	 */
	public Profiling start(Kind kind) throws CaptureException {
		return start(CaptureRequest.of(kind, this.maxDuration));
	}

	/**
	 * Starts a capture that lasts until it is stopped, at most for its duration.
	 * @param request what to capture
	 * @return the capture, to be closed
	 * @throws CaptureException if it cannot be taken here or now
	 * @throws IllegalArgumentException if the request is for something that there is not
	 */
	public Profiling start(CaptureRequest request) throws CaptureException {
		check(request);
		if (request.duration().isZero()) {
			throw new IllegalArgumentException("a capture that is started needs a duration; take() has none");
		}
		Profiling profiling = new Profiling(this.captures.begin(request), this.inUse::remove);
		this.inUse.add(profiling);
		return profiling;
	}

	/**
	 * Takes a capture, which takes its duration.
	 * @param request what to capture; without a duration, {@link Kind#HEAP} and
	 * {@link Kind#THREADS} are profiles of this instant
	 * @return the profile
	 * @throws CaptureException if it cannot be taken here or now
	 * @throws InterruptedException if the thread is interrupted, which ends the capture
	 * @throws IllegalArgumentException if the request is for something that there is not
	 */
	public Profile take(CaptureRequest request) throws CaptureException, InterruptedException {
		check(request);
		return this.captures.take(request);
	}

	/**
	 * Does work, and has it profiled meanwhile. The work is done exactly once, whether it
	 * can be profiled or not: where it cannot, a warning is logged, and the sink gets
	 * nothing.
	 * @param <T> what the work results in
	 * @param kind what to profile
	 * @param work the work
	 * @param sink where the profile goes, in this thread, before this method returns
	 * @return the result of the work
	 * @throws Exception what the work throws, in which case there is a profile as well
	 */
	public <T> T during(Kind kind, Callable<T> work, CaptureSink sink) throws Exception {
		Profiling profiling = null;
		try {
			profiling = start(kind);
		}
		catch (CaptureException ex) {
			warn(kind, ex);
		}
		try {
			return work.call();
		}
		finally {
			if (profiling != null) {
				deliver(profiling, sink);
			}
		}
	}

	/**
	 * Takes the same capture again and again, until the schedule is closed. A thread of
	 * its own does so, {@code profiling-schedule}, and lives as long. What cannot be
	 * taken is logged and left out.
	 * @param interval from the start of one capture to the start of the next, at least
	 * the duration of the request and one second
	 * @param request what to capture
	 * @param sink where the profiles go, in that thread; it is to see to it that they do
	 * not fill the disk
	 * @return the schedule, to be closed
	 * @throws IllegalArgumentException if the request is for something that there is not,
	 * or takes longer than the interval
	 */
	public ProfilingSchedule every(Duration interval, CaptureRequest request, CaptureSink sink) {
		check(request);
		if (interval.compareTo(request.duration()) < 0 || interval.compareTo(Duration.ofSeconds(1)) < 0) {
			throw new IllegalArgumentException(
					"the interval is " + interval + ", but must be at least a second and the duration of a capture");
		}
		ProfilingSchedule schedule = new ProfilingSchedule(this.captures, interval, request, sink, this.inUse::remove);
		this.inUse.add(schedule);
		schedule.start();
		return schedule;
	}

	private void deliver(Profiling profiling, CaptureSink sink) {
		CaptureRequest request = profiling.request();
		try (profiling) {
			sink.accept(request, profiling.stop());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (Exception ex) {
			warn(request.kind(), ex);
		}
	}

	static void warn(Kind kind, Exception ex) {
		logger.log(Level.WARNING, "no profile ''{0}'': {1}", kind.path(),
				(ex instanceof CaptureException) ? ex.getMessage() : ex);
	}

	private void check(CaptureRequest request) {
		Kind kind = request.kind();
		if (!kind.isProfile()) {
			throw new IllegalArgumentException(
					"'" + kind.path() + "' is no profile; jdk.jfr.Recording takes recordings from code");
		}
		Duration duration = request.duration();
		if (duration.isNegative() || duration.compareTo(this.maxDuration) > 0) {
			throw new IllegalArgumentException(
					"the duration is " + duration + ", but must be at most " + this.maxDuration);
		}
		if (duration.isZero() && !kind.defaultDuration().isZero()) {
			throw new IllegalArgumentException("'" + kind.path() + "' needs a duration");
		}
		Interval interval = kind.interval();
		if (request.interval() < interval.min() || request.interval() > interval.max()) {
			throw new IllegalArgumentException("the interval is " + request.interval() + ", but must be from "
					+ interval.min() + " to " + interval.max());
		}
		if (!kind.labels().containsAll(request.labels())) {
			throw new IllegalArgumentException("'" + kind.path() + "' has no other labels than " + kind.labels());
		}
	}

	/**
	 * Ends the captures and schedules that are still in use. Whoever waits for one gets
	 * what it has.
	 */
	@Override
	public void close() {
		if (!this.closed.compareAndSet(false, true)) {
			return;
		}
		for (AutoCloseable closing : this.inUse) {
			try {
				closing.close();
			}
			catch (Exception ex) {
				logger.log(Level.WARNING, "a capture did not end well", ex);
			}
		}
		this.release.run();
	}

}
