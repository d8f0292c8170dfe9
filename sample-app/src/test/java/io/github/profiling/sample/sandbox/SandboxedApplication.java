package io.github.profiling.sample.sandbox;

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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.awaitility.Awaitility;

/**
 * The packaged sample application in a sandbox.
 */
final class SandboxedApplication implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Place place;

	private final Path log;

	private final Process process;

	private SandboxedApplication(Place place, Path log, Process process) {
		this.place = place;
		this.log = log;
		this.process = process;
	}

	/**
	 * Starts the application and waits until it serves.
	 */
	static SandboxedApplication start(Sandbox sandbox, Place place) throws IOException {
		Path log = place.root().resolve("application.log");
		Process process = new ProcessBuilder(sandbox.command(place)).directory(place.work().toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		SandboxedApplication application = new SandboxedApplication(place, log, process);
		try {
			Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(application::serves);
			return application;
		}
		catch (Throwable ex) {
			String output = application.output();
			application.close();
			throw new AssertionError("the application does not start:\n" + output, ex);
		}
	}

	private boolean serves() {
		if (!this.process.isAlive()) {
			throw new IllegalStateException("it ended with " + this.process.exitValue());
		}
		try {
			return get("/api/fib?n=20").statusCode() == 200;
		}
		catch (UncheckedIOException ex) {
			return false;
		}
	}

	HttpResponse<byte[]> get(String path) {
		return send("GET", path);
	}

	HttpResponse<byte[]> send(String method, String path) {
		try {
			URI uri = URI.create("http://127.0.0.1:" + this.place.port() + path);
			HttpRequest request = HttpRequest.newBuilder(uri)
				.method(method, HttpRequest.BodyPublishers.noBody())
				.timeout(PATIENCE)
				.build();
			return this.client.send(request, BodyHandlers.ofByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(method + " " + path, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	Kinds kinds() {
		HttpResponse<byte[]> index = get("/actuator/pprof");
		if (index.statusCode() != 200) {
			throw new AssertionError("the index answers " + index.statusCode());
		}
		return Kinds.read(new String(index.body(), StandardCharsets.UTF_8));
	}

	Place place() {
		return this.place;
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * What the application has written so far.
	 */
	String output() {
		try {
			return new String(Files.readAllBytes(this.log), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The JVM itself, which what makes the sandbox may have started as its child.
	 */
	ProcessHandle jvm() {
		return this.process.descendants()
			.filter((child) -> child.children().findAny().isEmpty())
			.findFirst()
			.orElse(this.process.toHandle());
	}

	/**
	 * A file or directory as the application sees it, whatever is mounted there.
	 */
	Path seen(Path file) {
		return Path.of("/proc/" + jvm().pid() + "/root" + file);
	}

	/**
	 * Asks the application to stop, with SIGTERM, and waits for its end.
	 * @return the exit status
	 */
	int terminate() throws InterruptedException, TimeoutException {
		jvm().destroy();
		if (!this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
			throw new TimeoutException("the application does not stop");
		}
		return this.process.exitValue();
	}

	@Override
	public void close() {
		List<ProcessHandle> children = this.process.descendants().toList();
		children.forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
	}

}
