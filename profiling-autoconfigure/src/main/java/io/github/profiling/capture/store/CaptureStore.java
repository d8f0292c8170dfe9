package io.github.profiling.capture.store;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.github.profiling.capture.store.StoreException.Reason;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.pprof.InvalidProfileException;
import io.github.profiling.profile.pprof.PprofReader;
import io.github.profiling.profile.pprof.PprofWriter;

/**
 * Finished captures, one file each, in a directory that any number of replicas may share:
 * each sees those of all. Everything that is known of a capture is in its
 * {@linkplain CaptureName path} and in the profile itself, so there is no index that
 * could be wrong. Whatever the volume does, nobody waits longer than
 * {@link StoreLimits#timeout()}.
 */
public final class CaptureStore {

	private static final int MAX_FILE_BYTES = PprofReader.DEFAULT_MAX_BYTES;

	private final StoreLocation location;

	private final CaptureOwner owner;

	private final StoreRoom room;

	private final StoreWorker worker;

	private final Clock clock;

	/**
	 * Creates a store; nothing is touched yet.
	 * @param location where the captures are
	 * @param owner whose captures are saved
	 * @param limits what they may take
	 * @param clock tells how old captures are
	 */
	public CaptureStore(StoreLocation location, CaptureOwner owner, StoreLimits limits, Clock clock) {
		this.location = location;
		this.owner = owner;
		this.room = new StoreRoom(limits);
		this.worker = new StoreWorker(limits.timeout());
		this.clock = clock;
	}

	/**
	 * Whose captures are saved.
	 * @return the owner
	 */
	public CaptureOwner owner() {
		return this.owner;
	}

	/**
	 * Checks that a capture could be saved now.
	 * @throws StoreException if it could not, with the reason
	 * @throws InterruptedException if the thread is interrupted
	 */
	public void check() throws StoreException, InterruptedException {
		call((files) -> {
			this.room.check(files, 0);
			return true;
		});
	}

	/**
	 * Saves a capture. The oldest ones make room for it, and what there was of it before
	 * goes.
	 * @param profile the capture, whose header tells its time and duration
	 * @param kind what was profiled
	 * @param id identifies it
	 * @param outcome how it ended
	 * @param tags its tags
	 * @return the capture as it is in the store
	 * @throws StoreException if it cannot be saved; there is nothing of it then
	 * @throws InterruptedException if the thread is interrupted
	 */
	public StoredCapture save(Profile profile, String kind, String id, Outcome outcome, List<String> tags)
			throws StoreException, InterruptedException {
		CaptureName name = name(this.owner, profile, kind, id, outcome, tags);
		byte[] bytes = PprofWriter.toBytes(profile);
		return call((files) -> {
			StoredCapture saved = save(files, name, bytes);
			for (String path : files.paths()) {
				if (PartialName.parse(path).filter((partial) -> partial.id().equals(id)).isPresent()
						|| CaptureName.parse(path).filter((other) -> isLesser(other, name)).isPresent()) {
					files.delete(path);
				}
			}
			return saved;
		});
	}

	/**
	 * Whether a capture was recovered from a process that was not dead after all.
	 */
	private static boolean isLesser(CaptureName other, CaptureName name) {
		return other.id().equals(name.id()) && other.outcome() == Outcome.RECOVERED
				&& name.outcome() != Outcome.RECOVERED;
	}

	static CaptureName name(CaptureOwner owner, Profile profile, String kind, String id, Outcome outcome,
			List<String> tags) {
		return new CaptureName(owner, Instant.ofEpochSecond(0, profile.header().timeNanos()), kind,
				Duration.ofNanos(profile.header().durationNanos()), id, outcome, tags);
	}

	private StoredCapture save(StoreFiles files, CaptureName name, byte[] bytes) throws IOException {
		this.room.check(files, bytes.length);
		this.room.make(files, bytes.length, this.clock.instant());
		files.write(name.path(), bytes);
		return new StoredCapture(name, bytes.length);
	}

	/**
	 * Saves what there is of a running capture, in place of what was saved of it before.
	 * @param profile the capture until now
	 * @param kind what is profiled
	 * @param id identifies it
	 * @param interval when it will be saved again
	 * @param tags its tags
	 * @throws StoreException if it cannot be saved
	 * @throws InterruptedException if the thread is interrupted
	 */
	public void savePartial(Profile profile, String kind, String id, Duration interval, List<String> tags)
			throws StoreException, InterruptedException {
		PartialName name = new PartialName(this.owner, kind, id, interval, tags);
		byte[] bytes = PprofWriter.toBytes(profile);
		call((files) -> {
			this.room.check(files, bytes.length);
			files.write(name.path(), bytes);
			return true;
		});
	}

	/**
	 * Removes what was saved of a capture that is not wanted any more.
	 * @param id identifies it
	 * @throws StoreException if it cannot be removed
	 * @throws InterruptedException if the thread is interrupted
	 */
	public void deletePartial(String id) throws StoreException, InterruptedException {
		call((files) -> {
			for (String path : files.paths()) {
				if (PartialName.parse(path).filter((partial) -> partial.id().equals(id)).isPresent()) {
					files.delete(path);
				}
			}
			return true;
		});
	}

	/**
	 * Makes captures of what processes left that were killed.
	 * @return what was found
	 * @throws StoreException if the volume fails
	 * @throws InterruptedException if the thread is interrupted
	 */
	public Recovery recover() throws StoreException, InterruptedException {
		return call((files) -> Recovery.run(files, this.owner, this::save));
	}

	/**
	 * All captures, the youngest first. Files of other forms are not seen.
	 * @return the captures
	 * @throws StoreException if the volume fails
	 * @throws InterruptedException if the thread is interrupted
	 */
	public List<StoredCapture> list() throws StoreException, InterruptedException {
		return call(this::list);
	}

	private List<StoredCapture> list(StoreFiles files) throws IOException {
		Instant now = this.clock.instant();
		List<StoredCapture> captures = new ArrayList<>();
		for (String path : files.paths()) {
			CaptureName name = CaptureName.parse(path).orElse(null);
			if (name != null && !this.room.isExpired(name, now)) {
				long size = files.size(path);
				// Nothing we write is empty.
				if (size > 0) {
					captures.add(new StoredCapture(name, size));
				}
			}
		}
		captures.sort(Comparator.comparing((StoredCapture capture) -> capture.name().start()).reversed());
		return captures;
	}

	/**
	 * A capture by its id.
	 * @param id the id
	 * @return the capture, or empty if there is none
	 * @throws StoreException if the volume fails
	 * @throws InterruptedException if the thread is interrupted
	 */
	public Optional<StoredCapture> find(String id) throws StoreException, InterruptedException {
		return call((files) -> find(files, id));
	}

	private Optional<StoredCapture> find(StoreFiles files, String id) throws IOException {
		Instant now = this.clock.instant();
		for (String path : files.paths()) {
			CaptureName name = CaptureName.parse(path).orElse(null);
			if (name != null && name.id().equals(id) && !this.room.isExpired(name, now)) {
				long size = files.size(path);
				if (size > 0) {
					return Optional.of(new StoredCapture(name, size));
				}
			}
		}
		return Optional.empty();
	}

	/**
	 * Reads the file of a capture, and checks that it is whole.
	 * @param capture the capture
	 * @return the file and the profile that it is
	 * @throws StoreException if it cannot be read, or is not whole
	 * @throws InterruptedException if the thread is interrupted
	 */
	public CaptureContent read(StoredCapture capture) throws StoreException, InterruptedException {
		byte[] file = call((files) -> files.read(capture.name().path(), MAX_FILE_BYTES));
		try {
			return new CaptureContent(file, PprofReader.read(file));
		}
		catch (InvalidProfileException ex) {
			throw new StoreException(Reason.DAMAGED, "the file of this capture is damaged: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Removes a capture.
	 * @param id the capture's id
	 * @return whether there was one
	 * @throws StoreException if it cannot be removed
	 * @throws InterruptedException if the thread is interrupted
	 */
	public boolean delete(String id) throws StoreException, InterruptedException {
		return call((files) -> {
			Optional<StoredCapture> found = find(files, id);
			return found.isPresent() && files.delete(found.get().name().path());
		});
	}

	private <T> T call(Work<T> work) throws StoreException, InterruptedException {
		return this.worker.call((givenUp) -> work.run(new StoreFiles(this.location.directory(), givenUp)));
	}

	/**
	 * Something to do with the files.
	 *
	 * @param <T> the result
	 */
	private interface Work<T> {

		T run(StoreFiles files) throws IOException;

	}

}
