import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a running capture costs: the packaged sample application answers requests without
 * a capture and with one, by turns, so that whatever else the machine does meets both.
 * Compared is the CPU time of the application's process for a request, which a busy
 * machine changes less than it does the number of requests. Each difference is taken
 * between neighbours; a first turn with each kind is not counted.
 *
 * <pre>java benchmarks/Overhead.java [sample-app.jar [rounds [seconds [kinds...]]]]</pre>
 *
 * A kind may have parameters, as {@code allocs?interval=2m} has.
 */
public final class Overhead {

	private static final List<String> KINDS = List.of("profile", "wall", "allocs", "mutex", "nativemem");

	private static final List<String> PATHS = List.of("/api/fib?n=20", "/api/cities?count=5", "/api/orders");

	private final HttpClient client = HttpClient.newHttpClient();

	private final AtomicLong requests = new AtomicLong();

	private final Process application;

	private final String address;

	private Overhead(Path jar) throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		this.address = "http://127.0.0.1:" + port;
		this.application = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-jar", jar.toString(), "--server.address=127.0.0.1", "--server.port=" + port,
				"--profiling.max-captures-per-minute=1000")
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		Runtime.getRuntime().addShutdownHook(new Thread(this.application::destroyForcibly));
	}

	public static void main(String[] args) throws Exception {
		Path jar = Path.of((args.length > 0) ? args[0] : "sample-app/target/sample-app.jar");
		int rounds = (args.length > 1) ? Integer.parseInt(args[1]) : 10;
		int seconds = (args.length > 2) ? Integer.parseInt(args[2]) : 3;
		List<String> kinds = (args.length > 3) ? List.of(args).subList(3, args.length) : KINDS;
		Overhead overhead = new Overhead(jar);
		overhead.awaitStart();
		overhead.load(2);
		Thread.sleep(15_000);
		System.out.printf(Locale.ROOT, "%-20s %8s %8s %8s%n", "kind", "median", "min", "max");
		for (String kind : kinds) {
			List<Double> differences = new ArrayList<>();
			for (int round = 0; round <= rounds; round++) {
				double without = overhead.cpuPerRequest(seconds, "");
				double with = overhead.cpuPerRequest(seconds, kind);
				if (round > 0) {
					differences.add(100 * (with / without - 1));
				}
			}
			Collections.sort(differences);
			System.out.printf(Locale.ROOT, "%-20s %+7.1f%% %+7.1f%% %+7.1f%%%n", kind,
					differences.get(differences.size() / 2), differences.get(0),
					differences.get(differences.size() - 1));
		}
		System.exit(0);
	}

	private void awaitStart() throws Exception {
		for (int i = 0; i < 240; i++) {
			try {
				if (get("/actuator/health").statusCode() == 200) {
					return;
				}
			}
			catch (IOException ex) {
				// Not yet.
			}
			Thread.sleep(250);
		}
		throw new IOException("the application did not start");
	}

	private void load(int threads) {
		for (int i = 0; i < threads; i++) {
			Thread thread = new Thread(() -> {
				for (int n = 0;; n++) {
					try {
						HttpResponse<byte[]> response = get(PATHS.get(n % PATHS.size()));
						if (response.statusCode() != 200) {
							throw new IOException(response.uri() + ": " + response.statusCode());
						}
						this.requests.incrementAndGet();
					}
					catch (IOException | InterruptedException ex) {
						System.err.println(ex);
						System.exit(1);
					}
				}
			}, "load");
			thread.setDaemon(true);
			thread.start();
		}
	}

	/**
	 * The application's CPU time for a request.
	 * @param kind what to capture meanwhile, empty for nothing
	 */
	private double cpuPerRequest(int seconds, String kind) throws Exception {
		CompletableFuture<HttpResponse<byte[]>> capture = null;
		long requestsBefore = this.requests.get();
		long cpuBefore = cpuNanos();
		if (!kind.isEmpty()) {
			capture = this.client.sendAsync(request("/actuator/pprof/" + kind + (kind.contains("?") ? "&" : "?") + "seconds=" + seconds),
					BodyHandlers.ofByteArray());
		}
		else {
			Thread.sleep(seconds * 1000L);
		}
		if (capture != null && capture.get().statusCode() != 200) {
			throw new IOException(kind + ": " + new String(capture.get().body()));
		}
		return (double) (cpuNanos() - cpuBefore) / (this.requests.get() - requestsBefore);
	}

	private long cpuNanos() {
		return this.application.info().totalCpuDuration().orElseThrow().toNanos();
	}

	private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
		return this.client.send(request(path), BodyHandlers.ofByteArray());
	}

	private HttpRequest request(String path) {
		return HttpRequest.newBuilder(URI.create(this.address + path)).build();
	}

}
