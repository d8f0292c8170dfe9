import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the starter costs at start-up: the packaged sample application is started again
 * and again in three states, by turns, so that whatever else the machine does meets all
 * of them alike.
 *
 * <ul>
 * <li>{@code without}: without the starter's jars, Actuator stays</li>
 * <li>{@code not-exposed}: with the starter, the endpoint not exposed</li>
 * <li>{@code exposed}: with the starter, the endpoint exposed</li>
 * <li>{@code profiled}: the same, and the start is profiled, CPU and allocations</li>
 * </ul>
 *
 * All run the same extracted application with {@code java -cp}. One round is one
 * start in each state; a first round is not counted, since it fills the disk cache.
 * Measured are
 *
 * <ul>
 * <li>{@code answer}: milliseconds from the start of the process to its first successful
 * HTTP answer, probed every 5 ms</li>
 * <li>{@code started}: milliseconds in Spring Boot's own line "Started ... in x
 * seconds"</li>
 * <li>{@code cpu}: milliseconds of CPU time the process has used by then; on a busy
 * machine the figure to trust</li>
 * <li>{@code rss}: MiB of resident memory by then, on Linux only</li>
 * </ul>
 *
 * The differences are paired: each is taken within one round, then comes the median.
 *
 * <pre>java benchmarks/Startup.java [sample-app.jar [rounds [JVM options...]]]</pre>
 */
public final class Startup {

	private static final int START_SECONDS = 120;

	private static final int STOP_SECONDS = 30;

	private static final Pattern STARTED = Pattern.compile("Started \\S+ in ([\\d.]+) seconds");

	private static final Pattern RSS = Pattern.compile("VmRSS:\\s+(\\d+) kB");

	/** The starter's own jars and what only it brings along. */
	private static final Pattern STARTER_JAR = Pattern.compile("(profiling|async-profiler|jfr-converter)-.*\\.jar");

	private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

	/** Where the application is extracted; deleted at the end. */
	private final Path directory;

	private final List<String> jvmOptions;

	private Startup(Path directory, List<String> jvmOptions) {
		this.directory = directory;
		this.jvmOptions = jvmOptions;
	}

	public static void main(String[] args) throws Exception {
		Path jar = Path.of((args.length > 0) ? args[0] : "sample-app/target/sample-app.jar");
		int rounds = (args.length > 1) ? Math.max(1, Integer.parseInt(args[1])) : 10;
		List<String> jvmOptions = List.of(args).subList(Math.min(2, args.length), args.length);
		if (!Files.isRegularFile(jar)) {
			System.err.println("There is no " + jar + "; ./mvnw -q -DskipTests package builds it.");
			System.exit(1);
		}
		Path directory = Files.createTempDirectory("startup");
		Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
		Startup startup = new Startup(directory, jvmOptions);
		startup.extract(jar.toAbsolutePath());
		startup.run(rounds);
	}

	private void extract(Path jar) throws Exception {
		Path extracted = this.directory.resolve("extracted");
		Process process = new ProcessBuilder(JAVA.toString(), "-Djarmode=tools", "-jar", jar.toString(), "extract",
				"--destination", extracted.toString())
			.inheritIO()
			.start();
		if (process.waitFor() != 0) {
			throw new IllegalStateException("extracting " + jar + " failed");
		}
		// The manifest of the application's jar names all of lib/ as its class path, and
		// would
		// bring back the jars left out: away from lib/ it finds none of them.
		Files.createDirectory(this.directory.resolve("application"));
		Files.move(extracted.resolve(jar.getFileName()), applicationJar());
	}

	private void run(int rounds) throws Exception {
		System.out.printf(Locale.ROOT, "Java %s, %d processors, %d rounds, JVM options %s%n", Runtime.version(),
				Runtime.getRuntime().availableProcessors(), rounds, this.jvmOptions);
		for (State state : State.values()) {
			System.out.printf("%-12s %d jars%n", state, jars(state).size());
		}
		Map<State, List<Start>> starts = new EnumMap<>(State.class);
		for (State state : State.values()) {
			starts.put(state, new ArrayList<>());
		}
		System.out.printf("%n%5s  %-12s %10s %10s %10s %10s%n", "round", "state", "answer ms", "started ms", "cpu ms",
				"rss MiB");
		for (int round = 0; round <= rounds; round++) {
			for (State state : State.values()) {
				Start start = start(state);
				System.out.printf(Locale.ROOT, "%5s  %-12s %10.0f %10.0f %10.0f %10.1f%n", (round > 0) ? round : "warm",
						state, start.answerMillis(), start.startedMillis(), start.cpuMillis(), start.rssMebibytes());
				if (round > 0) {
					starts.get(state).add(start);
				}
			}
		}
		System.out.printf("%n%-36s %10s %10s %10s%n", "", "median", "min", "max");
		print("answer ms", starts, Start::answerMillis);
		print("started ms", starts, Start::startedMillis);
		print("cpu ms", starts, Start::cpuMillis);
		print("rss MiB", starts, Start::rssMebibytes);
	}

	private static void print(String name, Map<State, List<Start>> starts, ToDoubleFunction<Start> figure) {
		for (State state : State.values()) {
			print(name + ", " + state, starts.get(state).stream().mapToDouble(figure).toArray());
		}
		double[] without = starts.get(State.WITHOUT).stream().mapToDouble(figure).toArray();
		for (State state : List.of(State.NOT_EXPOSED, State.EXPOSED, State.PROFILED)) {
			double[] differences = starts.get(state).stream().mapToDouble(figure).toArray();
			for (int i = 0; i < differences.length; i++) {
				differences[i] -= without[i];
			}
			print(name + ", " + state + " - without", differences);
		}
	}

	private static void print(String name, double[] figures) {
		double[] sorted = figures.clone();
		Arrays.sort(sorted);
		double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
		System.out.printf(Locale.ROOT, "%-36s %10.1f %10.1f %10.1f%n", name, median, sorted[0],
				sorted[sorted.length - 1]);
	}

	private Start start(State state) throws Exception {
		Path log = this.directory.resolve("application.log");
		int port = freePort();
		List<String> command = new ArrayList<>(List.of(JAVA.toString()));
		command.addAll(this.jvmOptions);
		command.add("-cp");
		command.add(jars(state).stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
		command.add("io.github.profiling.sample.SampleApplication");
		command.add("--server.port=" + port);
		command.add("--management.endpoints.web.exposure.include=" + state.exposed);
		if (state == State.PROFILED) {
			command.add("--profiling.startup.kinds=cpu,alloc");
			command.add("--profiling.store.directory=" + this.directory.resolve("profiles"));
		}
		long begin = System.nanoTime();
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		Thread stopper = new Thread(process::destroyForcibly);
		Runtime.getRuntime().addShutdownHook(stopper);
		try {
			URI address = URI.create("http://127.0.0.1:" + port + "/");
			await(() -> answers(address), process, log);
			double answerMillis = (System.nanoTime() - begin) / 1e6;
			// The web server may answer a moment before Spring Boot says that it has
			// started.
			await(() -> !Double.isNaN(find(STARTED, log)), process, log);
			double cpuMillis = process.info().totalCpuDuration().map((cpu) -> cpu.toNanos() / 1e6).orElse(Double.NaN);
			double rss = find(RSS, Path.of("/proc/" + process.pid() + "/status")) / 1024;
			return new Start(answerMillis, find(STARTED, log) * 1000, cpuMillis, rss);
		}
		finally {
			process.destroy();
			if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
				process.destroyForcibly().waitFor();
			}
			Runtime.getRuntime().removeShutdownHook(stopper);
		}
	}

	private static void await(Callable<Boolean> condition, Process process, Path log) throws Exception {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
		while (!condition.call()) {
			if (!process.isAlive() || System.nanoTime() > end) {
				throw new IllegalStateException("the application did not start:\n" + Files.readString(log));
			}
			Thread.sleep(5);
		}
	}

	private static boolean answers(URI address) throws IOException {
		HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
		connection.setReadTimeout((int) TimeUnit.SECONDS.toMillis(START_SECONDS));
		try {
			return connection.getResponseCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
		finally {
			connection.disconnect();
		}
	}

	/** The number in the first match, or NaN where there is no such file or match. */
	private static double find(Pattern pattern, Path file) throws IOException {
		if (!Files.exists(file)) {
			return Double.NaN;
		}
		Matcher matcher = pattern.matcher(Files.readString(file));
		return matcher.find() ? Double.parseDouble(matcher.group(1)) : Double.NaN;
	}

	private List<Path> jars(State state) throws IOException {
		List<Path> jars = new ArrayList<>(List.of(applicationJar()));
		try (Stream<Path> lib = Files.list(this.directory.resolve("extracted/lib"))) {
			lib.filter((jar) -> state != State.WITHOUT || !STARTER_JAR.matcher(jar.getFileName().toString()).matches())
				.sorted()
				.forEach(jars::add);
		}
		return jars;
	}

	private Path applicationJar() {
		return this.directory.resolve("application/application.jar");
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private static void delete(Path directory) {
		try (Stream<Path> paths = Files.walk(directory)) {
			for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(path);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private enum State {

		WITHOUT("health"), NOT_EXPOSED("health"), EXPOSED("health,pprof"), PROFILED("health,pprof");

		private final String exposed;

		State(String exposed) {
			this.exposed = exposed;
		}

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

	private record Start(double answerMillis, double startedMillis, double cpuMillis, double rssMebibytes) {

	}

}
