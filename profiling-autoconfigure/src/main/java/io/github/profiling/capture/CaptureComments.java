package io.github.profiling.capture;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import io.github.profiling.capture.Container.Throttling;
import io.github.profiling.profile.Profile;
import io.github.profiling.recording.EngineLadder.Rung;
import io.github.profiling.recording.EventType;
import io.github.profiling.recording.Support;
import org.jspecify.annotations.Nullable;

/**
 * What a profile says about the circumstances it was taken in. Begun before the capture,
 * as some of it is a difference. What begins with {@code #} is not shown in the header of
 * every report, only by {@code go tool pprof -comments}.
 */
final class CaptureComments {

	private final Container container = Container.current();

	private final @Nullable Throttling throttlingBefore;

	private final long cpuTimeBefore;

	private long cpuTime;

	private @Nullable Throttling throttling;

	private final List<String> lines = new ArrayList<>();

	CaptureComments(Application application) {
		this.throttlingBefore = this.container.throttling();
		this.cpuTimeBefore = cpuTime();
		this.lines.add("Replica: " + application.replica());
		this.lines.add("# application: " + application.name());
		this.lines.add("# jvm: " + System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version")
				+ " on " + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
		this.lines.add("# processors: " + Runtime.getRuntime().availableProcessors());
		String limits = this.container.limits();
		this.lines.add("# container: " + (limits.isEmpty() ? "no limits" : limits));
	}

	private CaptureComments(CaptureComments other) {
		this.throttlingBefore = other.throttlingBefore;
		this.cpuTimeBefore = other.cpuTimeBefore;
		this.cpuTime = other.cpuTime;
		this.throttling = other.throttling;
		this.lines.addAll(other.lines);
	}

	CaptureComments copy() {
		return new CaptureComments(this);
	}

	/**
	 * The comments on what has been captured until now.
	 */
	CaptureComments untilNow() {
		CaptureComments now = copy();
		now.captured();
		return now;
	}

	/**
	 * Takes the readings of the end of the capture, before what comes after it adds to
	 * them.
	 */
	private void captured() {
		this.cpuTime = cpuTime() - this.cpuTimeBefore;
		Throttling now = this.container.throttling();
		this.throttling = (now != null && this.throttlingBefore != null) ? now.since(this.throttlingBefore) : null;
	}

	void addAll(Collection<String> notes) {
		this.lines.addAll(notes);
	}

	void addEndedEarly(Duration after, String reason) {
		this.lines.add(String.format(Locale.ROOT, "Ended early after %.2f s: %s", after.toNanos() / 1e9, reason));
	}

	/**
	 * Adds how the recordings were made.
	 * @param recordings what is known of them
	 * @param rung the engine that made them
	 */
	void addRecordings(RecordingTotals recordings, Rung rung) {
		Support support = rung.support();
		this.lines.add("Engine: " + rung.recorder().engine().name() + ", " + support.sampler());
		this.lines.add("# sampler: " + support.sampler() + " (" + support.reason() + ")");
		if (!support.remedy().isEmpty()) {
			this.lines.add("# better: " + support.remedy());
		}
		if (!recordings.endedEarly().isEmpty()) {
			addEndedEarly(recordings.duration(), recordings.endedEarly());
		}
		if (recordings.lostSamples() > 0) {
			this.lines.add("Lost samples: " + recordings.lostSamples());
		}
		if (this.throttling != null) {
			this.lines.add(((this.throttling.throttled() > 0) ? "" : "# ") + this.throttling);
		}
		if (recordings.event() == EventType.CPU) {
			this.lines.add(String.format(Locale.ROOT, "# process CPU time: %.2f s", this.cpuTime / 1e9));
		}
		this.lines.add("# recordings: " + recordings.count() + ", intervals " + recordings.intervals()
				+ unit(recordings.event()));
		this.lines.addAll(recordings.notes());
	}

	private static String unit(EventType event) {
		return switch (event) {
			case CPU, WALL, LOCK -> " ns";
			case ALLOC, NATIVEMEM -> " bytes";
			case LIVE, THREAD_START, TRACE -> "";
		};
	}

	private static long cpuTime() {
		return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
	}

	/**
	 * The profile with what is to be said about it.
	 */
	Profile describe(Profile profile, Instant start, Duration duration) {
		long time = TimeUnit.SECONDS.toNanos(start.getEpochSecond()) + start.getNano();
		return new Profile(profile.header().withTime(time, duration.toNanos()).withComments(List.copyOf(this.lines)),
				profile.sampleTypes(), profile.mappings(), profile.functions(), profile.locations(), profile.samples());
	}

}
