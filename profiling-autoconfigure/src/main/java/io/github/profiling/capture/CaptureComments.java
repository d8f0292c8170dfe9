package io.github.profiling.capture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import io.github.profiling.capture.Container.Throttling;
import io.github.profiling.recording.Engine;
import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventType;
import io.github.profiling.recording.Recording;
import io.github.profiling.recording.Recordings;
import io.github.profiling.recording.Support;
import org.jspecify.annotations.Nullable;

/**
 * What a profile says about the circumstances it was taken in. Begun before the capture,
 * as some of it is a difference. What begins with {@code #} is not shown in the header of
 * every report, only by {@code go tool pprof -comments}.
 */
final class CaptureComments {

	private final Engine engine;

	private final Container container = Container.current();

	private final @Nullable Throttling throttlingBefore;

	private final long cpuTimeBefore;

	private long cpuTime;

	private @Nullable Throttling throttling;

	private final List<String> lines = new ArrayList<>();

	CaptureComments(Application application, Engine engine) {
		this.engine = engine;
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

	/**
	 * Takes the readings of the end of the capture, before what comes after it adds to
	 * them.
	 */
	void captured() {
		this.cpuTime = cpuTime() - this.cpuTimeBefore;
		Throttling now = this.container.throttling();
		this.throttling = (now != null && this.throttlingBefore != null) ? now.since(this.throttlingBefore) : null;
	}

	void addAll(List<String> notes) {
		this.lines.addAll(notes);
	}

	/**
	 * Adds how the recordings were made.
	 * @param asked the events that the capture asked for
	 * @param notes what the reader found worth saying
	 */
	void addRecordings(Recordings recordings, EventSet asked, List<String> notes) {
		EventType event = asked.contains(EventType.CPU) ? EventType.CPU : EventType.ALLOC;
		Support support = this.engine.support(event);
		this.lines.add("Engine: " + this.engine.name() + ", " + support.sampler());
		this.lines.add("# sampler: " + support.sampler() + " (" + support.reason() + ")");
		if (!recordings.endedEarly().isEmpty()) {
			this.lines.add(String.format(Locale.ROOT, "Ended early after %.2f s: %s",
					recordings.duration().toNanos() / 1e9, recordings.endedEarly()));
		}
		if (recordings.lostSamples() > 0) {
			this.lines.add("Lost samples: " + recordings.lostSamples());
		}
		if (this.throttling != null) {
			this.lines.add(((this.throttling.throttled() > 0) ? "" : "# ") + this.throttling);
		}
		if (event == EventType.CPU) {
			this.lines.add(String.format(Locale.ROOT, "# process CPU time: %.2f s", this.cpuTime / 1e9));
		}
		Set<Long> intervals = new TreeSet<>();
		for (Recording recording : recordings.list()) {
			intervals.add(recording.events().interval(event));
		}
		this.lines.add("# recordings: " + recordings.list().size() + ", intervals " + intervals
				+ ((event == EventType.CPU) ? " ns" : " bytes"));
		this.lines.addAll(notes);
	}

	private static long cpuTime() {
		return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
	}

	List<String> lines() {
		return List.copyOf(this.lines);
	}

}
