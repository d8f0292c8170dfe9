package io.github.profiling.snapshot;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The command that started this process, taken apart so that names can be shown without
 * their values.
 */
public final class CommandLine {

	/** Options of the launcher whose value is the next argument (its manual page). */
	private static final Set<String> OPTIONS_WITH_VALUE = Set.of("-cp", "-classpath", "--class-path", "-p",
			"--module-path", "--upgrade-module-path", "--add-modules", "--limit-modules", "--enable-native-access",
			"--add-reads", "--add-exports", "--add-opens", "--patch-module", "--source", "-d", "--describe-module");

	/** Options after whose value come the application's own arguments. */
	private static final Set<String> MAIN_OPTIONS = Set.of("-jar", "-m", "--module");

	private CommandLine() {
	}

	/**
	 * Reads the command line of this process.
	 * @return the program and its arguments
	 */
	public static List<Argument> current() {
		try {
			List<String> words = List.of(Files.readString(Path.of("/proc/self/cmdline")).split("\0"));
			return parse(words.get(0), words.subList(1, words.size()));
		}
		catch (IOException | RuntimeException ex) {
			// Elsewhere than on Linux the JVM tells, less exactly: it joins the
			// application's arguments with spaces.
			List<String> words = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
			words.addAll(List.of(System.getProperty("sun.java.command", "").split(" ")));
			return parse("java", words);
		}
	}

	static List<Argument> parse(String program, List<String> arguments) {
		List<Argument> parsed = new ArrayList<>();
		parsed.add(Argument.shown(program));
		int main = main(arguments);
		for (int i = 0; i < arguments.size(); i++) {
			parsed.add((i <= main) ? Argument.ofLauncher(arguments.get(i)) : Argument.ofApplication(arguments.get(i)));
		}
		return parsed;
	}

	/**
	 * The position of the main class, module or jar.
	 */
	private static int main(List<String> arguments) {
		for (int i = 0; i < arguments.size(); i++) {
			String argument = arguments.get(i);
			if (MAIN_OPTIONS.contains(argument)) {
				return i + 1;
			}
			if (OPTIONS_WITH_VALUE.contains(argument)) {
				i++;
			}
			else if (!argument.startsWith("-") && !argument.startsWith("@")) {
				return i;
			}
		}
		return arguments.size() - 1;
	}

	/**
	 * An argument.
	 *
	 * @param text what can be shown: all of it, or all up to the value
	 * @param key the name that the value is known by, empty where it has none
	 * @param value what may be a secret, or an empty string if there is no such part
	 */
	public record Argument(String text, String key, String value) {

		private static Argument shown(String text) {
			return new Argument(text, "", "");
		}

		/**
		 * Everything behind an equals sign may be a secret: properties, agents' options,
		 * commands to run when the JVM fails.
		 */
		private static Argument ofLauncher(String argument) {
			int equals = argument.indexOf('=');
			if (equals < 0) {
				return shown(argument);
			}
			String name = argument.substring(0, equals);
			return new Argument(name + '=', name.replaceFirst("^-+D?", ""), argument.substring(equals + 1));
		}

		/**
		 * Of an application's arguments nobody knows what those without a name mean.
		 */
		private static Argument ofApplication(String argument) {
			return (argument.indexOf('=') > 0) ? ofLauncher(argument) : new Argument("", "argument", argument);
		}

	}

}
