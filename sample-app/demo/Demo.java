import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The main job from end to end: starts the packaged sample application in a JVM of its
 * own, puts load on it, takes a CPU profile through its endpoint, prints the top ten and
 * stops everything. Needs nothing but a JDK 17 or later:
 *
 * <pre>java sample-app/demo/Demo.java [sample-app.jar [seconds [threads]]]</pre>
 *
 * The exit status is 0 if the profile shows what the load makes the application do, else
 * 1, after the end of the application's log.
 */
public final class Demo {

	/** How long to wait for anything: the start, or an answer. */
	private static final int PATIENCE_SECONDS = 60;

	private static final int WARM_UP_SECONDS = 12;

	private static final int LOG_LINES = 40;

	/** A row of the top ten: flat, flat%, sum%, cum, cum%, name. */
	private static final Pattern ROW = Pattern
		.compile("\\s*\\S+\\s+([\\d.]+%)\\s+[\\d.]+%\\s+\\S+\\s+[\\d.]+%\\s+(.+)");

	private final HttpClient client = HttpClient.newHttpClient();

	private final AtomicLong answers = new AtomicLong();

	private final Path log;

	private final Process application;

	private final String address;

	private Demo(Path jar) throws IOException {
		int port = freePort();
		this.address = "http://127.0.0.1:" + port;
		this.log = jar.resolveSibling("demo-application.log");
		this.application = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-jar", jar.toString(), "--server.address=127.0.0.1", "--server.port=" + port)
			.redirectErrorStream(true)
			.redirectOutput(this.log.toFile())
			.start();
		// The one way to stop the application, however this program ends.
		Runtime.getRuntime().addShutdownHook(new Thread(this::stopApplication));
		// A build that is killed does not stop what it runs.
		ProcessHandle.current().parent().ifPresent((build) -> build.onExit().thenRun(() -> System.exit(1)));
	}

	public static void main(String[] args) throws IOException {
		Path jar = Path.of((args.length > 0) ? args[0] : "sample-app/target/sample-app.jar");
		int seconds = (args.length > 1) ? Integer.parseInt(args[1]) : 10;
		int threads = (args.length > 2) ? Integer.parseInt(args[2]) : 4;
		if (!Files.isRegularFile(jar)) {
			System.err.println("There is no " + jar + "; ./mvnw -q -DskipTests package builds it.");
			System.exit(1);
		}
		Demo demo = new Demo(jar.toAbsolutePath());
		try {
			demo.run(seconds, threads);
			System.exit(0);
		}
		catch (Exception ex) {
			System.err.println("\nThe demo failed: " + ((ex instanceof IllegalStateException) ? ex.getMessage() : ex));
			demo.printLogTail();
			System.exit(1);
		}
	}

	private void run(int seconds, int threads) throws Exception {
		System.out.println("\n1. Starting the sample application");
		awaitApplication();
		System.out.printf("%n2. Putting load on %s: %d clients call /api/fib, sometimes /api/cities and /api/orders%n",
				this.address, threads);
		for (int i = 0; i < threads; i++) {
			Thread thread = new Thread(this::load, "load-" + i);
			thread.setDaemon(true);
			thread.start();
		}
		warmUp();
		String path = "/actuator/pprof/profile?seconds=" + seconds + "&format=top&nodecount=10";
		System.out.printf("%n3. Taking a CPU profile for %d seconds: GET %s%n%n", seconds, path);
		long before = this.answers.get();
		HttpResponse<String> response = send("GET", path, seconds + PATIENCE_SECONDS);
		check(response.statusCode() == 200,
				"the endpoint answered " + response.statusCode() + ": " + response.body().strip());
		System.out.println(response.body().stripTrailing());
		explain(response.body(), this.answers.get() - before);
	}

	private void explain(String profile, long requests) {
		Matcher first = profile.lines().map(ROW::matcher).filter(Matcher::matches).findFirst().orElse(null);
		check(first != null && first.group(2).contains("Fibonacci.compute"),
				"Fibonacci.compute should be on top, for that is what the load calls most of the time");
		System.out.printf("""

				How to read it: "flat" is the CPU time spent in a method itself, "cum" (cumulative) adds what it
				called. The application answered %d requests meanwhile, and %s of its CPU time went into
				%s itself: Fibonacci the slow way.
				A method with little flat and much cum only leads there.

				Your turn:  java -jar sample-app/target/sample-app.jar
				            curl "http://localhost:8080/actuator/pprof/profile?seconds=10&format=top"
				            go tool pprof "http://localhost:8080/actuator/pprof/profile?seconds=10"
				""", requests, first.group(1), first.group(2));
	}

	private void awaitApplication() throws Exception {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
		while (System.nanoTime() < end) {
			check(!this.application.waitFor(100, TimeUnit.MILLISECONDS), "the application ended");
			try {
				if (send("GET", "/", PATIENCE_SECONDS).statusCode() == 200) {
					return;
				}
			}
			catch (ExecutionException ex) {
				// Nobody listens yet.
			}
		}
		throw new IllegalStateException("the application does not serve after " + PATIENCE_SECONDS + " seconds");
	}

	/** Let the hot code be compiled first: the compiler itself needs much CPU time. */
	private void warmUp() throws InterruptedException {
		TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
		check(this.answers.get() > 0, "nothing was answered in " + WARM_UP_SECONDS + " seconds");
	}

	private void load() {
		for (int i = 0; this.application.isAlive(); i++) {
			try {
				HttpResponse<String> response = switch (i % 10) {
					case 0 -> send("GET", "/api/cities", PATIENCE_SECONDS);
					case 5 -> send("POST", "/api/orders?item=map", PATIENCE_SECONDS);
					default -> send("GET", "/api/fib?n=35", PATIENCE_SECONDS);
				};
				this.answers.addAndGet((response.statusCode() < 300) ? 1 : 0);
			}
			catch (Exception ex) {
				// The application stops; or too few answers will tell.
			}
		}
	}

	/**
	 * A time limit of the request would end with the headers; this one covers the body.
	 */
	private HttpResponse<String> send(String method, String path, int seconds) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.address + path))
			.method(method, HttpRequest.BodyPublishers.noBody())
			.build();
		return this.client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).get(seconds, TimeUnit.SECONDS);
	}

	private void stopApplication() {
		this.application.destroy();
		try {
			this.application.waitFor(5, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.application.destroyForcibly();
	}

	private void printLogTail() throws IOException {
		List<String> lines = new String(Files.readAllBytes(this.log)).lines().toList();
		System.err.println("The end of the application's log (" + this.log + "):\n");
		lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()).forEach(System.err::println);
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

}
