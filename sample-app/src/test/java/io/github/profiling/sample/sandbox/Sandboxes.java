package io.github.profiling.sample.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.profiling.testing.Jdk;
import io.github.profiling.testing.OutsideTool;
import jdk.jfr.consumer.RecordingFile;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sandboxes: what containers do to an application, and what else may be at work in
 * its JVM.
 */
final class Sandboxes {

	private static final String UTIL_LINUX = "install util-linux, and allow namespaces";

	private static final String BUBBLEWRAP = "install bubblewrap, and allow namespaces";

	/** Everything that an engine has to record. */
	private static final String RECORDED = "(?!threads|trace).*\\?seconds=.*";

	/** A file of events, which does not say by whom. */
	private static final String TRACE = "trace.*";

	/** By another engine, or not at all, and then it says why. */
	private static final String NO_LIBRARY = "200 JFR.*|503 .*native library could not be loaded.*";

	private Sandboxes() {
	}

	static List<Sandbox> all() {
		return List.of(ordinary(), noexecTemp(), noexecEverywhere(), readOnlyRoot(), noTemp(), nonRoot(),
				noPerfEvents(), fullDisk(), diskFillsUp(), fewDescriptors(), smallHeap(), oneCpu(), noAttach(),
				asyncProfilerAgent(), flightRecording(), pyroscope(), newestJdk());
	}

	private static Sandbox ordinary() {
		return Sandbox.named("an ordinary process").expect("profile.*", "200 async-profiler .*");
	}

	private static Sandbox noexecTemp() {
		return Sandbox.named("the temporary directory is `noexec`")
			.needs(UTIL_LINUX, Wrappers.mountProbe())
			.wrappedBy((place) -> Wrappers.noexec(place.temp()))
			.expect("profile.*", "200 async-profiler .*");
	}

	private static Sandbox noexecEverywhere() {
		return Sandbox.named("all directories it can write to are `noexec`")
			.needs(UTIL_LINUX, Wrappers.mountProbe())
			.wrappedBy((place) -> Wrappers.noexec(place.temp(), place.work()))
			.expect(RECORDED, NO_LIBRARY + ".*noexec.*");
	}

	private static Sandbox readOnlyRoot() {
		return Sandbox.named("the root file system is read-only, with one writable directory")
			.needs(BUBBLEWRAP, "bwrap", "--ro-bind", "/", "/", "true")
			.wrappedBy((place) -> Wrappers.readOnlyBut(place.spare()))
			.prepared(Sandboxes::withoutTempForTomcat)
			.arguments((place) -> List.of("--profiling.work-directory=" + place.spare(),
					"--server.tomcat.basedir=" + place.spare()))
			.foreignFiles("work/public")
			.expect("profile.*", "200 async-profiler .*")
			// JFR's own directory is in the temporary one.
			.expect("(threadcreate|trace).*", "503 JFR could not be started.*");
	}

	private static Sandbox noTemp() {
		return Sandbox.named("the temporary directory does not exist")
			.jvmOptions((place) -> List.of("-Djava.io.tmpdir=" + place.temp().resolve("missing")))
			.prepared(Sandboxes::withoutTempForTomcat)
			.arguments((place) -> List.of("--server.tomcat.basedir=" + place.spare()))
			// JFR makes the directory if it can.
			.foreignFiles("work/public|temp/missing.*")
			// JDK 25 says so itself.
			.foreignLog("WARNING: java.io.tmpdir directory does not exist")
			.expect("profile.*", "200 async-profiler .*");
	}

	private static Sandbox nonRoot() {
		return Sandbox.named("the user is not root")
			.needs(UTIL_LINUX, "setpriv", "--version")
			.wrappedBy((place) -> Wrappers.nonRoot())
			.expect("profile.*", "200 async-profiler .*");
	}

	private static Sandbox noPerfEvents() {
		return Sandbox.named("seccomp refuses `perf_event_open`")
			.needs(BUBBLEWRAP, "bwrap", "--ro-bind", "/", "/", "true")
			.wrappedBy((place) -> Wrappers.seccomp(SeccompFilter.write(place.root().resolve("filter"))))
			.expect("profile.*", "200 async-profiler .*, ctimer");
	}

	private static Sandbox fullDisk() {
		return Sandbox.named("the disk is full")
			.needs(UTIL_LINUX, Wrappers.mountProbe())
			.wrappedBy((place) -> Wrappers.smallDisk(place, "40m"))
			.onceStarted(Sandboxes::fillDisk)
			.expect(RECORDED, "503 .* MB are free on the disk .*")
			.expect(TRACE, "503 .* MB are free .*");
	}

	private static Sandbox diskFillsUp() {
		return Sandbox.named("the disk fills up while recording, to the last byte")
			.needs(UTIL_LINUX, Wrappers.mountProbe())
			.wrappedBy((place) -> Wrappers.smallDisk(place, "40m"))
			.arguments((place) -> List.of("--profiling.min-free-space=0B"))
			.whileRecording(3, (application) -> {
				Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> isRecording(application));
				fillDisk(application);
			})
			.expect(RECORDED, "200 .*|503 .*disk.*")
			.expect(TRACE, "200|503 .*disk.*");
	}

	private static Sandbox fewDescriptors() {
		return Sandbox.named("file descriptors are nearly exhausted")
			.needs(UTIL_LINUX, "prlimit", "--version")
			.atOnce(1)
			.onceStarted((application) -> {
				long pid = application.jvm().pid();
				int limit = openFiles(pid) + 12;
				run("prlimit", "--pid", Long.toString(pid), "--nofile=" + limit + ":" + limit);
			})
			.expect(RECORDED, "200 .*|503 .*")
			.expect(TRACE, "200|503 .*");
	}

	private static Sandbox smallHeap() {
		return Sandbox.named("`-Xmx64m`").jvmOptions((place) -> List.of("-Xmx64m"));
	}

	private static Sandbox oneCpu() {
		return Sandbox.named("one CPU")
			.needs(UTIL_LINUX, "taskset", "--version")
			.wrappedBy((place) -> Wrappers.oneCpu());
	}

	private static Sandbox noAttach() {
		return Sandbox.named("`-XX:+DisableAttachMechanism`")
			.jvmOptions((place) -> List.of("-XX:+DisableAttachMechanism"));
	}

	private static Sandbox asyncProfilerAgent() {
		return Sandbox.named("async-profiler runs already, from `-agentpath`")
			.jvmOptions((place) -> List.of("-agentpath:%s=start,event=cpu,jfr,file=%s".formatted(place.agent(),
					place.spare().resolve("agent.jfr"))))
			.expect(RECORDED, "200 JFR.*|409 .*async-profiler is already running.*")
			.onceEnded((place) -> assertWhole(place.spare().resolve("agent.jfr"), "jdk.ExecutionSample"));
	}

	private static Sandbox flightRecording() {
		return Sandbox.named("a JFR recording of the user's runs")
			.jvmOptions((place) -> List.of("-XX:StartFlightRecording=filename=" + place.spare().resolve("user.jfr")))
			.foreignLog("\\[.*\\]\\[.*\\]\\[jfr,startup\\] .*")
			.onceEnded((place) -> assertWhole(place.spare().resolve("user.jfr"), "jdk.ExecutionSample"));
	}

	private static Sandbox pyroscope() {
		return Sandbox.named("Pyroscope's agent runs")
			.jvmOptions((place) -> List.of("-javaagent:" + place.agent("pyroscope.jar"),
					"-Dpyroscope.application.name=sample-app", "-Dpyroscope.server.address=http://127.0.0.1:9"))
			.foreignLog(".*")
			.foreignFiles("temp/.*pyroscope.*")
			.onceEnded((place) -> assertThat(place.root().resolve("application.log")).content()
				.contains("Profiling started"));
	}

	/**
	 * From JDK 24 on, the JVM warns of native code that nobody has allowed (JEP 472); a
	 * warning would be found in the log.
	 */
	private static Sandbox newestJdk() {
		Jdk jdk = Jdk.newest();
		return Sandbox.named("JDK " + jdk.version() + ", allowed to use native code by the manifest").java(jdk.java());
	}

	/**
	 * Spring Boot needs a temporary directory for Tomcat, with or without us: one for its
	 * files, which can be moved, and one for static content, unless there is some.
	 */
	private static void withoutTempForTomcat(Place place) {
		try {
			Files.createDirectory(place.work().resolve("public"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isRecording(SandboxedApplication application) throws IOException {
		try (Stream<Path> files = Files.walk(application.seen(application.place().temp()))) {
			return files.anyMatch((file) -> file.toString().endsWith(".jfr"));
		}
	}

	private static void fillDisk(SandboxedApplication application) {
		Path file = application.seen(application.place().spare()).resolve("filler");
		byte[] block = new byte[4096];
		try (var out = Files.newOutputStream(file)) {
			while (true) {
				out.write(block);
			}
		}
		catch (IOException ex) {
			assertThat(ex).hasMessageContaining("No space left");
		}
	}

	private static int openFiles(long pid) {
		try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
			return (int) files.count();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void run(String... command) {
		try {
			assertThat(OutsideTool.run(Path.of("."), Map.of(), Duration.ofSeconds(30), List.of(command)).exit())
				.isZero();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void assertWhole(Path recording, String event) {
		try {
			assertThat(RecordingFile.readAllEvents(recording))
				.anyMatch((recorded) -> recorded.getEventType().getName().equals(event));
		}
		catch (IOException ex) {
			throw new AssertionError(recording + " is not whole", ex);
		}
	}

}
