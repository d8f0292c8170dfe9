package io.github.profiling.capture;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventType;
import io.github.profiling.recording.jfr.SampleLabel;

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
	 * Elapsed time by stack.
	 */
	WALL("wall", "Elapsed time by stack, whatever the threads do: run, sleep, or wait for locks, I/O or each other",
			Duration.ofSeconds(30), Interval.WALL, EventType.WALL),

	/**
	 * Objects on the heap.
	 */
	HEAP("heap",
			"Objects on the heap: by class at this instant, or with 'seconds' what was allocated meanwhile, and "
					+ "how much of it is still alive, by stack",
			Duration.ZERO, Interval.BYTES, EventType.ALLOC, EventType.LIVE),

	/**
	 * Allocated objects by stack.
	 */
	ALLOCS("allocs", "Objects that are allocated meanwhile, by stack, whether still alive or not",
			Duration.ofSeconds(10), Interval.BYTES, EventType.ALLOC),

	/**
	 * Waiting for locks by stack. The JVM tells of it where a thread waits, so Go's two
	 * profiles are one.
	 */
	MUTEX("mutex", List.of("block"),
			"Time that threads wait for locks, by the stack that waits and the class of the lock: monitors, and the "
					+ "locks and semaphores of java.util.concurrent",
			Duration.ofSeconds(10), Interval.WAITING, EventType.LOCK),

	/**
	 * Native memory by stack.
	 */
	NATIVEMEM("nativemem",
			"Native memory that is allocated meanwhile with malloc and the like, and how much of it is not freed, by "
					+ "stack",
			Duration.ofSeconds(10), Interval.BYTES, EventType.NATIVEMEM),

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
	THREADS("threads", List.of("goroutine"),
			"Stacks of all platform and virtual threads at this instant, or with 'seconds' what changed meanwhile",
			Duration.ZERO, Interval.NONE);

	private final String path;

	private final List<String> aliases;

	private final String description;

	private final Duration defaultDuration;

	private final Interval interval;

	private final List<EventType> events;

	Kind(String path, String description, Duration defaultDuration, Interval interval, EventType... events) {
		this(path, List.of(), description, defaultDuration, interval, events);
	}

	Kind(String path, List<String> aliases, String description, Duration defaultDuration, Interval interval,
			EventType... events) {
		this.path = path;
		this.aliases = aliases;
		this.description = description;
		this.defaultDuration = defaultDuration;
		this.interval = interval;
		this.events = List.of(events);
	}

	/**
	 * The kind with the given name.
	 * @param path a name such as {@code heap}, or an alias
	 * @return the kind, or empty if there is none
	 */
	public static Optional<Kind> of(String path) {
		for (Kind kind : values()) {
			if (kind.path.equals(path) || kind.aliases.contains(path)) {
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
	 * Other names under which the kind is known, without the first.
	 * @return the aliases, mostly none
	 */
	public List<String> aliases() {
		return this.aliases;
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
	 * What its samples can be labelled with, if asked for. Only where threads are looked
	 * at from outside is what they do not known beforehand.
	 * @return the labels, empty where nothing is sampled
	 */
	public Set<SampleLabel> labels() {
		return switch (this) {
			case PROFILE, WALL -> EnumSet.allOf(SampleLabel.class);
			case THREADCREATE, TRACE -> Set.of();
			default -> this.events.isEmpty() ? Set.of() : EnumSet.of(SampleLabel.THREAD, SampleLabel.POOL);
		};
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
