package io.github.profiling.capture.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import io.github.profiling.capture.store.StoreException.Reason;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.pprof.PprofWriter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link CaptureStore} on real directories.
 */
class CaptureStoreTests {

	private static final StoreLimits LIMITS = limits(Long.MAX_VALUE, Duration.ofDays(7), 1000);

	@TempDir
	private Path directory;

	private static StoreLimits limits(long bytes, Duration age, int count) {
		return new StoreLimits(bytes, age, count, 0, Duration.ofSeconds(10));
	}

	private CaptureStore store(String replica, StoreLimits limits) {
		return store(() -> this.directory, replica, limits);
	}

	private static CaptureStore store(StoreLocation location, String replica, StoreLimits limits) {
		return new CaptureStore(location, new CaptureOwner("app", "v1", replica), limits,
				Clock.fixed(Profiles.START.plusSeconds(60), ZoneOffset.UTC));
	}

	private static StoredCapture save(CaptureStore store, Instant start) throws Exception {
		return store.save(Profiles.of(start, 10), "profile", CaptureId.next(), Outcome.WHOLE, List.of());
	}

	private List<String> files() throws Exception {
		try (Stream<Path> files = Files.walk(this.directory)) {
			return files.filter(Files::isRegularFile)
				.map((file) -> this.directory.relativize(file).toString().replace('\\', '/'))
				.sorted()
				.toList();
		}
	}

	@Test
	void whatIsSavedIsListedFoundReadAndRemoved() throws Exception {
		CaptureStore store = store("r1", LIMITS);
		Profile profile = Profiles.of(Profiles.START, 10);
		StoredCapture saved = store.save(profile, "profile", CaptureId.next(), Outcome.TRUNCATED, List.of("a", "b"));
		assertThat(files()).containsExactly(saved.name().path());
		assertThat(saved.name().path()).startsWith("app/v1/r1/20261124T235143120Z_profile_30s_")
			.endsWith("_truncated+a+b.pb.gz");
		assertThat(store.list()).containsExactly(saved);
		assertThat(store.find(saved.name().id())).contains(saved);
		CaptureContent content = store.read(saved);
		assertThat(content.profile()).isEqualTo(profile);
		assertThat(content.file()).hasSize((int) saved.bytes());
		assertThat(store.delete(saved.name().id())).isTrue();
		assertThat(store.delete(saved.name().id())).isFalse();
		try (Stream<Path> left = Files.list(this.directory)) {
			assertThat(left).as("empty directories go, too").isEmpty();
		}
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.read(saved))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.GONE));
	}

	@Test
	void replicasShareADirectoryAndEachListsAll() throws Exception {
		List<CaptureStore> stores = List.of(store("r1", LIMITS), store("r2", LIMITS), store("r3", LIMITS));
		List<CompletableFuture<List<StoredCapture>>> saving = new ArrayList<>();
		for (CaptureStore store : stores) {
			saving.add(CompletableFuture.supplyAsync(() -> {
				List<StoredCapture> saved = new ArrayList<>();
				try {
					for (int i = 0; i < 20; i++) {
						saved.add(save(store, Profiles.START));
						// Removes directories that another one is about to write to.
						assertThat(store.delete(saved.get(i).name().id())).isTrue();
						saved.set(i, save(store, Profiles.START.plusMillis(i)));
					}
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
				return saved;
			}));
		}
		List<StoredCapture> all = saving.stream().flatMap((saved) -> saved.join().stream()).toList();
		for (CaptureStore store : stores) {
			assertThat(store.list()).hasSize(60).containsExactlyInAnyOrderElementsOf(all);
			assertThat(store.list()).extracting((capture) -> capture.name().start())
				.isSortedAccordingTo((left, right) -> right.compareTo(left));
			assertThat(store.read(all.get(0)).profile()).isEqualTo(Profiles.of(Profiles.START, 10));
		}
	}

	@Test
	void filesOfOtherFormsAreNeitherSeenNorRemoved() throws Exception {
		CaptureStore store = store("r1", limits(1, Duration.ofDays(7), 1));
		Path replica = Files.createDirectories(this.directory.resolve("app/v1/r1"));
		String name = "20261124T235143120Z_profile_30s_0123456789abcdef.pb.gz";
		List<Path> foreign = List.of(this.directory.resolve("notes.txt"), this.directory.resolve(name),
				replica.resolve("heap.hprof"), replica.resolve("x" + name), replica.resolve("0123456789abcdef.tmp2"),
				Files.createDirectories(replica.resolve("deeper")).resolve(name));
		for (Path file : foreign) {
			Files.write(file, new byte[100]);
			Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
		}
		Files.createDirectories(replica.resolve(name.replace("30s", "31s")));
		assertThat(store.list()).isEmpty();
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> save(store, Profiles.START))
			.withMessageContaining("profiling.store.max-size");
		save(store("r1", limits(100_000, Duration.ofDays(7), 1)), Profiles.START);
		assertThat(store.list()).hasSize(1);
		assertThat(foreign).allMatch(Files::exists);
	}

	@Test
	void linksAreNotFollowed(@TempDir Path elsewhere) throws Exception {
		CaptureStore other = store(() -> elsewhere, "r1", LIMITS);
		StoredCapture outside = save(other, Profiles.START);
		Files.createSymbolicLink(this.directory.resolve("app"), elsewhere.resolve("app"));
		assertThat(store("r1", LIMITS).list()).isEmpty();
		Files.delete(this.directory.resolve("app"));
		Path link = this.directory.resolve(outside.name().path());
		Files.createDirectories(link.getParent());
		Files.createSymbolicLink(link, elsewhere.resolve(outside.name().path()));
		assertThat(store("r1", LIMITS).list()).isEmpty();
	}

	@Test
	void theOldestMakeRoomForTheCount() throws Exception {
		CaptureStore store = store("r1", limits(Long.MAX_VALUE, Duration.ofDays(7), 3));
		List<StoredCapture> saved = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			saved.add(save(store, Profiles.START.plusSeconds(i)));
		}
		assertThat(store.list()).containsExactly(saved.get(4), saved.get(3), saved.get(2));
		assertThat(files()).hasSize(3);
	}

	@Test
	void theOldestMakeRoomForTheBytes() throws Exception {
		long bytes = PprofWriter.toBytes(Profiles.of(Profiles.START, 10)).length;
		CaptureStore store = store("r1", limits(bytes * 3 + bytes / 2, Duration.ofDays(7), 1000));
		for (int i = 0; i < 6; i++) {
			save(store, Profiles.START.plusSeconds(i));
			long total = store.list().stream().mapToLong(StoredCapture::bytes).sum();
			assertThat(total).isLessThanOrEqualTo(bytes * 3 + bytes / 2);
		}
		assertThat(store.list()).hasSize(3);
	}

	@Test
	void whatIsTooOldIsNotListedAndGoesWithTheNextSave() throws Exception {
		save(store("r1", LIMITS), Profiles.START.minus(Duration.ofHours(3)));
		CaptureStore store = store("r1", limits(Long.MAX_VALUE, Duration.ofHours(2), 1000));
		assertThat(store.list()).isEmpty();
		assertThat(files()).hasSize(1);
		StoredCapture saved = save(store, Profiles.START);
		assertThat(files()).containsExactly(saved.name().path());
	}

	@Test
	void whatAKilledProcessWasWritingIsRemovedWhenItIsOld() throws Exception {
		Path replica = Files.createDirectories(this.directory.resolve("app/v1/r0"));
		Path old = Files.write(replica.resolve("0123456789abcdef.tmp"), new byte[10]);
		Path young = Files.write(replica.resolve("0123456789abcdeg.tmp"), new byte[10]);
		Files.setLastModifiedTime(old, FileTime.from(Profiles.START.minus(Duration.ofHours(2))));
		Files.setLastModifiedTime(young, FileTime.from(Profiles.START));
		save(store("r1", LIMITS), Profiles.START);
		assertThat(old).doesNotExist();
		assertThat(young).exists();
	}

	@Test
	void aTornFileIsNeverReadAsWhole() throws Exception {
		CaptureStore store = store("r1", LIMITS);
		StoredCapture saved = save(store, Profiles.START);
		Path file = this.directory.resolve(saved.name().path());
		byte[] whole = Files.readAllBytes(file);
		for (int length = 0; length < whole.length; length++) {
			Files.write(file, Arrays.copyOf(whole, length));
			assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.read(saved))
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.DAMAGED));
		}
		Files.write(file, new byte[0]);
		assertThat(store.list()).isEmpty();
		Files.write(file, whole);
		assertThat(store.read(saved).profile()).isEqualTo(Profiles.of(Profiles.START, 10));
	}

	@Test
	void aVolumeThatHangsHoldsNobodyForLong() throws Exception {
		CountDownLatch released = new CountDownLatch(1);
		StoreLocation hanging = () -> {
			// Like a network volume, deaf to interrupts.
			boolean waiting = true;
			while (waiting) {
				try {
					released.await();
					waiting = false;
				}
				catch (InterruptedException ex) {
					// Hangs on.
				}
			}
			return this.directory;
		};
		CaptureStore store = store(hanging, "r1",
				new StoreLimits(100_000, Duration.ofDays(1), 10, 0, Duration.ofMillis(300)));
		long start = System.nanoTime();
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> save(store, Profiles.START))
			.withMessage("the store's volume has not answered for 300 ms");
		for (int i = 0; i < 200; i++) {
			assertThatExceptionOfType(StoreException.class).isThrownBy(store::list)
				.withMessage("the store's volume does not answer");
		}
		// One timeout and what a busy machine takes for the rest.
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
		released.countDown();
		Awaitility.await()
			.ignoreExceptionsMatching(StoreException.class::isInstance)
			.until(() -> store.list().isEmpty());
		assertThat(files()).as("what was given up is not written later").isEmpty();
	}

	@Test
	void theDirectoryIsMadeAnewButNothingAboveIt() throws Exception {
		Path volume = Files.createDirectory(this.directory.resolve("volume"));
		CaptureStore store = store(StoreLocation.in(() -> volume, "captures"), "r1", LIMITS);
		StoredCapture before = save(store, Profiles.START);
		assertThat(store.delete(before.name().id())).isTrue();
		Files.delete(volume.resolve("captures"));
		StoredCapture after = save(store, Profiles.START);
		assertThat(store.list()).containsExactly(after);
		assertThat(volume.resolve("captures").resolve(after.name().path())).exists();
		CaptureStore unmounted = store(StoreLocation.in(() -> volume.resolve("missing"), "captures"), "r1", LIMITS);
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> save(unmounted, Profiles.START))
			.withMessageContaining("gone");
		assertThat(volume.resolve("missing")).doesNotExist();
	}

	@Test
	void nothingRunsWhenThereIsNothingToDo() throws Exception {
		save(store("r1", LIMITS), Profiles.START);
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.noneMatch((thread) -> thread.getName().equals("profiling-store")));
	}

}
