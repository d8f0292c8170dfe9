package io.github.profiling.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stretch of time in which one engine recorded one event set, in one JFR file.
 * Immutable, and deleted when the last one who needs it lets go.
 */
public final class Recording {

	private final Path file;

	private final EventSet events;

	private final Instant start;

	private final Duration duration;

	private final long lostSamples;

	private final AtomicInteger holders = new AtomicInteger(1);

	Recording(Path file, EventSet events, Instant start, Duration duration, long lostSamples) {
		this.file = file;
		this.events = events;
		this.start = start;
		this.duration = duration;
		this.lostSamples = lostSamples;
	}

	/**
	 * The JFR file, which exists as long as somebody holds the recording.
	 * @return the file
	 */
	public Path file() {
		return this.file;
	}

	/**
	 * What was recorded: a union of what the captures of this time asked for, so possibly
	 * more and finer than each of them did.
	 * @return the events with the intervals that samples must be weighed with
	 */
	public EventSet events() {
		return this.events;
	}

	/**
	 * When recording began.
	 * @return the time
	 */
	public Instant start() {
		return this.start;
	}

	/**
	 * How long was recorded.
	 * @return the duration
	 */
	public Duration duration() {
		return this.duration;
	}

	/**
	 * How many samples the engine had to drop.
	 * @return the number of samples
	 */
	public long lostSamples() {
		return this.lostSamples;
	}

	void retain() {
		this.holders.incrementAndGet();
	}

	void release() {
		if (this.holders.decrementAndGet() == 0) {
			try {
				Files.deleteIfExists(this.file);
			}
			catch (IOException ex) {
				// The directory is emptied when the recorder closes, or by the next
				// process.
			}
		}
	}

}
