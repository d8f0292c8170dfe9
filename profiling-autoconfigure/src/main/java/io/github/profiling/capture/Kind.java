package io.github.profiling.capture;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventType;

/**
 * What can be profiled, by the names that Go's {@code net/http/pprof} made known.
 */
public enum Kind {

	/**
	 * CPU time by stack.
	 */
	PROFILE("profile", "CPU time by stack, sampled while threads run on a CPU", Duration.ofSeconds(30), Interval.CPU,
			EventType.CPU),

	/**
	 * Objects on the heap.
	 */
	HEAP("heap",
			"Objects on the heap: by class at this instant, or with 'seconds' what was allocated meanwhile, and "
					+ "how much of it is still alive, by stack",
			Duration.ZERO, Interval.BYTES, EventType.ALLOC, EventType.LIVE),

	/**
	 * Threads that are started, by the stack that starts them.
	 */
	THREADCREATE("threadcreate", "Threads that are started meanwhile, by the stack that starts them",
			Duration.ofSeconds(10), Interval.NONE, EventType.THREAD_START),

	/**
	 * A file of events for tools that read them.
	 */
	TRACE("trace",
			"A JFR file with what the JVM and async-profiler tell of this time, without arguments, environment and "
					+ "system properties",
			Duration.ofSeconds(5), Interval.NONE, EventType.TRACE),

	/**
	 * Stacks of all threads.
	 */
	THREADS("threads", "Stacks of all platform and virtual threads at this instant", Duration.ZERO, Interval.NONE);

	private final String path;

	private final String description;

	private final Duration defaultDuration;

	private final Interval interval;

	private final List<EventType> events;

	Kind(String path, String description, Duration defaultDuration, Interval interval, EventType... events) {
		this.path = path;
		this.description = description;
		this.defaultDuration = defaultDuration;
		this.interval = interval;
		this.events = List.of(events);
	}

	/**
	 * The kind with the given name.
	 * @param path a name such as {@code heap}
	 * @return the kind, or empty if there is none
	 */
	public static Optional<Kind> of(String path) {
		for (Kind kind : values()) {
			if (kind.path.equals(path)) {
				return Optional.of(kind);
			}
		}
		return Optional.empty();
	}

	/**
	 * The names of all kinds.
	 * @return the names
	 */
	public static List<String> paths() {
		return List.of(values()).stream().map(Kind::path).toList();
	}

	/**
	 * The name, which is also the last part of the kind's path.
	 * @return the name
	 */
	public String path() {
		return this.path;
	}

	/**
	 * What it shows, in a sentence.
	 * @return the description
	 */
	public String description() {
		return this.description;
	}

	/**
	 * How long a capture takes for which no duration is given.
	 * @return the duration, zero for an instant
	 */
	public Duration defaultDuration() {
		return this.defaultDuration;
	}

	/**
	 * What lies between two samples, and what may be asked for.
	 * @return the interval, {@link Interval.Unit#NONE} where nothing is sampled
	 */
	public Interval interval() {
		return this.interval;
	}

	/**
	 * Whether a capture can be a profile. If not, it is a file of events.
	 * @return whether it can
	 */
	public boolean isProfile() {
		return this != TRACE;
	}

	/**
	 * The event that decides whether the kind can be recorded here.
	 * @return the event, or empty if the kind needs no engine
	 */
	Optional<EventType> event() {
		return this.events.stream().findFirst();
	}

	/**
	 * The events to record.
	 * @param interval what lies between two samples of the first event
	 */
	EventSet events(long interval) {
		EventSet set = EventSet.of(this.events.get(0), interval);
		for (EventType type : this.events.subList(1, this.events.size())) {
			set = set.and(type, 0);
		}
		return set;
	}

}
