package io.github.profiling.recording;

import java.util.List;

/**
 * The engines of this JVM, each behind its recorder, best first. Whoever wants an event
 * recorded gets the first engine that can.
 */
public final class EngineLadder implements AutoCloseable {

	private final List<Recorder> recorders;

	/**
	 * Creates a ladder.
	 * @param recorders the recorders, at least one, that of the best engine first
	 */
	public EngineLadder(List<Recorder> recorders) {
		this.recorders = List.copyOf(recorders);
	}

	/**
	 * Chooses the recorder for an event.
	 * @param type the event
	 * @return the first that supports it, else the first of all with its reason
	 */
	public Rung choose(EventType type) {
		for (Recorder recorder : this.recorders) {
			Support support = recorder.engine().support(type);
			if (support.available()) {
				return new Rung(recorder, support);
			}
		}
		Recorder best = this.recorders.get(0);
		return new Rung(best, best.engine().support(type));
	}

	/**
	 * Has the best engine load what it needs, in the background.
	 */
	public void prepare() {
		this.recorders.get(0).prepare();
	}

	/**
	 * Ends all leases with what they have, and takes no more until {@link #resume()}.
	 * @param reason what to tell those whose leases end early
	 */
	public void suspend(String reason) {
		this.recorders.forEach((recorder) -> recorder.suspend(reason));
	}

	/**
	 * Takes leases again.
	 */
	public void resume() {
		this.recorders.forEach(Recorder::resume);
	}

	@Override
	public void close() {
		this.recorders.forEach(Recorder::close);
	}

	/**
	 * A recorder and what its engine says of the event it was chosen for.
	 *
	 * @param recorder the recorder
	 * @param support whether and how its engine can record the event
	 */
	public record Rung(Recorder recorder, Support support) {

	}

}
