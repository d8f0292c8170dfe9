package io.github.profiling.recording;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The engines of this JVM, each behind its recorder, best first. Whoever wants an event
 * recorded gets the first engine that can, and is told why it is no better one.
 */
public final class EngineLadder implements AutoCloseable {

	private final List<Recorder> recorders;

	private final String restriction;

	/**
	 * Creates a ladder of all engines there are.
	 * @param recorders the recorders, at least one, that of the best engine first
	 */
	public EngineLadder(List<Recorder> recorders) {
		this(recorders, "");
	}

	/**
	 * Creates a ladder.
	 * @param recorders the recorders, at least one, that of the best engine first
	 * @param restriction the property by which the user left other engines out, such as
	 * {@code profiling.engine=jfr}, or empty
	 */
	public EngineLadder(List<Recorder> recorders, String restriction) {
		this.recorders = List.copyOf(recorders);
		this.restriction = restriction;
	}

	/**
	 * Chooses the recorder for an event. May load native code, see
	 * {@link Engine#support}.
	 * @param type the event
	 * @return the first that supports it, with the reason why none before it does; else
	 * the first of all with the reasons of all
	 */
	public Rung choose(EventType type) {
		List<Refusal> refusals = new ArrayList<>();
		for (Recorder recorder : this.recorders) {
			Support support = recorder.engine().support(type);
			if (support.available()) {
				return new Rung(recorder, explain(support, refusals));
			}
			refusals.add(new Refusal(support));
		}
		return new Rung(this.recorders.get(0), Support.unavailable(reasons(refusals), remedies("", refusals)));
	}

	private Support explain(Support support, List<Refusal> refusals) {
		// An engine that never records the event is no better one.
		List<Refusal> better = refusals.stream().filter((refusal) -> !refusal.support().remedy().isEmpty()).toList();
		String reason = support.reason();
		if (!better.isEmpty()) {
			reason += "; " + reasons(better);
		}
		else if (!this.restriction.isEmpty()) {
			reason += "; engine chosen by " + this.restriction;
		}
		return Support.by(support.sampler(), reason, remedies(support.remedy(), better), support.maxHz());
	}

	private String reasons(List<Refusal> refusals) {
		Set<String> reasons = new LinkedHashSet<>();
		refusals.forEach((refusal) -> reasons.add(refusal.support().reason()));
		return String.join("; ", reasons);
	}

	private String remedies(String own, List<Refusal> refusals) {
		Set<String> remedies = new LinkedHashSet<>();
		refusals.forEach((refusal) -> remedies.add(refusal.support().remedy()));
		remedies.add(own);
		remedies.remove("");
		if (own.isEmpty() && !refusals.isEmpty() && !this.restriction.isEmpty()) {
			remedies.add("remove " + this.restriction + " to have the other engine as well");
		}
		return String.join("; ", remedies);
	}

	/**
	 * Whether choosing costs nothing, since what it may load is loaded or was tried in
	 * vain.
	 * @return whether it is
	 */
	public boolean isPrepared() {
		return this.recorders.stream().allMatch((recorder) -> recorder.engine().isPrepared());
	}

	/**
	 * The recorders whose engines can record an event now, best first.
	 * @param type the event
	 * @return the recorders, maybe none
	 */
	public List<Recorder> all(EventType type) {
		return this.recorders.stream().filter((recorder) -> recorder.engine().support(type).available()).toList();
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

	/**
	 * An engine that cannot, and why.
	 */
	private record Refusal(Support support) {

	}

}
