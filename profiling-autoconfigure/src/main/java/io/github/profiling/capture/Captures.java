package io.github.profiling.capture;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.github.profiling.capture.CaptureException.Reason;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ValueType;
import io.github.profiling.recording.EngineException;
import io.github.profiling.recording.EngineLadder;
import io.github.profiling.recording.EngineLadder.Rung;
import io.github.profiling.recording.EventType;
import io.github.profiling.recording.Support;
import io.github.profiling.recording.WorkDirectory;
import io.github.profiling.recording.jfr.ClassSources;
import io.github.profiling.recording.jfr.JfrProfileReader;

/**
 * Takes captures: from a request to the finished profile, within the limits.
 */
public final class Captures {

	private static final Availability INSTANT = new Availability(true, "", "", "the JVM tells, without samples", "");

	private final Application application;

	private final EngineLadder engines;

	private final Snapshots snapshots;

	private final RecordingFiles files;

	private final Set<RunningCapture> running = ConcurrentHashMap.newKeySet();

	/** Why nothing is captured for now, or an empty string. */
	private volatile String suspended = "";

	private final JfrProfileReader reader;

	private final CaptureLimits limits;

	private final Admission admission;

	/**
	 * Creates what takes captures.
	 * @param application who is profiled
	 * @param engines record what takes time
	 * @param directory for the files of snapshots
	 * @param sources where to look for source files and lines
	 * @param limits what may be asked for
	 */
	public Captures(Application application, EngineLadder engines, WorkDirectory directory, ClassSources sources,
			CaptureLimits limits) {
		this.application = application;
		this.engines = engines;
		this.snapshots = new Snapshots(directory);
		this.files = new RecordingFiles(engines, directory);
		this.reader = new JfrProfileReader(sources);
		this.limits = limits;
		this.admission = new Admission(limits, System::nanoTime);
	}

	/**
	 * Who is profiled.
	 * @return the application
	 */
	public Application application() {
		return this.application;
	}

	/**
	 * What may be asked for.
	 * @return the limits
	 */
	public CaptureLimits limits() {
		return this.limits;
	}

	/**
	 * Whether, how and why a kind can be captured here.
	 * @param kind the kind
	 * @return the availability
	 */
	public Availability availability(Kind kind) {
		EventType event = kind.event().orElse(null);
		if (event == null) {
			return INSTANT;
		}
		Rung rung = this.engines.choose(event);
		Support support = rung.support();
		if (!support.available() && kind.defaultDuration().isZero()) {
			return new Availability(true, "", "", "only without 'seconds': " + support.reason(), support.remedy());
		}
		return new Availability(support.available(), support.available() ? rung.recorder().engine().name() : "",
				support.sampler(), support.reason(), support.remedy());
	}

	/**
	 * What the columns of a capture will measure, the preferred one last.
	 * @param request what to capture
	 * @return the sample types, which depend on who takes the samples here; none for a
	 * kind that is no profile
	 */
	public List<ValueType> sampleTypes(CaptureRequest request) {
		if (request.isInstant() || request.kind().event().isEmpty()) {
			return Snapshots.sampleTypes(request.kind());
		}
		if (!request.kind().isProfile()) {
			return List.of();
		}
		Rung rung = this.engines.choose(request.kind().event().orElseThrow());
		return SampleViews.of(request.kind(), rung.recorder().engine().source()).sampleTypes();
	}

	/**
	 * Takes a capture, which takes its duration.
	 * @param request what to capture, of a {@link Kind#isProfile() kind that is a
	 * profile}
	 * @return the profile. It covers less time than asked for, and says so in its
	 * comments, if the application stops meanwhile
	 * @throws CaptureException if it cannot be taken
	 * @throws InterruptedException if the thread is interrupted, which ends the capture
	 */
	public Profile take(CaptureRequest request) throws CaptureException, InterruptedException {
		try (RunningCapture capture = begin(request)) {
			return capture.await();
		}
	}

	/**
	 * Begins a capture.
	 * @param request what to capture, of a {@link Kind#isProfile() kind that is a
	 * profile}
	 * @return the capture, which the caller closes
	 * @throws CaptureException if it cannot be taken
	 */
	public RunningCapture begin(CaptureRequest request) throws CaptureException {
		this.admission.enter();
		RunningCapture capture = null;
		try {
			capture = new RunningCapture(request, source(request), this::ended);
			this.running.add(capture);
			if (!this.suspended.isEmpty()) {
				capture.stop(this.suspended);
			}
			return capture;
		}
		finally {
			if (capture == null) {
				this.admission.leave();
			}
		}
	}

	/**
	 * Takes a capture as a file: the recordings themselves, in which events of other
	 * captures of the same time may be as well. What tells of arguments, environment and
	 * system properties is not in it.
	 * @param request what to capture, with a duration
	 * @return the file, which the caller closes
	 * @throws CaptureException if it cannot be taken
	 * @throws InterruptedException if the thread is interrupted, which ends the capture
	 */
	public CapturedFile recordingOf(CaptureRequest request) throws CaptureException, InterruptedException {
		EventType event = request.kind().event().orElseThrow();
		this.admission.enter();
		try {
			Rung rung = this.engines.choose(event);
			checkAvailable(rung.support());
			checkInterval(request, rung.support());
			return this.files.take(rung.recorder(), request.kind().events(request.interval()), request.duration());
		}
		catch (EngineException ex) {
			throw CaptureException.of(ex);
		}
		catch (IOException ex) {
			throw new CaptureException(Reason.UNAVAILABLE, String.valueOf(ex.getMessage()), ex);
		}
		finally {
			this.admission.leave();
		}
	}

	private static void checkAvailable(Support support) throws CaptureException {
		if (!support.available()) {
			throw new CaptureException(Reason.UNAVAILABLE,
					support.reason() + (support.remedy().isEmpty() ? "" : "; " + support.remedy()));
		}
	}

	/**
	 * Takes a dump of all threads as text.
	 * @param debug 1 for one entry per distinct stack, 2 for all threads with their locks
	 * @return the text
	 * @throws CaptureException if it cannot be taken
	 */
	public String threadText(int debug) throws CaptureException {
		this.admission.enter();
		try {
			return this.snapshots.threadText(debug);
		}
		finally {
			this.admission.leave();
		}
	}

	private RunningCapture.Source source(CaptureRequest request) throws CaptureException {
		if (request.isInstant()) {
			return new InstantCapture(this.application, request, this.snapshots);
		}
		EventType event = request.kind().event().orElse(null);
		if (event == null) {
			return new ComparedSnapshots(this.application, request, this.snapshots);
		}
		Rung rung = this.engines.choose(event);
		checkAvailable(rung.support());
		checkInterval(request, rung.support());
		return new RecordedCapture(this.application, request, this.engines, rung, this.reader);
	}

	private void ended(RunningCapture capture) {
		this.running.remove(capture);
		this.admission.leave();
	}

	private static void checkInterval(CaptureRequest request, Support support) throws CaptureException {
		if (support.maxHz() > 0 && request.interval() * support.maxHz() < TimeUnit.SECONDS.toNanos(1)) {
			throw new CaptureException(Reason.OUT_OF_RANGE,
					"'hz' must be a whole number from 1 to " + support.maxHz() + ", or 'interval' at least "
							+ (1000 / support.maxHz()) + "ms, here, where samples come from " + support.sampler() + " ("
							+ support.reason() + ")");
		}
	}

	/**
	 * Has the engine load what it needs, in the background.
	 */
	public void prepare() {
		this.engines.prepare();
	}

	/**
	 * Ends all captures with what they have, and takes no more until {@link #resume()}.
	 * @param reason what to tell those whose captures end early
	 */
	public void suspend(String reason) {
		this.suspended = reason;
		this.running.forEach((capture) -> capture.stop(reason));
		this.engines.suspend(reason);
	}

	/**
	 * Takes captures again.
	 */
	public void resume() {
		this.suspended = "";
		this.engines.resume();
	}

}
