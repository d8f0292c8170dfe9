package io.github.profiling.profile.pprof;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;

import com.sun.management.ThreadMXBean;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.pprof.proto.ProfileProto;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whatever the bytes, the reader answers with a profile or with an
 * {@link InvalidProfileException}, soon and in little memory.
 */
class PprofReaderDamageTests {

	private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

	private static final byte[] FILE = PprofWriter.toBytes(ExampleProfile.create());

	private static final byte[] MESSAGE = ExampleFiles.gunzip(FILE);

	@Example
	void everyTruncatedFileIsRefused() {
		for (int length = 0; length < FILE.length; length++) {
			byte[] truncated = Arrays.copyOf(FILE, length);
			assertThatExceptionOfType(InvalidProfileException.class).as("first %d bytes", length)
				.isThrownBy(() -> PprofReader.read(truncated))
				.withMessage(messageFor(length));
		}
	}

	private static String messageFor(int length) {
		return switch (length) {
			case 0 -> "the profile is empty";
			case 1 -> "not a pprof profile: unknown wire type 7";
			default -> "the profile is truncated: its gzip data ends too early";
		};
	}

	@Example
	void everyTruncatedMessageIsRefusedOrASmallerProfile() throws IOException {
		// Protobuf's own order has the strings before most of the header: there are
		// prefixes
		// in which nothing is missed.
		byte[] message = ProfileProto.Profile.parseFrom(MESSAGE).toByteArray();
		Profile whole = PprofReader.read(message);
		int smaller = 0;
		for (int length = 0; length < message.length; length++) {
			try {
				Profile profile = PprofReader.read(Arrays.copyOf(message, length));
				assertThat(profile.samples()).isEqualTo(whole.samples());
				assertThat(profile.header()).isNotEqualTo(whole.header());
				smaller++;
			}
			catch (InvalidProfileException ex) {
				assertThat(ex).hasMessageMatching("the profile is (empty|truncated, or not a pprof profile)"
						+ "|unknown (string|location id|function id) .*|.* sample types"
						+ "|not a pprof profile: nothing in it is known");
			}
		}
		assertThat(smaller).isBetween(3, 20);
	}

	@Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
	void aFileWithDamagedBytesIsRefusedOrRead(@ForAll @Size(min = 1, max = 8) int[] positions, @ForAll byte damage) {
		assertAnswered(damaged(FILE, positions, damage));
	}

	@Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
	void aMessageWithDamagedBytesIsRefusedOrRead(@ForAll @Size(min = 1, max = 8) int[] positions, @ForAll byte damage) {
		assertAnswered(damaged(MESSAGE, positions, damage));
	}

	@Example
	void everyFlippedBitIsRefusedOrRead() {
		for (int position = 0; position < MESSAGE.length; position++) {
			for (int bit = 0; bit < 8; bit++) {
				assertAnswered(damaged(MESSAGE, new int[] { position }, (byte) (1 << bit)));
			}
		}
	}

	@Property(tries = 3_000)
	void garbageIsRefusedOrRead(@ForAll @Size(max = 200) byte[] garbage) {
		assertAnswered(garbage);
	}

	@Property(tries = 1_000)
	void garbageInGzipIsRefusedOrRead(@ForAll @Size(max = 200) byte[] garbage) {
		assertAnswered(ExampleFiles.gzip(garbage));
	}

	@Example
	void aGigabyteOfZerosInGzipIsRefusedInLittleMemoryAndTime() {
		byte[] bomb = repeated(1024, ExampleFiles.gzip(new byte[1024 * 1024]));
		long allocated = allocatedBytes();
		long used = THREADS.getCurrentThreadCpuTime();
		assertThatExceptionOfType(InvalidProfileException.class).isThrownBy(() -> PprofReader.read(bomb))
			.withMessage("the profile has more than " + PprofReader.DEFAULT_MAX_BYTES + " bytes");
		assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - used)).isLessThan(Duration.ofSeconds(10));
		assertThat(allocatedBytes() - allocated).isLessThan(1024 * 1024);
	}

	@Example
	void aBombOfEmptyMessagesIsRefusedInLittleMemory() {
		for (int field : new int[] { 2, 3, 4, 5 }) {
			byte[] messages = new byte[1024 * 1024];
			for (int i = 0; i < messages.length; i += 2) {
				messages[i] = (byte) (field << 3 | 2);
			}
			byte[] bomb = repeated(16, ExampleFiles.gzip(messages));
			long allocated = allocatedBytes();
			assertThatExceptionOfType(InvalidProfileException.class).isThrownBy(() -> PprofReader.read(bomb))
				.withMessageMatching("the profile has samples but no sample types|a .* has the reserved id 0");
			assertThat(allocatedBytes() - allocated).as("field %d", field).isLessThan(17 * 1024 * 1024);
		}
	}

	@Example
	void theLimitCountsBytesAfterDecompression() throws IOException {
		assertThat(PprofReader.read(FILE, MESSAGE.length)).isEqualTo(PprofReader.read(MESSAGE, MESSAGE.length));
		for (byte[] file : new byte[][] { FILE, MESSAGE }) {
			assertThatExceptionOfType(InvalidProfileException.class)
				.isThrownBy(() -> PprofReader.read(file, MESSAGE.length - 1))
				.withMessage("the profile has more than " + (MESSAGE.length - 1) + " bytes");
		}
	}

	@Example
	void damagedGzipIsRefused() {
		byte[] file = FILE.clone();
		file[file.length - 5] ^= 1;
		assertThatExceptionOfType(InvalidProfileException.class).isThrownBy(() -> PprofReader.read(file))
			.withMessageStartingWith("the profile's gzip data is damaged: ");
	}

	private static byte[] damaged(byte[] original, int[] positions, byte damage) {
		byte[] bytes = original.clone();
		for (int position : positions) {
			bytes[Math.floorMod(position, bytes.length)] ^= damage;
		}
		return bytes;
	}

	private static void assertAnswered(byte[] bytes) {
		try {
			assertThat(PprofReader.read(bytes, 1024 * 1024)).isNotNull();
		}
		catch (InvalidProfileException ex) {
			assertThat(ex).hasMessageMatching(".*profile.*|unknown .*|an? .* has .*|several .* have the id .*");
		}
	}

	/**
	 * Gzip files written one after the other are one file to every reader (RFC 1952,
	 * 2.2).
	 */
	private static byte[] repeated(int times, byte[] member) {
		byte[][] members = new byte[times][];
		Arrays.fill(members, member);
		return ExampleFiles.concatenate(members);
	}

	private static long allocatedBytes() {
		return THREADS.getCurrentThreadAllocatedBytes();
	}

}
