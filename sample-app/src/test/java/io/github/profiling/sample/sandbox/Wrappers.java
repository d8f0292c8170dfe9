package io.github.profiling.sample.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands that run another command, put behind them, in a sandbox. Each is for an
 * ordinary user as well, where the system lets ordinary users have namespaces.
 */
final class Wrappers {

	private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

	private Wrappers() {
	}

	/**
	 * A command that shows whether file systems can be mounted here.
	 */
	static String[] mountProbe() {
		return ROOT ? new String[] { "unshare", "--mount", "true" }
				: new String[] { "unshare", "--mount", "--map-root-user", "true" };
	}

	/**
	 * A file system of its own, changed by commands of the shell.
	 */
	private static List<String> mounted(String commands) {
		List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
		if (!ROOT) {
			command.add("--map-root-user");
		}
		command.addAll(List.of("sh", "-c", "set -e; " + commands + "; exec \"$@\"", "sh"));
		return command;
	}

	/**
	 * Directories from which nothing can be executed.
	 */
	static List<String> noexec(Path... directories) {
		StringBuilder commands = new StringBuilder(":");
		for (Path directory : directories) {
			commands.append("; mount --bind %1$s %1$s; mount -o remount,bind,noexec %1$s".formatted(directory));
		}
		return mounted(commands.toString());
	}

	/**
	 * A temporary directory and a working directory with little space. When the command
	 * has ended, what is left in them is listed.
	 */
	static List<String> smallDisk(Place place, String size) {
		return mounted("""
				mount -t tmpfs -o size=%1$s,mode=1777 small %2$s
				mkdir %2$s/temp %2$s/work
				mount --bind %2$s/temp %3$s
				mount --bind %2$s/work %4$s
				cd %4$s
				"$@" && status=0 || status=$?
				for file in %3$s/* %4$s/*; do [ ! -e "$file" ] || echo "left behind: $file"; done
				exit $status""".formatted(size, place.spare(), place.temp(), place.work()));
	}

	/**
	 * Everything is read-only but for one directory.
	 */
	static List<String> readOnlyBut(Path directory) {
		return List.of("bwrap", "--die-with-parent", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc",
				"--bind", directory.toString(), directory.toString(), "--");
	}

	/**
	 * All is as it was, but for a filter of system calls.
	 */
	static List<String> seccomp(Path filter) {
		return List.of("sh", "-c", "exec bwrap --die-with-parent --dev-bind / / --seccomp 3 \"$@\" 3< " + filter, "sh",
				"--");
	}

	static List<String> nonRoot() {
		return ROOT ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups") : List.of();
	}

	static List<String> oneCpu() {
		return List.of("taskset", "--cpu-list", "0");
	}

}
