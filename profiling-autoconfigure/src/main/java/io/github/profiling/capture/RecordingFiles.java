package io.github.profiling.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import io.github.profiling.recording.EngineException;
import io.github.profiling.recording.EngineLadder;
import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventSource;
import io.github.profiling.recording.EventType;
import io.github.profiling.recording.Lease;
import io.github.profiling.recording.Recorder;
import io.github.profiling.recording.Recording;
import io.github.profiling.recording.RecordingLimits;
import io.github.profiling.recording.Recordings;
import io.github.profiling.recording.WorkDirectory;
import io.github.profiling.recording.jfr.JfrFiles;
import io.github.profiling.recording.jfr.JfrFiles.Part;
import org.jspecify.annotations.Nullable;

/**
 * Takes captures whose result is not a profile but the recordings themselves, as one JFR
 * file.
 */
final class RecordingFiles {

	/** All instances share the directory. */
	private static final AtomicLong FILES = new AtomicLong();

	/** What async-profiler adds to a trace, as in the profiles without parameters. */
	private static final EventSet ADDED_TO_TRACE = EventSet.of(EventType.CPU, Interval.CPU.usual())
		.and(EventType.ALLOC, Interval.BYTES.usual());

	/**
	 * What both sample, so that a reader would count it twice, and what some readers take
	 * for the same.
	 */
	private static final Set<String> SAMPLED_TWICE = Set.of("jdk.ExecutionSample", "jdk.CPUTimeSample",
			"jdk.NativeMethodSample", "jdk.ObjectAllocationSample");

	/** Recordings end at the largest size for one; a capture may have some. */
	private static final int MOST_RECORDINGS_OF_LARGEST_SIZE = 4;

	private final EngineLadder engines;

	private final WorkDirectory directory;

	RecordingFiles(EngineLadder engines, WorkDirectory directory) {
		this.engines = engines;
		this.directory = directory;
	}

	/**
	 * Records, and makes a file of it.
	 * @param recorder what records
	 * @param events what to record
	 * @param duration for how long
	 */
	CapturedFile take(Recorder recorder, EventSet events, Duration duration)
			throws EngineException, IOException, InterruptedException {
		Recorder second = events.contains(EventType.TRACE) ? sampler() : null;
		Lease added = (second != null) ? second.acquire(ADDED_TO_TRACE, duration) : null;
		try (added;
				Lease lease = recorder.acquire(events, duration);
				Recordings recordings = lease.await();
				Recordings samples = (added != null) ? awaitIfPossible(added) : null) {
			List<Part> parts = new ArrayList<>();
			Set<String> leftOut = (samples != null) ? SAMPLED_TWICE : Set.of();
			recordings.list().forEach((recording) -> parts.add(new Part(recording, leftOut)));
			if (samples != null) {
				samples.list().forEach((recording) -> parts.add(new Part(recording, Set.of())));
			}
			return write(parts, recorder.limits());
		}
	}

	/**
	 * The recorder of async-profiler, whose samples are better than the JVM's own.
	 */
	private @Nullable Recorder sampler() {
		return this.engines.all(EventType.CPU)
			.stream()
			.filter((recorder) -> recorder.engine().source() == EventSource.ASYNC_PROFILER)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable Recordings awaitIfPossible(Lease lease) throws InterruptedException {
		try {
			return lease.await();
		}
		catch (EngineException ex) {
			// A trace has all that matters without them.
			return null;
		}
	}

	private CapturedFile write(List<Part> parts, RecordingLimits limits) throws IOException {
		Path parent = this.directory.path();
		limits.checkFreeSpace(parent);
		long size = 0;
		for (Part part : parts) {
			Recording recording = part.recording();
			size += Files.size(recording.file());
		}
		if (size / MOST_RECORDINGS_OF_LARGEST_SIZE > limits.maxBytes()) {
			throw new IOException(
					"the recordings are larger than profiling.max-recording-size allows; ask for fewer " + "'seconds'");
		}
		Path file = parent.resolve("capture-" + FILES.incrementAndGet() + ".jfr");
		JfrFiles.write(parts, file);
		return new CapturedFile(file);
	}

}
