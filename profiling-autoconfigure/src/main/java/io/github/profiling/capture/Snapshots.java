package io.github.profiling.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

import io.github.profiling.capture.CaptureException.Reason;
import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ValueType;
import io.github.profiling.recording.WorkDirectory;
import io.github.profiling.snapshot.ClassHistogram;
import io.github.profiling.snapshot.SnapshotUnavailableException;
import io.github.profiling.snapshot.ThreadSnapshot;

/**
 * The captures that need no engine and no time.
 */
final class Snapshots {

	private final ClassHistogram heap = new ClassHistogram();

	private final ThreadSnapshot threads;

	Snapshots(WorkDirectory directory) {
		this.threads = new ThreadSnapshot(() -> path(directory));
	}

	private static Path path(WorkDirectory directory) {
		try {
			return directory.path();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<ValueType> sampleTypes(Kind kind) {
		return (kind == Kind.HEAP) ? ClassHistogram.SAMPLE_TYPES : ThreadSnapshot.SAMPLE_TYPES;
	}

	Profile take(Kind kind, Mapping application, boolean gc) throws CaptureException {
		if (kind != Kind.HEAP) {
			return this.threads.profile(application);
		}
		try {
			return this.heap.profile(application, gc);
		}
		catch (SnapshotUnavailableException ex) {
			throw new CaptureException(Reason.UNAVAILABLE, ex.reason() + "; " + ex.remedy(), ex);
		}
	}

	/**
	 * A dump of all threads as text.
	 * @param debug 1 for one entry per distinct stack, else all threads with their locks
	 */
	String threadText(int debug) {
		return (debug == 1) ? this.threads.grouped() : this.threads.full();
	}

}
