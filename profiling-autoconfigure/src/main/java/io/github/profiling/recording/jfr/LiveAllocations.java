package io.github.profiling.recording.jfr;

import java.io.IOException;
import java.nio.file.Path;

import one.jfr.Dictionary;
import one.jfr.JfrReader;
import one.jfr.event.MallocEvent;

/**
 * Which sampled allocations were not freed, by their address. A recording is not in the
 * order of time, as threads write to it through buffers: so each is gone through twice,
 * first for what was allocated, then for what was freed.
 */
final class LiveAllocations {

	/** How many addresses are followed; each takes about 60 bytes. */
	static final int MAX_ADDRESSES = 100_000;

	private static final Allocation FREED = new Allocation(Long.MIN_VALUE, -1);

	private final Dictionary<Allocation> allocations = new Dictionary<>();

	private int recordings;

	private long untracked;

	/**
	 * Goes through the next recording.
	 */
	void addRecording(Path file) throws IOException {
		JfrChunks.forEach(file, this::addAllocations);
		JfrChunks.forEach(file, this::removeFreed);
		this.recordings++;
	}

	private void addAllocations(JfrReader chunk) throws IOException {
		for (MallocEvent event = next(chunk); event != null; event = next(chunk)) {
			if (event.size > 0) {
				allocated(event);
			}
		}
	}

	/**
	 * Only the last allocation of an address can be in use.
	 */
	void allocated(MallocEvent event) {
		Allocation known = this.allocations.get(event.address);
		if (known == null && this.allocations.size() >= MAX_ADDRESSES) {
			this.untracked++;
		}
		else if (known == null || known.recording() < this.recordings || known.time() < event.time) {
			this.allocations.put(event.address, new Allocation(event.time, this.recordings));
		}
	}

	private void removeFreed(JfrReader chunk) throws IOException {
		for (MallocEvent event = next(chunk); event != null; event = next(chunk)) {
			if (event.size == 0) {
				Allocation known = this.allocations.get(event.address);
				if (known != null && (known.recording() < this.recordings || known.time() <= event.time)) {
					this.allocations.put(event.address, FREED);
				}
			}
		}
	}

	private static MallocEvent next(JfrReader chunk) throws IOException {
		return chunk.readEvent(MallocEvent.class);
	}

	/**
	 * Whether an allocation was not freed in any of the recordings.
	 */
	boolean contains(MallocEvent event) {
		Allocation known = this.allocations.get(event.address);
		return known != null && known.time() == event.time;
	}

	/**
	 * How many sampled allocations found no place.
	 */
	long untracked() {
		return this.untracked;
	}

	/**
	 * An allocation.
	 *
	 * @param time when it was made, in the recordings' clock
	 * @param recording in which of the recordings
	 */
	private record Allocation(long time, int recording) {

	}

}
