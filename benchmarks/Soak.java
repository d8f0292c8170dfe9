import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

import com.sun.tools.attach.VirtualMachine;

/**
 * What many captures leave behind: the packaged sample application is put under load and
 * profiled in every way that its index tells of, by several clients at once, of which
 * some hang up before they have their answer. Meanwhile its resident memory, threads,
 * file descriptors, metaspace and code cache are looked at. What is larger in the last
 * third of the time than in the first, by more than a bound, is a leak, and the exit
 * status is 1.
 *
 * <pre>java benchmarks/Soak.java [minutes [sample-app.jar [JVM options...]]]</pre>
 *
 * Linux only: it reads /proc.
 */
public final class Soak {

	private static final int PROFILERS = 6;

	private static final int USERS = 2;

	private static final int PATIENCE_SECONDS = 60;

	/** The part of the time in which the application may still warm up. */
	private static final double WARM_UP = 0.25;

	private static final int SAMPLES = 60;

	private static final Pattern KIND = Pattern
		.compile("\\{\"name\":\"([^\"]+)\",.*?\"available\":(true|false),.*?\"defaultSeconds\":(\\d+),.*?"
				+ "\"parameters\":\\[(.*?)]");

	private final HttpClient client = HttpClient.newHttpClient();

	private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();

	private final List<Figures> samples = new ArrayList<>();

	private final LongAdder answers = new LongAdder();

	private final Path directory;

	private final Path log;

	private final int port;

	private final Process application;

	private final List<String> requests = new ArrayList<>();

	private volatile boolean done;

	private Soak(Path jar, List<String> jvmOptions) throws IOException {
		this.directory = Files.createTempDirectory("soak");
		this.log = jar.resolveSibling("soak-application.log");
		this.port = freePort();
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		// A heap that is resident from the start, so that what grows is something else.
		command.addAll(List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch"));
		command.add("-Djava.io.tmpdir=" + this.directory);
		command.addAll(jvmOptions);
		command.addAll(List.of("-jar", jar.toString(), "--server.address=127.0.0.1", "--server.port=" + this.port,
				"--profiling.max-captures=100", "--profiling.max-captures-per-minute=100000"));
		this.application = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(this.log.toFile())
			.start();
		Runtime.getRuntime().addShutdownHook(new Thread(this.application::destroyForcibly));
	}

	public static void main(String[] args) throws Exception {
		double minutes = (args.length > 0) ? Double.parseDouble(args[0]) : 30;
		Path jar = Path.of((args.length > 1) ? args[1] : "sample-app/target/sample-app.jar").toAbsolutePath();
		if (!Files.isRegularFile(jar)) {
			System.err.println("There is no " + jar + "; ./mvnw -q -DskipTests package builds it.");
			System.exit(1);
		}
		Soak soak = new Soak(jar, List.of(args).subList(Math.min(2, args.length), args.length));
		boolean passed;
		try {
			passed = soak.run(minutes);
		}
		catch (IllegalStateException ex) {
			System.err.println("The soak failed: " + ex.getMessage());
			passed = false;
		}
		System.exit(passed ? 0 : 1);
	}

	private boolean run(double minutes) throws Exception {
		awaitApplication();
		readIndex();
		System.out.printf(Locale.ROOT, "Java %s, %d processors, %.1f minutes, %d profilers, %d users%n%s%n%n",
				Runtime.version(), Runtime.getRuntime().availableProcessors(), minutes, PROFILERS, USERS,
				this.requests);
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < USERS; i++) {
			threads.add(start(this::use));
		}
		for (int i = 0; i < PROFILERS; i++) {
			Random random = new Random(i);
			threads.add(start(() -> profile(random)));
		}
		measure((long) (minutes * 60_000));
		this.done = true;
		for (Thread thread : threads) {
			thread.join();
		}
		boolean flat = compare();
		printOutcomes();
		return flat & stop();
	}

	private void awaitApplication() throws Exception {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
		while (System.nanoTime() < end) {
			check(!this.application.waitFor(100, TimeUnit.MILLISECONDS), "the application ended, see " + this.log);
			try {
				if (get("/").statusCode() == 200) {
					return;
				}
			}
			catch (IOException ex) {
				// Nobody listens yet.
			}
		}
		throw new IllegalStateException("the application does not serve after " + PATIENCE_SECONDS + " seconds");
	}

	/** Every kind there is; "%d" stands for the seconds. */
	private void readIndex() throws Exception {
		Matcher kind = KIND.matcher(new String(get("/actuator/pprof").body(), StandardCharsets.UTF_8));
		while (kind.find()) {
			if (!Boolean.parseBoolean(kind.group(2))) {
				continue;
			}
			if (kind.group(3).equals("0")) {
				this.requests.add(kind.group(1));
			}
			if (kind.group(4).contains("\"seconds\"")) {
				this.requests.add(kind.group(1) + "?seconds=%d");
			}
		}
		check(!this.requests.isEmpty(), "the index tells of nothing");
	}

	private Thread start(Work work) {
		Thread thread = new Thread(() -> {
			while (!this.done && this.application.isAlive()) {
				try {
					work.run();
				}
				catch (Exception ex) {
					count("failed: " + ex);
				}
			}
		});
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	private void use() throws Exception {
		for (String path : List.of("/api/fib?n=25", "/api/cities", "/api/report?top=20", "/api/weather?city=Zurich")) {
			check(get(path).statusCode() == 200, path + " failed");
			this.answers.increment();
		}
		send("POST", "/api/orders?item=map");
		send("DELETE", "/api/cities/cache");
		// Users who read what they get: the machine is not to be busy with them alone.
		Thread.sleep(20);
	}

	private void profile(Random random) throws Exception {
		int seconds = 1 + random.nextInt(5);
		String kind = this.requests.get(random.nextInt(this.requests.size()));
		String path = "/actuator/pprof/" + String.format(Locale.ROOT, kind, seconds);
		if (random.nextInt(3) == 0) {
			vanish(path, random.nextInt(seconds * 1000), random.nextBoolean());
			count("hung up on");
		}
		else {
			HttpResponse<byte[]> response = get(path);
			count(response.statusCode() + ((response.body().length == 0) ? " without a body" : ""));
		}
	}

	/** Asks, and is gone before the answer; with a reset, or in the polite way. */
	private void vanish(String path, int afterMillis, boolean reset) throws Exception {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoLinger(reset, 0);
			socket.getOutputStream()
				.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
			Thread.sleep(afterMillis);
		}
	}

	private HttpResponse<byte[]> get(String path) throws Exception {
		return send("GET", path);
	}

	private HttpResponse<byte[]> send(String method, String path) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.method(method, HttpRequest.BodyPublishers.noBody())
			.timeout(java.time.Duration.ofSeconds(PATIENCE_SECONDS))
			.build();
		return this.client.send(request, HttpResponse.BodyHandlers.ofByteArray());
	}

	private void count(String outcome) {
		this.outcomes.computeIfAbsent(outcome, (key) -> new LongAdder()).increment();
	}

	private void measure(long millis) throws Exception {
		long period = Math.min(10_000, millis / SAMPLES);
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
		VirtualMachine machine = VirtualMachine.attach(Long.toString(this.application.pid()));
		String address = machine.startLocalManagementAgent();
		machine.detach();
		try (var connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
			while (System.nanoTime() < end) {
				Thread.sleep(period);
				check(this.application.isAlive(), "the application died, see " + this.log);
				this.samples.add(Figures.of(this.application.pid(), connector.getMBeanServerConnection()));
			}
		}
	}

	private boolean compare() {
		int warm = (int) (this.samples.size() * WARM_UP);
		List<Figures> counted = this.samples.subList(warm, this.samples.size());
		int third = counted.size() / 3;
		check(third > 0, "too few samples");
		System.out.printf("%-18s %12s %12s %12s %12s%n", "median of", "first third", "last third", "allowed", "");
		boolean flat = true;
		for (Measure measure : Measure.values()) {
			double first = median(counted.subList(0, third), measure);
			double last = median(counted.subList(counted.size() - third, counted.size()), measure);
			double allowed = first * (1 + measure.percent / 100.0) + measure.absolute;
			flat &= last <= allowed;
			System.out.printf(Locale.ROOT, "%-18s %12.1f %12.1f %12.1f %12s%n", measure.label, first, last, allowed,
					(last <= allowed) ? "flat" : "GROWS");
		}
		return flat;
	}

	private static double median(List<Figures> figures, Measure measure) {
		double[] values = figures.stream().mapToDouble((figure) -> figure.values()[measure.ordinal()]).sorted().toArray();
		return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
	}

	private void printOutcomes() {
		System.out.printf("%n%d answers to users; captures: %s%n", this.answers.sum(), new TreeMap<>(this.outcomes));
		for (String outcome : this.outcomes.keySet()) {
			check(List.of("200", "409", "503", "hung up on").contains(outcome), "captures ended with " + outcome);
		}
		check(this.outcomes.containsKey("200"), "no capture succeeded");
	}

	/** The end: with SIGTERM, and with nothing left behind. */
	private boolean stop() throws Exception {
		this.application.destroy();
		check(this.application.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the application does not stop");
		List<String> exceptions = Files.readAllLines(this.log)
			.stream()
			.filter((line) -> line.contains("Exception") || line.contains("Error"))
			.toList();
		exceptions.stream().limit(10).forEach(System.err::println);
		check(exceptions.isEmpty(), "the application's log has exceptions, see " + this.log);
		try (Stream<Path> files = Files.list(this.directory)) {
			// Spring Boot 3.5 leaves its Tomcat's directory, also with profiling.enabled=false.
			List<Path> left = files.filter((file) -> !file.getFileName().toString().matches("(hsperfdata|tomcat\\.).*"))
				.toList();
			check(left.isEmpty(), "left behind: " + left);
		}
		try (Stream<Path> files = Files.walk(this.directory)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
		return true;
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

	private interface Work {

		void run() throws Exception;

	}

	/** What is measured, and by how much it may be larger at the end. */
	private enum Measure {

		RESIDENT("resident MiB", 10, 16), THREADS("threads", 0, 8), DESCRIPTORS("descriptors", 0, 16),
		CLASSES("loaded classes", 2, 50), METASPACE("metaspace MiB", 3, 1), CODE("code cache MiB", 15, 10);

		private final String label;

		private final int percent;

		private final int absolute;

		Measure(String label, int percent, int absolute) {
			this.label = label;
			this.percent = percent;
			this.absolute = absolute;
		}

	}

	private record Figures(double[] values) {

		private static Figures of(long pid, MBeanServerConnection connection) throws IOException {
			String status = Files.readString(Path.of("/proc/" + pid + "/status"));
			double metaspace = 0;
			double code = 0;
			for (MemoryPoolMXBean pool : ManagementFactory.getPlatformMXBeans(connection, MemoryPoolMXBean.class)) {
				double used = pool.getUsage().getUsed() / 1048576.0;
				metaspace += pool.getName().equals("Metaspace") ? used : 0;
				code += pool.getName().startsWith("Code") ? used : 0;
			}
			double classes = ManagementFactory
				.getPlatformMXBean(connection, java.lang.management.ClassLoadingMXBean.class)
				.getLoadedClassCount();
			return new Figures(new double[] { number("VmRSS", status) / 1024, number("Threads", status),
					descriptors(pid), classes, metaspace, code });
		}

		private static double number(String name, String status) {
			Matcher matcher = Pattern.compile(name + ":\\s+(\\d+)").matcher(status);
			return matcher.find() ? Double.parseDouble(matcher.group(1)) : Double.NaN;
		}

		private static double descriptors(long pid) throws IOException {
			try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
				return files.count();
			}
		}

	}

}
