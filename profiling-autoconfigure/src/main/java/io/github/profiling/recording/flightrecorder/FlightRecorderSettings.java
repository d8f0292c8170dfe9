package io.github.profiling.recording.flightrecorder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventType;

/**
 * What our events are called in JDK Flight Recorder, and how they are switched on (JDK,
 * {@code jdk.jfr/share/conf/jfr/profile.jfc}).
 */
final class FlightRecorderSettings {

	/** Samples of allocations a second, as in the JDK's own profile. */
	private static final String ALLOCATIONS = "300/s";

	/** What says how the rest was recorded. */
	private static final Set<String> ALWAYS = Set.of("jdk.ActiveSetting", "jdk.DataLoss");

	private static final long SMALLEST_PERIOD = TimeUnit.MILLISECONDS.toNanos(10);

	private FlightRecorderSettings() {
	}

	/**
	 * What can be recorded of what is asked for: whole milliseconds between two samples
	 * of CPU time, not fewer than 10; and of all else no intervals but the threshold of
	 * locks.
	 */
	static EventSet possible(EventSet asked) {
		EventSet possible = EventSet.union(List.of());
		for (EventType type : asked.types()) {
			possible = possible.and(type, switch (type) {
				case CPU -> Math.max(SMALLEST_PERIOD, millis(asked.interval(type)) * 1_000_000);
				case LOCK -> asked.interval(type);
				default -> 0;
			});
		}
		return possible;
	}

	private static long millis(long nanos) {
		return TimeUnit.NANOSECONDS.toMillis(nanos);
	}

	/**
	 * The settings of a recording.
	 * @param events what {@link #possible} made of what was asked for, without
	 * {@link EventType#TRACE}
	 */
	static Map<String, String> of(EventSet events) {
		Map<String, String> settings = new HashMap<>();
		for (EventType type : events.types()) {
			for (String name : names(type)) {
				settings.put(name + "#enabled", "true");
				// What another recording says counts where we say nothing.
				settings.put(name + "#stackTrace", "true");
			}
			switch (type) {
				case CPU -> {
					String period = millis(events.interval(type)) + " ms";
					settings.put("jdk.ExecutionSample#period", period);
					settings.put("jdk.CPUTimeSample#throttle", period.replace(" ", ""));
				}
				case ALLOC -> settings.put("jdk.ObjectAllocationSample#throttle", ALLOCATIONS);
				case LIVE -> settings.put("jdk.OldObjectSample#cutoff", "0 ns");
				case LOCK ->
					names(type).forEach((name) -> settings.put(name + "#threshold", events.interval(type) + " ns"));
				default -> {
				}
			}
		}
		return settings;
	}

	/**
	 * The events that a type stands for.
	 */
	private static List<String> names(EventType type) {
		return switch (type) {
			case CPU -> List.of(CpuEvent.HERE.event(), "jdk.CPUTimeSamplesLost");
			case ALLOC -> List.of("jdk.ObjectAllocationSample");
			case LIVE -> List.of("jdk.OldObjectSample");
			case LOCK -> List.of("jdk.JavaMonitorEnter", "jdk.ThreadPark");
			case THREAD_START -> List.of("jdk.ThreadStart");
			case WALL, NATIVEMEM, TRACE -> List.of();
		};
	}

	/**
	 * Whether an event is one that was asked for. The JVM's recordings share their
	 * events, so there may be others.
	 */
	static boolean isWanted(String name, EventSet events) {
		return events.contains(EventType.TRACE) || ALWAYS.contains(name)
				|| events.types().stream().anyMatch((type) -> names(type).contains(name));
	}

}
