package io.github.profiling.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.profiling.snapshot.CommandLine;

import org.springframework.boot.actuate.endpoint.SecurityContext;

/**
 * What Go's {@code net/http/pprof} tells of a process besides its profiles, for tools
 * that ask for it.
 */
enum ProcessText {

	/**
	 * The command line, its arguments separated by NUL as in Go; values are masked.
	 */
	CMDLINE("cmdline") {

		@Override
		String text(ValueVisibility visibility, SecurityContext viewer) {
			return CommandLine.current()
				.stream()
				.map((argument) -> visibility.text(argument, viewer))
				.collect(Collectors.joining("\0"));
		}

	},

	/**
	 * The names of addresses. Our profiles have no addresses, only names; any number but
	 * 0 in the first line says so.
	 */
	SYMBOL("symbol") {

		@Override
		String text(ValueVisibility visibility, SecurityContext viewer) {
			return "num_symbols: 1\n";
		}

	};

	private final String path;

	ProcessText(String path) {
		this.path = path;
	}

	static Optional<ProcessText> of(String path) {
		return List.of(values()).stream().filter((text) -> text.path.equals(path)).findFirst();
	}

	static List<String> paths() {
		return List.of(values()).stream().map(ProcessText::path).toList();
	}

	String path() {
		return this.path;
	}

	/**
	 * The text.
	 * @param visibility says which values may be shown
	 * @param viewer the one who asks
	 */
	abstract String text(ValueVisibility visibility, SecurityContext viewer);

}
