package io.github.profiling.capture.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Recovery} on a real directory.
 */
class RecoveryTests {

	private static final Duration INTERVAL = Duration.ofSeconds(10);

	@TempDir
	private Path directory;

	private CaptureStore store(String application, String replica) {
		return new CaptureStore(() -> this.directory, new CaptureOwner(application, "v1", replica),
				new StoreLimits(Long.MAX_VALUE, Duration.ofDays(7), 1000, 0, Duration.ofSeconds(10)),
				Clock.fixed(Profiles.START.plusSeconds(60), ZoneOffset.UTC));
	}

	private Path partial() throws Exception {
		try (Stream<Path> files = Files.walk(this.directory)) {
			return files.filter((file) -> file.toString().endsWith(".part")).findFirst().orElseThrow();
		}
	}

	private String begin(String replica) throws Exception {
		String id = CaptureId.next();
		store("app", replica).savePartial(Profiles.of(Profiles.START, 10), "profile", id, INTERVAL, List.of("tag"));
		return id;
	}

	private static void age(Path file, Duration age) throws Exception {
		Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
	}

	@Test
	void whatAKilledProcessLeftBecomesACapture() throws Exception {
		String id = begin("r1");
		assertThat(store("app", "r2").list()).as("not before").isEmpty();
		age(partial(), INTERVAL.multipliedBy(7));
		Recovery recovery = store("app", "r2").recover();
		assertThat(recovery.next()).isNull();
		assertThat(recovery.recovered()).singleElement().satisfies((capture) -> {
			assertThat(capture.name().path()).startsWith("app/v1/r1/20261124T235143120Z_profile_30s_" + id)
				.endsWith("_recovered+tag.pb.gz");
			assertThat(store("app", "r2").read(capture).profile().header().comments())
				.containsExactly("Recovered: its process was killed, this is what there was up to 10000 ms before");
		});
		assertThat(store("app", "r3").list()).isEqualTo(recovery.recovered());
		try (Stream<Path> files = Files.walk(this.directory)) {
			assertThat(files.filter(Files::isRegularFile)).hasSize(1);
		}
	}

	@Test
	void whatALivingProcessReplacesIsLeftAlone() throws Exception {
		begin("r1");
		age(partial(), INTERVAL.multipliedBy(5));
		Recovery recovery = store("app", "r2").recover();
		assertThat(recovery.recovered()).isEmpty();
		// Five of six intervals are over; a second for the clock's steps.
		assertThat(recovery.next()).isBetween(Duration.ofMillis(1), INTERVAL.plusSeconds(1));
		assertThat(partial()).exists();
	}

	@Test
	void eachReplacesWhatThereWasBefore() throws Exception {
		String id = begin("r1");
		Path partial = partial();
		store("app", "r1").savePartial(Profiles.of(Profiles.START, 20), "profile", id, INTERVAL, List.of("tag"));
		assertThat(partial()).isEqualTo(partial);
		age(partial, Duration.ofHours(1));
		StoredCapture recovered = store("app", "r1").recover().recovered().get(0);
		assertThat(store("app", "r1").read(recovered).profile().samples()).hasSize(20);
	}

	@Test
	void aProcessThatWasOnlyHeldUpWritesItsCaptureInTheEnd() throws Exception {
		String id = begin("r1");
		age(partial(), Duration.ofHours(1));
		assertThat(store("app", "r2").recover().recovered()).hasSize(1);
		StoredCapture whole = store("app", "r1").save(Profiles.of(Profiles.START, 30), "profile", id, Outcome.WHOLE,
				List.of("tag"));
		assertThat(store("app", "r2").list()).containsExactly(whole);
	}

	@Test
	void aProcessKilledAfterItWroteItsCaptureLeavesOne() throws Exception {
		String id = begin("r1");
		byte[] partial = Files.readAllBytes(partial());
		Path file = partial();
		StoredCapture whole = store("app", "r1").save(Profiles.of(Profiles.START, 30), "profile", id, Outcome.WHOLE,
				List.of("tag"));
		assertThat(file).as("is removed with the end").doesNotExist();
		Files.write(file, partial);
		age(file, Duration.ofHours(1));
		assertThat(store("app", "r2").recover().recovered()).isEmpty();
		assertThat(store("app", "r2").list()).containsExactly(whole);
		assertThat(file).doesNotExist();
	}

	@Test
	void aTornFileIsNotRecovered() throws Exception {
		begin("r1");
		Path file = partial();
		byte[] whole = Files.readAllBytes(file);
		Files.write(file, Arrays.copyOf(whole, whole.length - 1));
		age(file, Duration.ofHours(1));
		assertThat(store("app", "r2").recover().recovered()).isEmpty();
		assertThat(file).doesNotExist();
	}

	@Test
	void otherApplicationsRecoverTheirOwn() throws Exception {
		begin("r1");
		age(partial(), Duration.ofHours(1));
		assertThat(store("other", "r1").recover()).isEqualTo(new Recovery(List.of(), null));
		assertThat(store("app", "r2").recover().recovered()).hasSize(1);
	}

}
