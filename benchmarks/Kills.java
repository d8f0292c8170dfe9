import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is left of captures when the application dies: the packaged sample application is
 * put under load, has captures running, and is ended at random moments, by turns with
 * SIGTERM and SIGKILL. After each end, everything in the store is looked at: each file
 * has to open in {@code go tool pprof}, what was finished has to be there, and the store
 * has to be within its budget. What was running has to be there as well, truncated after
 * SIGTERM; after SIGKILL recovered, but for the last interval, by one of the next starts.
 * The exit status is 1 if any of it is not so.
 *
 * <pre>java benchmarks/Kills.java [kills [sample-app.jar [seed [volume]]]]</pre>
 */
public final class Kills {

	private static final int INTERVAL_MILLIS = 1000;

	/** What a cut, its conversion and its writing take on a busy machine with a cold JVM. */
	private static final int SLACK_MILLIS = 10_000;

	private static final int MAX_COUNT = 100;

	private static final int MAX_SIZE_MIB = 16;

	private static final int USERS = 2;

	private static final int PATIENCE_SECONDS = 60;

	/** Those that are cut; of {@code heap} and {@code nativemem} SIGKILL leaves nothing. */
	private static final List<String> KINDS = List.of("profile", "wall", "allocs");

	private static final Pattern ID = Pattern.compile("\"id\":\"([a-z0-9]+)\"");

	private static final Pattern NAME = Pattern
		.compile("\\d{8}T\\d{9}Z_([a-z]+)_(\\d+)(s|ms)_([a-z0-9]+)(?:_(truncated|recovered))?\\.pb\\.gz");

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	private final Path directory = Files.createTempDirectory("kills");

	private final Path store;

	private final Path jar;

	private final Random random;

	/** All files that were ever in the store, each opened once, by the id of the capture. */
	private final Map<String, Capture> captures = new HashMap<>();

	private final List<Running> running = new ArrayList<>();

	private int opened;

	private int finished;

	private long largestStore;

	private Kills(Path jar, long seed, Path volume) throws IOException {
		this.jar = jar;
		this.store = ((volume != null) ? volume.toAbsolutePath() : this.directory).resolve("captures");
		this.random = new Random(seed);
	}

	public static void main(String[] args) throws Exception {
		int kills = (args.length > 0) ? Integer.parseInt(args[0]) : 200;
		Path jar = Path.of((args.length > 1) ? args[1] : "sample-app/target/sample-app.jar").toAbsolutePath();
		if (!Files.isRegularFile(jar)) {
			System.err.println("There is no " + jar + "; ./mvnw -q -DskipTests package builds it.");
			System.exit(1);
		}
		long seed = (args.length > 2) ? Long.parseLong(args[2]) : System.nanoTime();
		Path volume = (args.length > 3) ? Path.of(args[3]) : null;
		System.out.printf("Java %s, %d processors, %d kills, seed %d%n", Runtime.version(),
				Runtime.getRuntime().availableProcessors(), kills, seed);
		try {
			new Kills(jar, seed, volume).run(kills);
		}
		catch (IllegalStateException ex) {
			System.err.println("Not as it should be: " + ex.getMessage());
			System.exit(1);
		}
		System.exit(0);
	}

	private void run(int kills) throws Exception {
		for (int i = 0; i < kills; i++) {
			round(i % 2 == 0);
		}
		Process last = start(freePort());
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
		while (!files(".part").isEmpty() && System.nanoTime() < end) {
			Thread.sleep(200);
		}
		check(files(".part").isEmpty(), "there is something left to recover: " + files(".part"));
		last.destroyForcibly().waitFor();
		look();
		report(kills);
		delete();
	}

	private void round(boolean terminate) throws Exception {
		int port = freePort();
		Process application = start(port);
		AtomicBoolean done = new AtomicBoolean();
		List<Thread> users = new ArrayList<>();
		for (int i = 0; i < USERS; i++) {
			users.add(use(port, done));
		}
		String whole = order(port, "profile", 1);
		while (!text(port, "GET", "/actuator/pprof/captures/" + whole).contains("\"finished\"")) {
			Thread.sleep(20);
		}
		this.finished++;
		List<Running> begun = new ArrayList<>();
		for (String kind : KINDS) {
			begun.add(new Running(order(port, kind, 3000), kind, terminate, System.nanoTime()));
		}
		// Half of them too short for many cuts.
		Thread.sleep(this.random.nextInt(this.random.nextBoolean() ? 500 : 5000));
		long killed = System.nanoTime();
		if (terminate) {
			application.destroy();
			check(application.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the application does not stop");
		}
		else {
			application.destroyForcibly().waitFor();
		}
		done.set(true);
		for (Thread user : users) {
			user.join();
		}
		begun.forEach((each) -> each.ranMillis = (killed - each.start) / 1_000_000);
		this.running.addAll(begun);
		look();
		check(this.captures.containsKey(whole), "capture " + whole + " was finished and is lost");
		for (Running each : begun) {
			Capture capture = this.captures.get(each.id);
			check(!terminate || (capture != null && capture.outcome.equals("truncated")),
					each.kind + " " + each.id + " was not stored after SIGTERM: " + capture);
		}
	}

	private Process start(int port) throws Exception {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + this.directory, "-jar",
				this.jar.toString(), "--server.address=127.0.0.1", "--server.port=" + port,
				"--management.endpoint.pprof.access=unrestricted", "--profiling.store.directory=" + this.store,
				"--profiling.store.cut-interval=" + INTERVAL_MILLIS + "ms", "--profiling.store.max-count=" + MAX_COUNT,
				"--profiling.store.max-size=" + MAX_SIZE_MIB + "MB"));
		Path log = this.directory.resolve("application.log");
		Process application = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		Runtime.getRuntime().addShutdownHook(new Thread(application::destroyForcibly));
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
		while (System.nanoTime() < end) {
			check(!application.waitFor(50, TimeUnit.MILLISECONDS), "the application ended, see " + log);
			try {
				text(port, "GET", "/");
				return application;
			}
			catch (IOException ex) {
				// Nobody listens yet.
			}
		}
		throw new IllegalStateException("the application does not serve, see " + log);
	}

	private Thread use(int port, AtomicBoolean done) {
		Thread user = new Thread(() -> {
			List<String> paths = List.of("/api/fib?n=22", "/api/cities", "/api/report?top=20");
			while (!done.get()) {
				try {
					for (String path : paths) {
						text(port, "GET", path);
					}
					text(port, "POST", "/api/orders?item=map");
				}
				catch (IOException | IllegalStateException | InterruptedException ex) {
					// The application is dying, which is what this is about.
				}
			}
		});
		user.setDaemon(true);
		user.start();
		return user;
	}

	private String order(int port, String kind, int seconds) throws Exception {
		String answer = text(port, "POST", "/actuator/pprof/captures?kind=" + kind + "&seconds=" + seconds);
		Matcher id = ID.matcher(answer);
		check(id.find(), "no capture was begun: " + answer);
		return id.group(1);
	}

	private String text(int port, String method, String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.method(method, HttpRequest.BodyPublishers.noBody())
			.timeout(Duration.ofSeconds(PATIENCE_SECONDS))
			.build();
		HttpResponse<String> response = this.client.send(request,
				HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
		check(response.statusCode() < 300, method + " " + path + ": " + response.statusCode() + " " + response.body());
		return response.body();
	}

	/** Looks at all that is in the store and was not seen before. */
	private void look() throws Exception {
		long size = 0;
		List<Path> files = files(".pb.gz");
		for (Path file : files) {
			size += Files.size(file);
			Matcher name = NAME.matcher(file.getFileName().toString());
			check(name.matches(), "a file has another name: " + file);
			Capture capture = new Capture(Long.parseLong(name.group(2)) * (name.group(3).equals("s") ? 1000 : 1),
					(name.group(5) != null) ? name.group(5) : "whole");
			if (capture.equals(this.captures.put(name.group(4), capture))) {
				continue;
			}
			Process pprof = new ProcessBuilder("go", "tool", "pprof", "-raw", file.toString()).redirectErrorStream(true)
				.redirectOutput(this.directory.resolve("pprof.txt").toFile())
				.start();
			check(pprof.waitFor() == 0, "pprof cannot open " + file);
			this.opened++;
		}
		this.largestStore = Math.max(this.largestStore, size);
		check(files.size() <= MAX_COUNT, files.size() + " captures in the store, " + MAX_COUNT + " may be");
		check(size <= MAX_SIZE_MIB * 1024L * 1024L, size + " bytes in the store");
	}

	private void report(int kills) {
		int truncated = 0;
		int recovered = 0;
		int none = 0;
		long longestNone = 0;
		List<Long> lost = new ArrayList<>();
		for (Running each : this.running) {
			Capture capture = this.captures.get(each.id);
			if (each.terminated) {
				truncated++;
			}
			else if (capture != null) {
				check(capture.outcome.equals("recovered"), each.kind + " " + each.id + " is " + capture);
				recovered++;
				lost.add(each.ranMillis - capture.millis);
			}
			else {
				none++;
				longestNone = Math.max(longestNone, each.ranMillis);
			}
		}
		lost.sort(null);
		System.out.printf(Locale.ROOT,
				"%d kills, %d of them with SIGKILL%n%d captures had finished: all there%n"
						+ "%d ran at SIGTERM: all there, truncated%n"
						+ "%d ran at SIGKILL: %d recovered, %d too young for that (the oldest ran for %d ms)%n",
				kills, kills / 2, this.finished, truncated, recovered + none, recovered, none, longestNone);
		if (!lost.isEmpty()) {
			System.out.printf("lost of those recovered, cut every %d ms: median %d ms, at most %d ms%n",
					INTERVAL_MILLIS, lost.get(lost.size() / 2), lost.get(lost.size() - 1));
			check(lost.get(lost.size() - 1) <= INTERVAL_MILLIS + SLACK_MILLIS, "too much is lost");
		}
		System.out.printf("%d files opened in go tool pprof, none torn; at most %d KiB in the store%n", this.opened,
				this.largestStore / 1024);
		check(longestNone <= INTERVAL_MILLIS + SLACK_MILLIS, "a capture that was cut is lost");
	}

	private List<Path> files(String extension) throws IOException {
		if (!Files.exists(this.store)) {
			return List.of();
		}
		try (Stream<Path> files = Files.walk(this.store)) {
			return files.filter((file) -> file.toString().endsWith(extension)).toList();
		}
	}

	private void delete() throws IOException {
		try (Stream<Path> files = Files.walk(this.directory)) {
			for (Path file : files.sorted((left, right) -> right.compareTo(left)).toList()) {
				Files.delete(file);
			}
		}
	}

	private static void check(boolean condition, String failure) {
		if (!condition) {
			throw new IllegalStateException(failure);
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private record Capture(long millis, String outcome) {

	}

	private static final class Running {

		private final String id;

		private final String kind;

		private final boolean terminated;

		private final long start;

		private long ranMillis;

		private Running(String id, String kind, boolean terminated, long start) {
			this.id = id;
			this.kind = kind;
			this.terminated = terminated;
			this.start = start;
		}

	}

}
