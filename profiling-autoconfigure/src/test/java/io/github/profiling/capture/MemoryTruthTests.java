package io.github.profiling.capture;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;

import io.github.profiling.profile.Profile;
import io.github.profiling.testing.GoPprof;
import io.github.profiling.testing.GoRows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

/**
 * Tests of {@link Kind#ALLOCS}, {@link Kind#HEAP} and {@link Kind#NATIVEMEM} with known
 * amounts of memory, as {@code go tool pprof} reads them.
 */
class MemoryTruthTests {

	private static final int MEBIBYTE = 1024 * 1024;

	private static final int CELLS = 2_000_000;

	/** An object's header and four longs. */
	private static final int CELL_BYTES = 48;

	/**
	 * What zlib takes to compress: 128 kB for its window, 128 kB for the rest, and its
	 * own state (zlib's zconf.h, at MAX_MEM_LEVEL).
	 */
	private static final double DEFLATER_BYTES = 268_000;

	@TempDir
	private Path temp;

	private RealCaptures captures;

	@BeforeEach
	void start() {
		GoPprof.requireGo();
		this.captures = new RealCaptures(this.temp);
	}

	@AfterEach
	void stop() {
		if (this.captures != null) {
			this.captures.close();
		}
	}

	@Test
	void objectsAreCountedWhereTheyAreMadeAndWhatIsKeptOfThem() throws Exception {
		List<Cell> kept = new ArrayList<>(CELLS / 10);
		List<Profile> profiles = this.captures.during(() -> {
			for (int i = 0; i < CELLS; i++) {
				Cell cell = makeCell(i);
				if (i % 10 == 0) {
					kept.add(cell);
				}
			}
			System.gc();
		}, RealCaptures.of(Kind.ALLOCS, 128 * 1024), RealCaptures.of(Kind.HEAP, 512 * 1024));
		assertThat(kept).hasSize(CELLS / 10);
		// 96 MB at one sample for 128 kB are 732 samples, few enough for each to be
		// followed: four standard deviations are 15 %. Of what is kept there are 73, and
		// four are 47 %.
		for (Profile profile : profiles) {
			assertThat(GoRows.of(profile, "alloc_space", "B").flat("MemoryTruthTests$Cell"))
				.isCloseTo((double) CELLS * CELL_BYTES, withinPercentage(15));
			assertThat(GoRows.of(profile, "alloc_objects", "count").cum("MemoryTruthTests.makeCell")).isCloseTo(CELLS,
					withinPercentage(15));
		}
		GoRows inUse = GoRows.of(profiles.get(1), "inuse_space", "B");
		assertThat(inUse.flat("MemoryTruthTests$Cell")).isEqualTo(inUse.cum("MemoryTruthTests.makeCell"))
			.isCloseTo(CELLS * CELL_BYTES / 10.0, withinPercentage(50));
	}

	@Test
	void nativeMemoryIsCountedWhereItIsTakenAndWhatIsNotGivenBack() throws Exception {
		List<Object> kept = new ArrayList<>();
		Profile profile = this.captures.during(() -> {
			for (int i = 0; i < 50; i++) {
				kept.add(leakDirectBuffer());
				kept.add(leakDeflater());
				endDeflater(takeDeflater());
			}
		}, RealCaptures.of(Kind.NATIVEMEM, 64 * 1024)).get(0);
		assertThat(kept).hasSize(100);
		GoRows allocated = GoRows.of(profile, "alloc_space", "B");
		GoRows inUse = GoRows.of(profile, "inuse_space", "B");
		GoRows objects = GoRows.of(profile, "inuse_objects", "count");
		// What is larger than the interval is recorded each time. Others may allocate a
		// little beside, such as a buffer's cleaner.
		assertThat(inUse.cum("MemoryTruthTests.leakDirectBuffer")).isCloseTo(50.0 * MEBIBYTE, withinPercentage(2));
		assertThat(objects.cum("MemoryTruthTests.leakDirectBuffer")).isCloseTo(50, within(3.0));
		// Smaller ones come on top: the state and the strings, within a sample or two.
		assertThat(inUse.cum("MemoryTruthTests.leakDeflater")).isCloseTo(50 * DEFLATER_BYTES, withinPercentage(10));
		assertThat(allocated.cum("MemoryTruthTests.takeDeflater")).isCloseTo(50 * DEFLATER_BYTES, withinPercentage(10));
		assertThat(inUse.cum("MemoryTruthTests.takeDeflater")).isLessThan(DEFLATER_BYTES);
		kept.clear();
	}

	@Test
	void whatIsGivenBackInALaterRecordingIsNotInUse() throws Exception {
		List<Deflater> taken = new ArrayList<>();
		CompletableFuture<Profile> capture = this.captures.begin(RealCaptures.of(Kind.NATIVEMEM, 64 * 1024));
		for (int i = 0; i < 50; i++) {
			taken.add(takeDeflater());
		}
		CompletableFuture<Profile> later = this.captures.begin(RealCaptures.of(Kind.NATIVEMEM));
		taken.subList(0, 40).forEach(MemoryTruthTests::endDeflater);
		this.captures.end();
		Profile profile = capture.get(30, TimeUnit.SECONDS);
		assertThat(profile.header().comments()).anyMatch((comment) -> comment.startsWith("# recordings: 2"));
		assertThat(GoRows.of(profile, "alloc_space", "B").cum("MemoryTruthTests.takeDeflater"))
			.isCloseTo(50 * DEFLATER_BYTES, withinPercentage(10));
		assertThat(GoRows.of(profile, "inuse_space", "B").cum("MemoryTruthTests.takeDeflater"))
			.isCloseTo(10 * DEFLATER_BYTES, withinPercentage(15));
		assertThat(GoRows.of(later.get(30, TimeUnit.SECONDS), "alloc_space", "B").cum("MemoryTruthTests.takeDeflater"))
			.isZero();
		taken.subList(40, 50).forEach(MemoryTruthTests::endDeflater);
	}

	private static Cell makeCell(long value) {
		return new Cell(value, value, value, value);
	}

	private static ByteBuffer leakDirectBuffer() {
		return ByteBuffer.allocateDirect(MEBIBYTE);
	}

	private static Deflater leakDeflater() {
		return new Deflater();
	}

	private static Deflater takeDeflater() {
		return new Deflater();
	}

	private static void endDeflater(Deflater deflater) {
		deflater.end();
	}

	/**
	 * An object of a known size.
	 */
	private record Cell(long a, long b, long c, long d) {

	}

}
