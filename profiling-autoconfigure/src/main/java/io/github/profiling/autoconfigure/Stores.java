package io.github.profiling.autoconfigure;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import io.github.profiling.capture.Application;
import io.github.profiling.capture.CaptureSink;
import io.github.profiling.capture.ReplicaStatus;
import io.github.profiling.capture.store.CaptureId;
import io.github.profiling.capture.store.CaptureOwner;
import io.github.profiling.capture.store.CaptureStore;
import io.github.profiling.capture.store.CaptureStore.Location;
import io.github.profiling.capture.store.Outcome;
import io.github.profiling.capture.store.StoreException;
import io.github.profiling.capture.store.StoreLimits;
import io.github.profiling.recording.WorkDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the store of captures as the properties say.
 */
final class Stores {

	private Stores() {
	}

	static CaptureStore store(Application application, WorkDirectory directory, StoreProperties properties) {
		CaptureOwner owner = new CaptureOwner(application.name(), ReplicaStatus.revision(System.getenv()),
				application.replica());
		StoreLimits limits = new StoreLimits(properties.getMaxSize().toBytes(), properties.getMaxAge(),
				properties.getMaxCount(), properties.getMinFreeSpace().toBytes(), properties.getTimeout());
		return new CaptureStore(location(directory, properties.getDirectory()), owner, limits, Clock.systemUTC());
	}

	private static Location location(WorkDirectory directory, @Nullable Path configured) {
		if (configured == null) {
			return Location.in(directory::path, "captures");
		}
		Path parent = configured.toAbsolutePath().getParent();
		return (parent == null) ? () -> configured
				: Location.in(() -> parent, configured.toAbsolutePath().getFileName().toString());
	}

	/**
	 * Saves captures in a store.
	 * @param tag what they are labelled with
	 */
	static CaptureSink sink(CaptureStore store, String tag) {
		return (request, profile) -> {
			try {
				store.save(profile, request.kind().path(), CaptureId.next(), Outcome.WHOLE, List.of(tag));
			}
			catch (StoreException ex) {
				throw new IOException(ex.getMessage(), ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new InterruptedIOException("interrupted");
			}
		};
	}

}
