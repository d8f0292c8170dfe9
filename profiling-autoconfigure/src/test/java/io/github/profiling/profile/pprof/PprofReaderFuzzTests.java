package io.github.profiling.profile.pprof;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A few seconds of what {@code benchmarks/FuzzReader.java} does for as long as one likes,
 * always the same: mutated profiles, with bounds on time and memory.
 */
class PprofReaderFuzzTests {

	private static final int INPUTS = 5_000;

	/** Allocated bytes allowed for any input, and for each byte of a message. */
	private static final long FIXED_BYTES = 2 * 1024 * 1024;

	private static final long BYTES_PER_BYTE = 100;

	/** Generous, since a busy machine may stop a thread while it holds its CPU. */
	private static final long MAX_CPU_NANOS = 1_000_000_000L;

	private static final byte[][] NUMBERS = {
			{ (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x07 }, { (byte) 0xFF, (byte) 0xFF, (byte) 0xFF,
					(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x01 },
			{ 0 }, { 1 }, { (byte) 0x80, 0x01 }, { (byte) 0xFF, 0x7F } };

	private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

	private final Random random = new Random(42);

	private final byte[] seed = ExampleFiles.gunzip(PprofWriter.toBytes(ExampleProfile.create()));

	@Test
	void mutatedProfilesAreReadOrRefusedInLittleTimeAndMemory() throws IOException {
		// What the first read allocates is for loading classes.
		PprofReader.read(ExampleFiles.gzip(this.seed));
		int read = 0;
		for (int i = 0; i < INPUTS; i++) {
			byte[] message = this.seed;
			for (int left = this.random.nextInt(6); left > 0 && message.length > 0; left--) {
				message = mutate(message);
			}
			byte[] input = (i % 4 == 0) ? ExampleFiles.gzip(message) : message;
			long allocated = this.threads.getCurrentThreadAllocatedBytes();
			long used = this.threads.getCurrentThreadCpuTime();
			String refusal = "";
			try {
				PprofReader.read(input, 1024 * 1024);
				read++;
			}
			catch (InvalidProfileException ex) {
				refusal = String.valueOf(ex.getMessage());
			}
			used = this.threads.getCurrentThreadCpuTime() - used;
			allocated = this.threads.getCurrentThreadAllocatedBytes() - allocated;
			assertThat(refusal).isNotEqualTo("null");
			assertThat(used).isLessThan(MAX_CPU_NANOS);
			assertThat(allocated).isLessThan(FIXED_BYTES + BYTES_PER_BYTE * Math.max(input.length, message.length));
		}
		assertThat(read).isBetween(INPUTS / 100, INPUTS / 2);
	}

	private byte[] mutate(byte[] message) {
		int at = this.random.nextInt(message.length);
		int length = Math.min(message.length - at, 1 << this.random.nextInt(9));
		return switch (this.random.nextInt(5)) {
			case 0 -> {
				byte[] flipped = message.clone();
				flipped[at] ^= (byte) (1 << this.random.nextInt(8));
				yield flipped;
			}
			case 1 -> Arrays.copyOf(message, at);
			case 2 -> spliced(message, at, length, new byte[0]);
			case 3 -> spliced(message, at, 0, Arrays.copyOfRange(message, at, at + length));
			default -> spliced(message, at, 1, NUMBERS[this.random.nextInt(NUMBERS.length)]);
		};
	}

	private static byte[] spliced(byte[] message, int at, int removed, byte[] inserted) {
		return ExampleFiles.concatenate(Arrays.copyOf(message, at), inserted,
				Arrays.copyOfRange(message, Math.min(message.length, at + removed), message.length));
	}

}
