package io.github.profiling.sample.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of one start of the application: the jar, a temporary directory, a working
 * directory and one to be used as the sandbox likes. All of them can be reached and
 * written to by any user.
 *
 * @param root the directory of all of them
 * @param port the port that the application serves at
 */
record Place(Path root, int port) {

	private static final Path TARGET = Path.of("target").toAbsolutePath();

	static Place create(Path parent) throws IOException {
		open(parent);
		Place place;
		try (ServerSocket socket = new ServerSocket(0)) {
			place = new Place(parent, socket.getLocalPort());
		}
		for (Path directory : List.of(place.temp(), place.work(), place.spare())) {
			open(Files.createDirectory(directory));
		}
		// The build may lie where other users cannot look.
		Files.copy(TARGET.resolve("sample-app.jar"), place.jar());
		return place;
	}

	private static void open(Path directory) throws IOException {
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
	}

	/** The program that runs the test. */
	static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	Path jar() {
		return this.root.resolve("sample-app.jar");
	}

	Path temp() {
		return this.root.resolve("temp");
	}

	Path work() {
		return this.root.resolve("work");
	}

	Path spare() {
		return this.root.resolve("spare");
	}

	/**
	 * What every start has: nothing of ours may look for a place outside of this one.
	 */
	List<String> jvmOptions() {
		return List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xmx192m",
				"-Djava.io.tmpdir=" + temp(), "-Duser.home=" + work());
	}

	List<String> arguments() {
		return List.of("--server.address=127.0.0.1", "--server.port=" + this.port, "--profiling.max-captures=100",
				"--profiling.max-captures-per-minute=1000");
	}

	/**
	 * The native library of async-profiler, as somebody has it who uses it as an agent.
	 */
	Path agent() {
		String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
		URL library = Place.class.getResource("/linux-" + arch + "/libasyncProfiler.so");
		Path file = this.root.resolve("libasyncProfiler.so");
		try (InputStream in = library.openStream()) {
			Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
			return file;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** An agent that Maven has put there. */
	Path agent(String jar) {
		return TARGET.resolve("agents").resolve(jar);
	}

	/**
	 * What is in the temporary directory and the working directory.
	 */
	List<String> files() throws IOException {
		try (Stream<Path> temp = Files.list(temp()); Stream<Path> work = Files.list(work())) {
			return Stream.concat(temp, work).map((file) -> this.root.relativize(file).toString()).sorted().toList();
		}
	}

}
