package io.github.profiling.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.profiling.profile.Mapping;

/**
 * Who is being profiled.
 *
 * @param name the application's name
 * @param replica the running instance that answers: a container, a pod or a host
 */
public record Application(String name, String replica) {

	/** Set by Azure Container Apps, by convention in Kubernetes, and by most shells. */
	private static final List<String> REPLICA_VARIABLES = List.of("CONTAINER_APP_REPLICA_NAME", "POD_NAME", "HOSTNAME",
			"COMPUTERNAME");

	/**
	 * Creates an application. Its names go into lines of text, so they are made fit for
	 * that.
	 */
	public Application {
		name = oneLine(name);
		replica = oneLine(replica);
	}

	private static String oneLine(String text) {
		return text.replaceAll("\\p{Cntrl}+", " ").trim();
	}

	/**
	 * The application that runs here.
	 * @param name the application's name
	 * @param environment the environment variables
	 * @return the application
	 */
	public static Application of(String name, Map<String, String> environment) {
		for (String variable : REPLICA_VARIABLES) {
			String value = environment.get(variable);
			if (value != null && !value.isBlank()) {
				return new Application(name, value);
			}
		}
		return new Application(name, hostName());
	}

	/**
	 * The mapping that all functions of its profiles belong to.
	 */
	Mapping mapping() {
		return Mapping.ofApplication(this.name, "");
	}

	/**
	 * The host's name as the kernel knows it. Java's own way would ask the network.
	 */
	private static String hostName() {
		try {
			return Files.readString(Path.of("/proc/sys/kernel/hostname")).trim();
		}
		catch (IOException | RuntimeException ex) {
			return "pid-" + ProcessHandle.current().pid();
		}
	}

}
