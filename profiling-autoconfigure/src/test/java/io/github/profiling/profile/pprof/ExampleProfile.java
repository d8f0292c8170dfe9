package io.github.profiling.profile.pprof;

import java.util.List;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.Label;
import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileBuilder;
import io.github.profiling.profile.ProfileHeader;
import io.github.profiling.profile.ValueType;

/**
 * A CPU profile of an application that computes Fibonacci numbers and prices: ten
 * samples, 100 ms, in one second.
 */
final class ExampleProfile {

	static final String FIBONACCI_SOURCE = """
			package com.example;

			final class Fibonacci {

				long of(int n) {
					if (n < 2) {
						return n;
					}
					return of(n - 1) + of(n - 2);
				}

			}
			""";

	private static final Function FIBONACCI = new Function("com.example.Fibonacci.of", "com.example.Fibonacci.of(I)J",
			"com/example/Fibonacci.java", 5);

	private static final Function CONTROLLER = new Function("com.example.OrderController.total", "",
			"com/example/OrderController.java", 30);

	private static final Function PRICE = new Function("com.example.Order.lambda$price$0", "", "com/example/Order.java",
			12);

	private static final Function RUN = new Function("java.lang.Thread.run", "", "java/lang/Thread.java", 0);

	private static final Function STUB = Function.named("[vtable stub]");

	private ExampleProfile() {
	}

	static Profile create() {
		ProfileBuilder builder = builder();
		int run = builder.frame(RUN, 1583);
		int controller = builder.frame(CONTROLLER, 34);
		int[] fibonacci = { builder.frame(FIBONACCI, 6), builder.frame(FIBONACCI, 9), builder.frame(FIBONACCI, 9),
				controller, run };
		List<Label> first = List.of(Label.of("thread", "http-nio-8080-exec-1"));
		List<Label> second = List.of(Label.of("thread", "http-nio-8080-exec-2"));
		builder.add(fibonacci, first, 4, 40_000_000);
		builder.add(fibonacci, second, 2, 20_000_000);
		builder.add(new int[] { builder.frame(FIBONACCI, 9), controller, run }, first, 1, 10_000_000);
		builder.add(new int[] { builder.frame(PRICE, 13), controller, run },
				List.of(Label.of("thread", "http-nio-8080-exec-1"), Label.of("size", 4096, "bytes")), 2, 20_000_000);
		builder.add(new int[] { builder.frame(STUB, 0), run }, List.of(), 1, 10_000_000);
		return builder
			.build(new ProfileHeader(1_767_225_600_000_000_000L, 1_000_000_000, new ValueType("cpu", "nanoseconds"),
					10_000_000, List.of("engine: async-profiler, ctimer"), "cpu", "", "", "https://example.com/help"));
	}

	/**
	 * A profile of a given size: a sample for each frame.
	 */
	static Profile withFrames(int frames) {
		ProfileBuilder builder = builder();
		for (int i = 0; i < frames; i++) {
			Function function = new Function("com.example.Generated" + i + ".run", "", "com/example/Generated.java", i);
			builder.add(new int[] { builder.frame(function, i) }, List.of(), i, -i);
		}
		return builder.build(ProfileHeader.EMPTY);
	}

	private static ProfileBuilder builder() {
		return new ProfileBuilder(Mapping.ofApplication("orders", "4f0c1d7"),
				List.of(new ValueType("samples", "count"), new ValueType("cpu", "nanoseconds")));
	}

}
