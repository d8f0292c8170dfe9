package io.github.profiling.capture.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.profiling.capture.store.StoreException.Reason;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.pprof.InvalidProfileException;
import io.github.profiling.profile.pprof.PprofReader;
import io.github.profiling.profile.pprof.PprofWriter;
import org.jspecify.annotations.Nullable;

/**
 * What was found of killed processes.
 *
 * @param recovered the captures that were made of it
 * @param next when more may be found: when a file that a living process would have
 * replaced by then is old enough. {@code null} if there are none
 */
public record Recovery(List<StoredCapture> recovered, @Nullable Duration next) {

	/**
	 * Looks through the files of the owner's application. A file is left alone as long as
	 * its process may live: the ages are told by the volume's clock, against a file
	 * written now. Should two replicas find the same one, they write the same capture. A
	 * process that was only held up writes its capture in the end, and removes the
	 * recovered one.
	 */
	static Recovery run(StoreFiles files, CaptureOwner owner, Saving saving) throws IOException {
		List<PartialName> partials = new ArrayList<>();
		List<String> ids = new ArrayList<>();
		for (String path : files.paths()) {
			PartialName.parse(path)
				.filter((partial) -> partial.owner().application().equals(owner.application()))
				.ifPresent(partials::add);
			CaptureName.parse(path).ifPresent((name) -> ids.add(name.id()));
		}
		List<StoredCapture> recovered = new ArrayList<>();
		Duration next = null;
		Instant now = partials.isEmpty() ? Instant.EPOCH : files.now(owner.path()).toInstant();
		for (PartialName partial : partials) {
			try {
				Instant abandoned = files.written(partial.path()).toInstant().plus(partial.abandonedAfter());
				if (abandoned.isAfter(now)) {
					Duration wait = Duration.between(now, abandoned);
					next = (next == null || wait.compareTo(next) < 0) ? wait : next;
					continue;
				}
				if (!ids.contains(partial.id())) {
					recovered.add(recover(files, partial, saving));
				}
				files.delete(partial.path());
			}
			catch (NoSuchFileException ex) {
				// Another replica was faster.
			}
			catch (StoreException ex) {
				if (ex.reason() != Reason.GONE) {
					throw ex;
				}
			}
			catch (InvalidProfileException ex) {
				// Not whole, so not ours: what we write is whole before it has its name.
				files.delete(partial.path());
			}
		}
		return new Recovery(recovered, next);
	}

	private static StoredCapture recover(StoreFiles files, PartialName partial, Saving saving) throws IOException {
		Profile profile = PprofReader.read(files.read(partial.path(), PprofReader.DEFAULT_MAX_BYTES));
		List<String> comments = new ArrayList<>(profile.header().comments());
		comments.add("Recovered: its process was killed, this is what there was up to " + partial.interval().toMillis()
				+ " ms before");
		Profile commented = new Profile(profile.header().withComments(comments), profile.sampleTypes(),
				profile.mappings(), profile.functions(), profile.locations(), profile.samples());
		CaptureName name = CaptureStore.name(partial.owner(), profile, partial.kind(), partial.id(), Outcome.RECOVERED,
				partial.tags());
		return saving.save(files, name, PprofWriter.toBytes(commented));
	}

	/**
	 * Saves a capture.
	 */
	interface Saving {

		StoredCapture save(StoreFiles files, CaptureName name, byte[] bytes) throws IOException;

	}

}
