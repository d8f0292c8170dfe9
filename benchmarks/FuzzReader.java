import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import com.sun.management.ThreadMXBean;
import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.pprof.InvalidProfileException;
import io.github.profiling.profile.pprof.PprofReader;
import io.github.profiling.profile.pprof.PprofWriter;
import io.github.profiling.snapshot.ClassHistogram;
import io.github.profiling.snapshot.ThreadSnapshot;

/**
 * Feeds damaged profiles to the reader: real files, mutated. Whatever comes in, the
 * reader must answer with a profile or an {@link InvalidProfileException}, within a
 * second of CPU time, and must allocate no more than in proportion to the message.
 *
 * <p>
 * Seeds are the threads and the class histogram of this JVM, as we write them, and all
 * files named on the command line or in directories named there. Each input is made from
 * a seed by up to eight mutations: flipped bits, other bytes, pieces cut out, doubled or
 * taken from another seed, numbers replaced by huge ones where lengths, ids and indexes
 * stand. It is then handed in as it is, in gzip, in damaged gzip, or as a bomb: one
 * gzip member many times over.
 *
 * <pre>java -cp profiling-autoconfigure/target/classes benchmarks/FuzzReader.java [minutes [seed [files...]]]</pre>
 */
public final class FuzzReader {

	private static final int MAX_BYTES = 4 * 1024 * 1024;

	private static final long MAX_CPU_NANOS = 1_000_000_000L;

	/** Allocated bytes allowed for any input, and for each byte of a message. */
	private static final long FIXED_BYTES = 2 * 1024 * 1024;

	private static final long BYTES_PER_BYTE = 100;

	private static final byte[][] NUMBERS = { { (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x07 },
			{ (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F },
			{ (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF,
					0x7F },
			{ (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF,
					(byte) 0xFF, 0x01 },
			{ (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80,
					(byte) 0x80, (byte) 0x80, 0x01 },
			{ 0 }, { 1 }, { 0x7F }, { (byte) 0x80, 0x01 }, { (byte) 0xFF, 0x7F } };

	private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

	private final List<byte[]> messages;

	private final Random random;

	private final Map<String, Long> answers = new TreeMap<>();

	private long slowest;

	private double hungriest;

	private FuzzReader(List<byte[]> messages, long seed) {
		this.messages = messages;
		this.random = new Random(seed);
	}

	public static void main(String[] args) throws Exception {
		double minutes = (args.length > 0) ? Double.parseDouble(args[0]) : 1;
		long seed = (args.length > 1) ? Long.parseLong(args[1]) : System.nanoTime();
		List<byte[]> messages = seeds(args);
		System.out.println(messages.size() + " seed files, random seed " + seed + ", " + minutes + " minutes");
		FuzzReader fuzzer = new FuzzReader(messages, seed);
		long end = System.nanoTime() + (long) (minutes * 60e9);
		long inputs = 0;
		int findings = 0;
		while (System.nanoTime() < end) {
			findings += fuzzer.tryOne() ? 0 : 1;
			inputs++;
		}
		System.out.printf("%d inputs, %d findings, slowest %.1f ms of CPU time, at most %.1f bytes allocated per byte%n",
				inputs, findings, fuzzer.slowest / 1e6, fuzzer.hungriest);
		fuzzer.answers.forEach((answer, count) -> System.out.printf("%10d %s%n", count, answer));
		System.exit((findings > 0) ? 1 : 0);
	}

	private static List<byte[]> seeds(String[] args) throws Exception {
		List<byte[]> seeds = new ArrayList<>();
		Mapping application = Mapping.ofApplication("fuzzed", "1");
		Path directory = Files.createTempDirectory("fuzz");
		for (Profile profile : List.of(new ThreadSnapshot(() -> directory).profile(application),
				new ClassHistogram().profile(application, false))) {
			seeds.add(unzipped(PprofWriter.toBytes(profile)));
		}
		for (int i = 2; i < args.length; i++) {
			try (Stream<Path> files = Files.walk(Path.of(args[i]))) {
				for (Path file : files.filter(Files::isRegularFile).toList()) {
					seeds.add(unzipped(Files.readAllBytes(file)));
				}
			}
		}
		return seeds;
	}

	private static byte[] unzipped(byte[] file) throws IOException {
		if (file.length < 2 || file[0] != 0x1f || file[1] != (byte) 0x8b) {
			return file;
		}
		try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
			return in.readAllBytes();
		}
	}

	private boolean tryOne() throws IOException {
		byte[] message = pick();
		for (int left = this.random.nextInt(9); left > 0 && message.length > 0; left--) {
			message = mutate(message);
		}
		byte[] input = wrap(message);
		long allocated = THREADS.getCurrentThreadAllocatedBytes();
		long used = THREADS.getCurrentThreadCpuTime();
		String answer;
		Throwable unexpected = null;
		try {
			PprofReader.read(input, MAX_BYTES);
			answer = "read";
		}
		catch (InvalidProfileException ex) {
			answer = String.valueOf(ex.getMessage()).replaceAll("\\d+", "N").replaceAll("damaged: .*", "damaged");
		}
		catch (Throwable ex) {
			answer = "FINDING " + ex.getClass().getName();
			unexpected = ex;
		}
		used = THREADS.getCurrentThreadCpuTime() - used;
		allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
		this.answers.merge(answer, 1L, Long::sum);
		this.slowest = Math.max(this.slowest, used);
		int size = size(input);
		this.hungriest = Math.max(this.hungriest, (double) (allocated - FIXED_BYTES) / size);
		long allowed = FIXED_BYTES + BYTES_PER_BYTE * size;
		if (unexpected == null && used <= MAX_CPU_NANOS && allocated <= allowed) {
			return true;
		}
		Path file = Files.write(Files.createTempFile("finding", ".pb"), input);
		System.out.printf("finding: %s, %.1f ms of CPU time, %d bytes allocated where %d are allowed: %s%n", answer,
				used / 1e6, allocated, allowed, file);
		if (unexpected != null) {
			unexpected.printStackTrace(System.out);
		}
		return false;
	}

	/** The bytes that the reader may have to look at: those after decompression. */
	private static int size(byte[] input) {
		if (input.length < 2 || input[0] != 0x1f || input[1] != (byte) 0x8b) {
			return Math.max(1, input.length);
		}
		int size = input.length;
		try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(input))) {
			byte[] buffer = new byte[8192];
			for (int read = in.read(buffer); read >= 0 && size < MAX_BYTES; read = in.read(buffer)) {
				size += read;
			}
		}
		catch (IOException ex) {
			// Damaged: what came out before the damage counts.
		}
		return size;
	}

	private byte[] pick() {
		return this.messages.get(this.random.nextInt(this.messages.size()));
	}

	private byte[] mutate(byte[] message) {
		int at = this.random.nextInt(message.length);
		int length = Math.min(message.length - at, 1 << this.random.nextInt(13));
		return switch (this.random.nextInt(9)) {
			case 0 -> {
				byte[] flipped = message.clone();
				flipped[at] ^= (byte) (1 << this.random.nextInt(8));
				yield flipped;
			}
			case 1 -> {
				byte[] changed = message.clone();
				changed[at] = (byte) this.random.nextInt();
				yield changed;
			}
			case 2 -> Arrays.copyOf(message, at);
			case 3 -> spliced(message, at, length, new byte[0]);
			case 4 -> spliced(message, at, 0, Arrays.copyOfRange(message, at, at + length));
			case 5 -> {
				byte[] other = pick();
				int from = this.random.nextInt(other.length);
				yield spliced(message, at, length,
						Arrays.copyOfRange(other, from, Math.min(other.length, from + length)));
			}
			case 6 -> spliced(message, at, 1, NUMBERS[this.random.nextInt(NUMBERS.length)]);
			case 7 -> spliced(message, number(message, at), 1, NUMBERS[this.random.nextInt(NUMBERS.length)]);
			default -> spliced(message, at, 0, field());
		};
	}

	/** Where a tag of the message's own fields seems to be: its length or value follows. */
	private static int number(byte[] message, int from) {
		for (int i = from; i < message.length - 1; i++) {
			if (message[i] == 0x12 || message[i] == 0x22 || message[i] == 0x2a || message[i] == 0x32
					|| message[i] == 0x08) {
				return i + 1;
			}
		}
		return from;
	}

	/** A piece of a message: one small field, many times over. */
	private byte[] field() {
		byte[] field = { (byte) ((1 + this.random.nextInt(16)) << 3 | (this.random.nextBoolean() ? 2 : 0)),
				(byte) this.random.nextInt(4), 8, (byte) this.random.nextInt(128) };
		int length = Math.min(4, 2 + ((field[0] & 2) != 0 ? field[1] : 0));
		byte[] fields = new byte[length * (1 << this.random.nextInt(12))];
		for (int i = 0; i < fields.length; i++) {
			fields[i] = field[i % length];
		}
		return fields;
	}

	private static byte[] spliced(byte[] message, int at, int removed, byte[] inserted) {
		if (message.length + inserted.length > 1024 * 1024) {
			return message;
		}
		int after = Math.min(message.length, at + removed);
		byte[] result = new byte[at + inserted.length + message.length - after];
		System.arraycopy(message, 0, result, 0, at);
		System.arraycopy(inserted, 0, result, at, inserted.length);
		System.arraycopy(message, after, result, at + inserted.length, message.length - after);
		return result;
	}

	private byte[] wrap(byte[] message) throws IOException {
		int kind = this.random.nextInt(100);
		if (kind < 70) {
			return message;
		}
		byte[] zipped = gzip(message);
		if (kind < 85) {
			return zipped;
		}
		if (kind < 98) {
			return mutate(zipped);
		}
		ByteArrayOutputStream bomb = new ByteArrayOutputStream();
		byte[] member = gzip(this.random.nextBoolean() ? message : field());
		for (int i = this.random.nextInt(200); i >= 0 && bomb.size() < 1024 * 1024; i--) {
			bomb.writeBytes(member);
		}
		return bomb.toByteArray();
	}

	private static byte[] gzip(byte[] message) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(message);
		}
		return bytes.toByteArray();
	}

}
