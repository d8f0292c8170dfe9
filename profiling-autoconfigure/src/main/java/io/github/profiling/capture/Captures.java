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
import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventType;
import io.github.profiling.recording.Lease;
import io.github.profiling.recording.Recorder;
import io.github.profiling.recording.Recordings;
import io.github.profiling.recording.Support;
import io.github.profiling.recording.WorkDirectory;
import io.github.profiling.recording.jfr.ClassSources;
import io.github.profiling.recording.jfr.CpuView;
import io.github.profiling.recording.jfr.HeapView;
import io.github.profiling.recording.jfr.JfrProfileReader;
import io.github.profiling.recording.jfr.SampleView;

/**
 * Takes captures: from a request to the finished profile, within the limits.
 */
public final class Captures {

	private static final Support INSTANT = Support.by("", "the JVM tells, without samples", "", 0);

	private final Application application;

	private final Recorder recorder;

	private final Snapshots snapshots;

	private final JfrProfileReader reader;

	private final CaptureLimits limits;

	private final Admission admission;

	/**
	 * Creates what takes captures.
	 * @param application who is profiled
	 * @param recorder records what takes time
	 * @param directory for the files of snapshots
	 * @param sources where to look for source files and lines
	 * @param limits what may be asked for
	 */
	public Captures(Application application, Recorder recorder, WorkDirectory directory, ClassSources sources,
			CaptureLimits limits) {
		this.application = application;
		this.recorder = recorder;
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
	 * The engine that takes samples.
	 * @return its name and version
	 */
	public String engineName() {
		return this.recorder.engine().name();
	}

	/**
	 * Whether, how and why a kind can be captured here.
	 * @param kind the kind
	 * @return the support
	 */
	public Support support(Kind kind) {
		return switch (kind) {
			case PROFILE -> this.recorder.engine().support(EventType.CPU);
			case HEAP -> heapSupport(this.recorder.engine().support(EventType.ALLOC));
			case THREADS -> INSTANT;
		};
	}

	/**
	 * The heap can be counted at an instant wherever the engine cannot be had.
	 */
	private static Support heapSupport(Support allocation) {
		return allocation.available() ? allocation
				: Support.by("", "only without 'seconds': " + allocation.reason(), allocation.remedy(), 0);
	}

	/**
	 * What the columns of a capture will measure, the preferred one last.
	 * @param request what to capture
	 * @return the sample types
	 */
	public List<ValueType> sampleTypes(CaptureRequest request) {
		return switch (request.kind()) {
			case PROFILE -> new CpuView().sampleTypes();
			case HEAP -> request.isInstant() ? Snapshots.sampleTypes(Kind.HEAP) : new HeapView().sampleTypes();
			case THREADS -> Snapshots.sampleTypes(Kind.THREADS);
		};
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
			return switch (request.kind()) {
				case PROFILE -> recordSamples(request, EventSet.of(EventType.CPU, cpuInterval(request)), new CpuView());
				case HEAP -> request.isInstant() ? snapshot(Kind.HEAP, request.gc())
						: recordSamples(request,
								EventSet.of(EventType.ALLOC, request.allocationInterval()).and(EventType.LIVE, 0),
								new HeapView());
				case THREADS -> snapshot(Kind.THREADS, false);
			};
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

	private long cpuInterval(CaptureRequest request) throws CaptureException {
		Support support = this.recorder.engine().support(EventType.CPU);
		if (support.available() && support.maxHz() > 0 && request.hz() > support.maxHz()) {
			throw new CaptureException(Reason.OUT_OF_RANGE, "'hz' must be a whole number from 1 to " + support.maxHz()
					+ " here, where CPU samples come from " + support.sampler() + " (" + support.reason() + ")");
		}
		return TimeUnit.SECONDS.toNanos(1) / request.hz();
	}

	private Profile recordSamples(CaptureRequest request, EventSet events, SampleView view)
			throws CaptureException, InterruptedException {
		CaptureComments comments = new CaptureComments(this.application, this.recorder.engine());
		try (Lease lease = this.recorder.acquire(events, request.duration()); Recordings recordings = lease.await()) {
			comments.captured();
			Profile profile = this.reader.read(recordings.list(), view, mapping());
			comments.addRecordings(recordings, events, view.notes());
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

	private Profile snapshot(Kind kind, boolean gc) throws CaptureException {
		CaptureComments comments = new CaptureComments(this.application, this.recorder.engine());
		Instant start = Instant.now();
		Profile profile = this.snapshots.take(kind, mapping(), gc);
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
