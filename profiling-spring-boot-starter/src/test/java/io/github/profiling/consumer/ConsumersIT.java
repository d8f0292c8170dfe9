package io.github.profiling.consumer;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import io.github.profiling.profile.pprof.PprofReader;
import io.github.profiling.testing.GoPprof;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The one binary in each combination of Spring Boot, server, JDK and settings: it is
 * started, profiled over HTTP, and stopped.
 */
class ConsumersIT {

	/**
	 * What the servers say without us, too: Jersey of its WADL, Tomcat of slow random
	 * numbers, and the JVM of Netty.
	 */
	private static final List<String> FOREIGN = List.of("WadlFeature", "SessionIdGeneratorBase", "sun.misc.Unsafe",
			"io.netty.util.internal.PlatformDependent");

	private static final CompatibilityTable table = new CompatibilityTable();

	@TempDir
	private Path directory;

	/**
	 * Another build on this machine may have put its own binary into the same repository.
	 */
	@BeforeAll
	static void isThisBinary() throws Exception {
		Path binary = Path.of(PprofReader.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		Path consumer = RunningConsumer.jar(Consumer.of("tomcat-4.1"));
		try (ZipFile jar = new ZipFile(consumer.toFile())) {
			ZipEntry entry = jar.stream()
				.filter((candidate) -> candidate.getName().contains("/profiling-autoconfigure-"))
				.findFirst()
				.orElseThrow();
			assertThat(jar.getInputStream(entry)).as("the binary in %s", consumer)
				.hasBinaryContent(Files.readAllBytes(binary));
		}
	}

	static Stream<Consumer> consumers() {
		String wanted = System.getProperty("consumers", "");
		List<Consumer> consumers = wanted.isEmpty() ? Consumers.some() : Consumers.all();
		return consumers.stream().filter((consumer) -> consumer.toString().matches(".*(" + wanted + ").*"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("consumers")
	void isProfiled(Consumer consumer) throws Exception {
		GoPprof.requireGo();
		try (RunningConsumer application = RunningConsumer.start(consumer, this.directory)) {
			assertThat(warnings(application.outputAtStart())).as("warnings at the start").isEmpty();
			Findings findings = Findings.of(application, source(application));
			if (consumer.launch() == Launch.DEVTOOLS) {
				restart(application);
			}
			if (consumer.endpoint().contains("MANAGEMENT")) {
				assertNotOnMainPort(application);
			}
			if (consumer.settings().contains(OrderedCapture.ALLOWED)) {
				OrderedCapture.check(application);
			}
			assertThat(application.terminate()).as("SIGTERM as exit status").isEqualTo(143);
			assertThat(warnings(application.output())).as("warnings at all").allMatch(ConsumersIT::isOfNativeAccess);
			table.add(consumer, application, findings);
		}
		catch (Throwable ex) {
			table.addFailure(consumer, ex);
			throw ex;
		}
	}

	private static Stream<String> warnings(String output) {
		return output.lines()
			.filter((line) -> line.matches("(?i).*(exception|\\berror\\b|\\bwarning\\b|WARN ).*"))
			.filter((line) -> FOREIGN.stream().noneMatch(line::contains));
	}

	/**
	 * What JDK 24 and later say once when code that was not allowed to loads a library.
	 */
	private static boolean isOfNativeAccess(String line) {
		return line.startsWith("WARNING: ");
	}

	/**
	 * With the base path of Go, the host alone will do.
	 */
	private static String source(RunningConsumer application) {
		String endpoint = application.endpoint();
		if (endpoint.endsWith("/debug/pprof")) {
			return endpoint.substring(0, endpoint.length() - "/debug/pprof".length());
		}
		return endpoint.replace("https:", "https+insecure:") + "/profile";
	}

	/**
	 * Lets devtools restart the application, in the same process.
	 */
	private static void restart(RunningConsumer application) throws Exception {
		Files.writeString(application.directory().resolve("classes/more.properties"), "more=1\n");
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> application.output().lines().filter((line) -> line.contains(" Started ")).count() == 2);
		Findings.of(application, source(application));
		assertThat(Files.readString(Path.of("/proc/" + application.pid() + "/maps"))
			.lines()
			.filter((line) -> line.contains("libasyncProfiler"))
			.map((line) -> line.substring(line.indexOf('/')))
			.distinct()).as("the native library, loaded once").hasSize(1);
	}

	private static void assertNotOnMainPort(RunningConsumer application) {
		URI main = URI.create("http://localhost:" + application.ports().server() + "/actuator/pprof/threads");
		assertThat(application.send(HttpRequest.newBuilder(main)).statusCode()).isEqualTo(404);
	}

	@AfterAll
	static void writeTable() throws Exception {
		table.write(Path.of("target", "compatibility.md"));
	}

}
