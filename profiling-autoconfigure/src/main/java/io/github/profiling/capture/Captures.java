package io.github.profiling.capture;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.profiling.capture.CaptureException.Reason;
import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ValueType;
import io.github.profiling.recording.EngineException;
import io.github.profiling.recording.EngineLadder;
import io.github.profiling.recording.EngineLadder.Rung;
import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventType;
import io.github.profiling.recording.Lease;
import io.github.profiling.recording.Recordings;
import io.github.profiling.recording.Support;
import io.github.profiling.recording.WorkDirectory;
import io.github.profiling.recording.jfr.ClassSources;
import io.github.profiling.recording.jfr.JfrProfileReader;
import io.github.profiling.recording.jfr.SampleView;

/**
 * Takes captures: from a request to the finished profile, within the limits.
 */
public final class Captures {

	private static final Availability INSTANT = new Availability(true, "", "", "the JVM tells, without samples", "");

	private final Application application;

	private final EngineLadder engines;

	private final Snapshots snapshots;

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
	 * @return the sample types
	 */
	public List<ValueType> sampleTypes(CaptureRequest request) {
		return request.isInstant() ? Snapshots.sampleTypes(request.kind())
				: SampleViews.of(request.kind()).sampleTypes();
	}

	/**
	 * Takes a capture, which takes its duration.
	 * @param request what to capture
	 * @return the profile. It covers less time than asked for, and says so in its
	 * comments, if the application stops meanwhile
	 * @throws CaptureException if it cannot be taken
	 * @throws InterruptedException if the thread is interrupted, which ends the capture
	 */
	public Profile take(CaptureRequest request) throws CaptureException, InterruptedException {
		this.admission.enter();
		try {
			return request.isInstant() ? snapshot(request) : record(request);
		}
		finally {
			this.admission.leave();
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

	private Profile record(CaptureRequest request) throws CaptureException, InterruptedException {
		EventSet events = request.kind().events(request.interval());
		EventType event = request.kind().event().orElseThrow();
		Rung rung = this.engines.choose(event);
		checkInterval(request, rung.support());
		SampleView view = SampleViews.of(request.kind());
		CaptureComments comments = new CaptureComments(this.application);
		try (Lease lease = rung.recorder().acquire(events, request.duration()); Recordings recordings = lease.await()) {
			comments.captured();
			Profile profile = this.reader.read(recordings.list(), view, mapping());
			// Asked again: the engine may have had to take another sampler than it
			// thought.
			Rung used = new Rung(rung.recorder(), rung.recorder().engine().support(event));
			comments.addRecordings(recordings, used, event, view.notes());
			return describe(profile, comments.lines(), recordings.start(), recordings.duration());
		}
		catch (EngineException ex) {
			Reason reason = (ex.reason() == EngineException.Reason.IN_USE) ? Reason.IN_USE : Reason.UNAVAILABLE;
			throw new CaptureException(reason, String.valueOf(ex.getMessage()), ex);
		}
		catch (IOException ex) {
			throw new CaptureException(Reason.UNAVAILABLE, String.valueOf(ex.getMessage()), ex);
		}
	}

	private static void checkInterval(CaptureRequest request, Support support) throws CaptureException {
		if (support.maxHz() > 0 && request.interval() * support.maxHz() < TimeUnit.SECONDS.toNanos(1)) {
			throw new CaptureException(Reason.OUT_OF_RANGE, "'hz' must be a whole number from 1 to " + support.maxHz()
					+ " here, where samples come from " + support.sampler() + " (" + support.reason() + ")");
		}
	}

	private Profile snapshot(CaptureRequest request) throws CaptureException {
		CaptureComments comments = new CaptureComments(this.application);
		Instant start = Instant.now();
		Profile profile = this.snapshots.take(request.kind(), mapping(), request.gc());
		comments.addAll(profile.header().comments());
		return describe(profile, comments.lines(), start, Duration.ZERO);
	}

	private Mapping mapping() {
		return Mapping.ofApplication(this.application.name(), "");
	}

	private static Profile describe(Profile profile, List<String> comments, Instant start, Duration duration) {
		long time = TimeUnit.SECONDS.toNanos(start.getEpochSecond()) + start.getNano();
		return new Profile(profile.header().withTime(time, duration.toNanos()).withComments(comments),
				profile.sampleTypes(), profile.mappings(), profile.functions(), profile.locations(), profile.samples());
	}

}
