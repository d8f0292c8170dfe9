package io.github.profiling.autoconfigure;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

import io.github.profiling.capture.Application;
import io.github.profiling.capture.Captures;
import io.github.profiling.capture.ReplicaStatus;
import io.github.profiling.capture.job.CaptureJobs;
import io.github.profiling.capture.job.JobLimits;
import io.github.profiling.capture.store.CaptureOwner;
import io.github.profiling.capture.store.CaptureStore;
import io.github.profiling.capture.store.StoreLimits;
import io.github.profiling.capture.store.StoreLocation;
import io.github.profiling.recording.WorkDirectory;

/**
 * Makes the store of captures, and what fills it, as the properties say.
 */
final class Stores {

	private static final int MAX_JOBS = 100;

	private Stores() {
	}

	static CaptureStore store(Application application, WorkDirectory directory, StoreProperties properties) {
		CaptureOwner owner = new CaptureOwner(application.name(), ReplicaStatus.revision(System.getenv()),
				application.replica());
		StoreLimits limits = new StoreLimits(properties.getMaxSize().toBytes(), properties.getMaxAge(),
				properties.getMaxCount(), properties.getMinFreeSpace().toBytes(), properties.getTimeout());
		Path configured = properties.getDirectory();
		StoreLocation location = (configured != null) ? StoreLocation.of(configured)
				: StoreLocation.in(directory::path, "captures");
		return new CaptureStore(location, owner, limits, Clock.systemUTC());
	}

	static CaptureJobs jobs(Captures captures, CaptureStore store, StoreProperties properties) {
		// What goes with the process need not be saved from its death.
		Duration cutInterval = (properties.getDirectory() != null) ? properties.getCutInterval() : Duration.ZERO;
		return new CaptureJobs(captures, store, new JobLimits(properties.getMaxDuration(), MAX_JOBS, cutInterval));
	}

}
