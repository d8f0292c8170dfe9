package io.github.profiling.consumer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/**
 * An application of a user in a process of its own.
 */
final class RunningConsumer implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private final HttpClient client;

	private final Consumer consumer;

	private final Ports ports;

	private final Path directory;

	private final Process process;

	private final Duration startTime;

	private final String outputAtStart;

	private RunningConsumer(Consumer consumer, Ports ports, Path directory, Keys keys, List<String> command)
			throws IOException, GeneralSecurityException {
		this.client = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.sslContext(keys.clientContext())
			.build();
		this.consumer = consumer;
		this.ports = ports;
		this.directory = directory;
		long start = System.nanoTime();
		this.process = new ProcessBuilder(command).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log().toFile())
			.start();
		try {
			Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(this::serves);
		}
		catch (Throwable ex) {
			close();
			throw new AssertionError("the application does not start:\n" + output(), ex);
		}
		this.startTime = Duration.ofNanos(System.nanoTime() - start);
		this.outputAtStart = output();
	}

	/**
	 * Starts the application and waits until its endpoint answers.
	 * @param consumer what to start
	 * @param directory an empty directory to work in
	 */
	static RunningConsumer start(Consumer consumer, Path directory) throws IOException, GeneralSecurityException {
		Ports ports = Ports.free();
		Keys keys = Keys.create(directory);
		List<String> command = new ArrayList<>(consumer.launch().command(consumer, jar(consumer), directory));
		List<String> properties = new ArrayList<>(List.of("-Dserver.port=" + ports.server()));
		for (String setting : consumer.settings()) {
			properties.add("-D" + setting.replace("MANAGEMENT_PORT", Integer.toString(ports.management()))
				.replace("KEYS", "file:" + keys.store())
				.replace("DIRECTORY", "file:" + directory));
		}
		command.addAll(1, properties);
		return new RunningConsumer(consumer, ports, directory, keys, command);
	}

	static Path jar(Consumer consumer) {
		String build = consumer.build();
		try (Stream<Path> projects = Files.list(Path.of("target", "it"))) {
			return projects.map((project) -> project.resolve("target").resolve(build))
				.filter(Files::isDirectory)
				.findFirst()
				.orElseThrow(() -> new AssertionError("'" + build + "' has not been built"))
				.toAbsolutePath()
				.resolve(build + ".jar");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean serves() {
		if (!this.process.isAlive()) {
			throw new IllegalStateException("it ended with " + this.process.exitValue());
		}
		try {
			return get("/threads?debug=1").statusCode() < 404;
		}
		catch (UncheckedIOException ex) {
			return false;
		}
	}

	/**
	 * Where the endpoint is.
	 */
	String endpoint() {
		return this.consumer.endpoint()
			.replace("MAIN", "localhost:" + this.ports.server())
			.replace("MANAGEMENT", "localhost:" + this.ports.management());
	}

	HttpResponse<byte[]> get(String path) {
		return send(HttpRequest.newBuilder(URI.create(endpoint() + path)));
	}

	HttpResponse<byte[]> send(HttpRequest.Builder request) {
		HttpRequest built = request.timeout(PATIENCE).build();
		try {
			return this.client.send(built, BodyHandlers.ofByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(built.method() + " " + built.uri(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	Ports ports() {
		return this.ports;
	}

	Path directory() {
		return this.directory;
	}

	long pid() {
		return this.process.pid();
	}

	/**
	 * From the start of the process to the first answer of the endpoint.
	 */
	Duration startTime() {
		return this.startTime;
	}

	/**
	 * What was written before anybody asked for a profile.
	 */
	String outputAtStart() {
		return this.outputAtStart;
	}

	/**
	 * What has been written so far.
	 */
	String output() {
		try {
			return new String(Files.readAllBytes(log()), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path log() {
		return this.directory.resolve("application.log");
	}

	/**
	 * Asks the application to stop, with SIGTERM.
	 * @return the exit status
	 */
	int terminate() throws InterruptedException {
		this.process.destroy();
		if (!this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
			throw new AssertionError("the application does not stop:\n" + output());
		}
		return this.process.exitValue();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
