package io.github.profiling.recording;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The events to record, each with its interval in the unit that {@link EventType} says.
 * Immutable.
 */
public final class EventSet {

	private static final EventSet NONE = new EventSet(new EnumMap<>(EventType.class));

	private final Map<EventType, Long> intervals;

	private EventSet(Map<EventType, Long> intervals) {
		this.intervals = intervals;
	}

	/**
	 * A set of one event.
	 * @param type the event
	 * @param interval the interval between samples, in the event's unit
	 * @return the set
	 */
	public static EventSet of(EventType type, long interval) {
		return NONE.and(type, interval);
	}

	/**
	 * This set and one more event. Where the event is in the set already, the finer
	 * interval counts.
	 * @param type the event
	 * @param interval the interval between samples, in the event's unit
	 * @return the set
	 */
	public EventSet and(EventType type, long interval) {
		Map<EventType, Long> copy = new EnumMap<>(EventType.class);
		copy.putAll(this.intervals);
		copy.merge(type, interval, Math::min);
		return new EventSet(copy);
	}

	/**
	 * The set that serves all the given ones: every event of any of them, at the finest
	 * interval that any asks for.
	 * @param sets the sets, maybe none
	 * @return the union
	 */
	public static EventSet union(Collection<EventSet> sets) {
		EventSet union = NONE;
		for (EventSet set : sets) {
			for (Map.Entry<EventType, Long> entry : set.intervals.entrySet()) {
				union = union.and(entry.getKey(), entry.getValue());
			}
		}
		return union;
	}

	/**
	 * The events in this set.
	 * @return the events
	 */
	public Set<EventType> types() {
		return this.intervals.keySet();
	}

	/**
	 * Whether an event is in this set.
	 * @param type the event
	 * @return whether it is
	 */
	public boolean contains(EventType type) {
		return this.intervals.containsKey(type);
	}

	/**
	 * The interval of an event.
	 * @param type an event of this set
	 * @return the interval in the event's unit
	 * @throws IllegalArgumentException if the event is not in this set
	 */
	public long interval(EventType type) {
		Long interval = this.intervals.get(type);
		if (interval == null) {
			throw new IllegalArgumentException(type + " is not in " + this);
		}
		return interval;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return (other instanceof EventSet that) && this.intervals.equals(that.intervals);
	}

	@Override
	public int hashCode() {
		return this.intervals.hashCode();
	}

	@Override
	public String toString() {
		return this.intervals.toString();
	}

}
