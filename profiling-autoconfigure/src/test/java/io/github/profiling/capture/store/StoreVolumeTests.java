package io.github.profiling.capture.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.profiling.capture.store.StoreException.Reason;
import io.github.profiling.testing.OutsideTool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of what happens when the volume fails, on a real one of 1 MB in memory.
 */
class StoreVolumeTests {

	@TempDir
	private Path directory;

	private Path volume;

	@BeforeEach
	void mount() throws Exception {
		this.volume = Files.createDirectory(this.directory.resolve("volume"));
		OutsideTool.require("run as root to mount a volume", "sh", "-c",
				"mount -t tmpfs -o size=64k none " + this.volume + " && umount " + this.volume);
		run("mount", "-t", "tmpfs", "-o", "size=1m", "none", this.volume.toString());
	}

	@AfterEach
	void unmount() throws Exception {
		OutsideTool.run(this.directory, Map.of(), Duration.ofSeconds(30), List.of("umount", this.volume.toString()));
	}

	private void run(String... command) throws IOException {
		assertThat(OutsideTool.run(this.directory, Map.of(), Duration.ofSeconds(30), List.of(command)).exit()).isZero();
	}

	private CaptureStore store(long minFreeBytes) {
		return new CaptureStore(() -> this.volume, new CaptureOwner("app", "v1", "r1"),
				new StoreLimits(Long.MAX_VALUE, Duration.ofDays(10_000), 1000, minFreeBytes, Duration.ofSeconds(10)),
				Clock.systemUTC());
	}

	private static StoredCapture save(CaptureStore store, int functions) throws Exception {
		return store.save(Profiles.of(Profiles.START, functions), "heap", CaptureId.next(), Outcome.WHOLE, List.of());
	}

	private void assertOnlyThere(StoredCapture expected) throws Exception {
		assertThat(store(0).list()).containsExactly(expected);
		assertThat(store(0).read(expected).profile()).isEqualTo(Profiles.of(Profiles.START, 10));
		try (Stream<Path> files = Files.walk(this.volume)) {
			assertThat(files.filter(Files::isRegularFile)
				.filter((file) -> !file.getFileName().toString().equals("filler"))).hasSize(1);
		}
	}

	@Test
	void onAFullVolumeNothingIsLeftOfWhatCannotBeSaved() throws Exception {
		StoredCapture before = save(store(0), 10);
		Files.write(this.volume.resolve("filler"), new byte[900 * 1024]);
		// Larger than what is left, so the system itself says so in the middle of it:
		// where the free space is not known beforehand, as with quotas.
		StoreFiles files = new StoreFiles(this.volume, () -> false);
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> files.write("app/v1/r1/0123456789abcdef.tmp", new byte[200 * 1024]))
			.withMessageContaining("No space left");
		assertOnlyThere(before);
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> save(store(0), 60_000))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.NO_ROOM));
		assertOnlyThere(before);
	}

	@Test
	void theFreeSpaceIsLeftToOthers() throws Exception {
		StoredCapture before = save(store(0), 10);
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> save(store(2 * 1024 * 1024), 10))
			.withMessage("only 0 MB are free on the store's volume, 2 MB are to stay so "
					+ "(profiling.store.min-free-space)")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.NO_ROOM));
		assertThatExceptionOfType(StoreException.class).isThrownBy(store(2 * 1024 * 1024)::check)
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.NO_ROOM));
		assertOnlyThere(before);
	}

	@Test
	void aReadOnlyVolumeCanBeReadOnly() throws Exception {
		StoredCapture before = save(store(0), 10);
		run("mount", "-o", "remount,ro", this.volume.toString());
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> save(store(0), 10))
			.withMessageContaining("Read-only file system")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.UNAVAILABLE));
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store(0).delete(before.name().id()))
			.withMessageContaining("Read-only file system");
		assertOnlyThere(before);
		run("mount", "-o", "remount,rw", this.volume.toString());
		save(store(0), 10);
		assertThat(store(0).list()).hasSize(2);
	}

	@Test
	void aDirectoryThatIsGoneIsNotMadeAnew() throws Exception {
		CaptureStore store = new CaptureStore(() -> this.volume.resolve("missing"), new CaptureOwner("app", "v1", "r1"),
				new StoreLimits(1000, Duration.ofDays(1), 10, 0, Duration.ofSeconds(10)), Clock.systemUTC());
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> save(store, 10))
			.withMessageContaining("gone")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.UNAVAILABLE));
		assertThatExceptionOfType(StoreException.class).isThrownBy(store::list).withMessageContaining("gone");
		assertThat(this.volume.resolve("missing")).doesNotExist();
	}

	@Test
	void aVolumeThatVanishesAndComesBackIsUsedAgain() throws Exception {
		CaptureStore store = store(0);
		save(store, 10);
		run("umount", this.volume.toString());
		assertThat(store.list()).isEmpty();
		run("mount", "-t", "tmpfs", "-o", "size=1m", "none", this.volume.toString());
		StoredCapture after = save(store, 10);
		assertThat(store.list()).containsExactly(after);
	}

}
