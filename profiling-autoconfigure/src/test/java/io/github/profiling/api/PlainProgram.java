package io.github.profiling.api;

import java.nio.file.Path;

import io.github.profiling.capture.Kind;
import io.github.profiling.testing.Work;

/**
 * A program without Spring, as in {@code docs/from-code.md}.
 */
final class PlainProgram {

	private PlainProgram() {
	}

	public static void main(String[] args) throws Exception {
		try (Profiler profiler = Profiler.builder().application("report").build();
				Profiling profiling = profiler.start(Kind.PROFILE)) {
			work();
			profiling.writeTo(Path.of(args[0]));
		}
	}

	private static void work() {
		// Less than half a second of it is the engine being loaded.
		long end = System.nanoTime() + 3_000_000_000L;
		while (System.nanoTime() < end) {
			Work.fibonacci(20);
		}
	}

}
