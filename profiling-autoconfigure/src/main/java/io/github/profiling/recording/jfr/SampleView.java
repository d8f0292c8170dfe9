package io.github.profiling.recording.jfr;

import java.io.IOException;
import java.util.List;

import io.github.profiling.profile.ValueType;
import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.Recording;
import one.jfr.JfrReader;
import one.jfr.event.Event;

/**
 * Which events of a recording become samples, and what they weigh. A recording may hold
 * events of many captures; a view picks those of one kind. A view is used for one
 * profile.
 */
public interface SampleView {

	/**
	 * What the columns measure, the preferred one last.
	 * @return the sample types
	 */
	List<ValueType> sampleTypes();

	/**
	 * What {@link #period} counts.
	 * @return the period's type
	 */
	ValueType periodType();

	/**
	 * The events between two samples of a recording.
	 * @param recorded the events that were recorded
	 * @return the period, in the unit of its type
	 */
	long period(EventSet recorded);

	/**
	 * Looks through the recordings before they are read, where an event's weight depends
	 * on events that come later.
	 * @param recordings all recordings, in the order of time
	 * @throws IOException if a recording cannot be read
	 */
	default void prepare(List<Recording> recordings) throws IOException {
	}

	/**
	 * Tells that the events of a chunk follow. A recording has one chunk or more.
	 * @param chunk the reader, which knows the chunk's clock
	 * @param recorded the event set of the chunk's recording
	 */
	default void begin(JfrReader chunk, EventSet recorded) {
	}

	/**
	 * Adds what an event weighs to the values of its stack.
	 * @param event the event
	 * @param recorded the event set of the event's recording
	 * @param values one value for each sample type
	 */
	void add(Event event, EventSet recorded, double[] values);

	/**
	 * Whether an event belongs to this view.
	 * @param event the event
	 * @return whether it does
	 */
	boolean accepts(Event event);

	/**
	 * The class of the object that was allocated, or of the lock that was waited for; it
	 * becomes the leaf frame.
	 * @param event the event
	 * @return an id of the recording's classes, or {@link #NO_CLASS}
	 */
	int classId(Event event);

	/**
	 * What a reader of the profile should know about how well it could be read, after all
	 * events were added.
	 * @return one line each, usually none
	 */
	default List<String> notes() {
		return List.of();
	}

	/**
	 * The id where an event is not about a class.
	 */
	int NO_CLASS = 0;

}
