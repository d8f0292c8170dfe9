package io.github.profiling.capture.store;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.profiling.capture.store.StoreException.Reason;

/**
 * Makes room: removes what is too old or too much, and nothing that has not a form of
 * ours.
 */
final class StoreRoom {

	/** A file is written within seconds; what is older was left by a killed process. */
	private static final Duration TEMPORARY_AGE = Duration.ofHours(1);

	private final StoreLimits limits;

	StoreRoom(StoreLimits limits) {
		this.limits = limits;
	}

	/**
	 * Checks that a file may be written.
	 * @param bytes its size
	 */
	void check(StoreFiles files, long bytes) throws IOException {
		if (bytes > this.limits.maxBytes()) {
			throw new StoreException(Reason.TOO_LARGE, "the capture has " + bytes + " bytes, all captures may have "
					+ this.limits.maxBytes() + " (profiling.store.max-size)");
		}
		long free = files.freeBytes();
		if (free - bytes < this.limits.minFreeBytes()) {
			throw new StoreException(Reason.NO_ROOM, "only " + (free >> 20) + " MB are free on the store's volume, "
					+ (this.limits.minFreeBytes() >> 20) + " MB are to stay so (profiling.store.min-free-space)");
		}
	}

	boolean isExpired(CaptureName name, Instant now) {
		return name.start().plus(name.duration()).plus(this.limits.maxAge()).isBefore(now);
	}

	/**
	 * Removes the oldest captures until there is room for another one.
	 * @param bytes the size of that one, 0 if there is none
	 */
	void make(StoreFiles files, long bytes, Instant now) throws IOException {
		List<StoredCapture> kept = new ArrayList<>();
		long total = bytes;
		for (String path : files.paths()) {
			long size = Math.max(0, files.size(path));
			CaptureName name = CaptureName.parse(path).orElse(null);
			if (name != null && isExpired(name, now)) {
				files.delete(path);
			}
			else if (name != null) {
				kept.add(new StoredCapture(name, size));
				total += size;
			}
			else if (PartialName.parse(path).isPresent()) {
				total += size;
			}
			else if (StoreFiles.isTemporary(path) && isOld(files, path, now)) {
				files.delete(path);
			}
		}
		kept.sort(Comparator.comparing((capture) -> capture.name().start()));
		int others = (bytes > 0) ? 1 : 0;
		for (int i = 0; i < kept.size()
				&& (total > this.limits.maxBytes() || kept.size() - i + others > this.limits.maxCount()); i++) {
			files.delete(kept.get(i).name().path());
			total -= kept.get(i).bytes();
		}
	}

	private static boolean isOld(StoreFiles files, String path, Instant now) {
		try {
			return files.written(path).toInstant().plus(TEMPORARY_AGE).isBefore(now);
		}
		catch (IOException ex) {
			// Renamed or removed meanwhile
			return false;
		}
	}

}
