package io.github.profiling.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The application of {@link WebApplication} in a process of its own, for what can only
 * happen once in a process, or ends it.
 */
public final class ApplicationProcess implements AutoCloseable {

	private final Process process;

	private final List<String> output = new ArrayList<>();

	private final int port;

	private ApplicationProcess(Process process) throws IOException {
		this.process = process;
		BufferedReader reader = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		this.port = awaitPort(reader);
		Thread drain = new Thread(() -> reader.lines().forEach(this::log), "application-output");
		drain.setDaemon(true);
		drain.start();
	}

	/**
	 * Starts the application and waits until it serves.
	 * @param stack the web stack
	 * @param jvmArguments arguments of the JVM
	 * @param properties properties, {@code name=value}
	 */
	public static ApplicationProcess start(WebStack stack, List<String> jvmArguments, String... properties)
			throws IOException {
		return start(Jdk.own(), classPath(), stack, jvmArguments, properties);
	}

	/**
	 * Starts the application with another JDK and class path.
	 */
	static ApplicationProcess start(Jdk jdk, String classPath, WebStack stack, List<String> jvmArguments,
			String... properties) throws IOException {
		List<String> command = new ArrayList<>(List.of(jdk.java()));
		command.addAll(jvmArguments);
		command.addAll(List.of("-cp", classPath));
		command.add(ApplicationMain.class.getName());
		command.addAll(List.of(WebApplication.arguments(stack, properties)));
		return new ApplicationProcess(
				new ProcessBuilder(command).directory(new File(".")).redirectErrorStream(true).start());
	}

	/**
	 * The class path of the tests.
	 */
	static String classPath() {
		return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
	}

	private int awaitPort(BufferedReader reader) throws IOException {
		for (String line = reader.readLine(); line != null; line = reader.readLine()) {
			log(line);
			if (line.startsWith("PORT=")) {
				return Integer.parseInt(line.substring("PORT=".length()));
			}
		}
		throw new IOException("the application did not start:\n" + output());
	}

	private void log(String line) {
		synchronized (this.output) {
			this.output.add(line);
		}
	}

	/**
	 * What the application has written so far.
	 */
	public String output() {
		synchronized (this.output) {
			return String.join("\n", this.output);
		}
	}

	public HttpResponse<byte[]> get(String path) {
		return send("GET", path);
	}

	/**
	 * Sends a request without a body for a path below {@code /actuator/pprof}.
	 */
	public HttpResponse<byte[]> send(String method, String path) {
		return sendTo(method, "/actuator/pprof" + path);
	}

	/**
	 * Gets a path of another endpoint.
	 */
	public HttpResponse<byte[]> getOther(String path) {
		return sendTo("GET", path);
	}

	private HttpResponse<byte[]> sendTo(String method, String path) {
		try {
			URI uri = URI.create("http://127.0.0.1:" + this.port + path);
			return HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(uri)
					.method(method, BodyPublishers.noBody())
					.timeout(Duration.ofSeconds(60))
					.build(), BodyHandlers.ofByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Asks the process to stop, with SIGTERM where there are signals.
	 * @return how long it took
	 */
	public Duration terminate() throws InterruptedException {
		long start = System.nanoTime();
		this.process.destroy();
		this.process.waitFor(60, TimeUnit.SECONDS);
		return Duration.ofNanos(System.nanoTime() - start);
	}

	/**
	 * Kills the process, with SIGKILL where there are signals.
	 */
	public void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
