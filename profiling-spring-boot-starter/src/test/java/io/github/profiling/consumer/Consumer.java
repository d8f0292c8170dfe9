package io.github.profiling.consumer;

import java.util.List;
import java.util.stream.Stream;

import io.github.profiling.testing.Jdk;

/**
 * An application of a user, and how it is started.
 *
 * @param build what is built, such as {@code tomcat-4.1}
 * @param launch how it is started
 * @param jdk the JDK it runs on
 * @param settings its properties, {@code name=value}, in which {@code MANAGEMENT_PORT}
 * stands for a free port, {@code KEYS} for a file of keys, and {@code DIRECTORY} for the
 * directory it works in
 * @param endpoint where the endpoint is, with {@code MAIN} or {@code MANAGEMENT} for its
 * address
 */
record Consumer(String build, Launch launch, Jdk jdk, List<String> settings, String endpoint) {

	static final List<String> SERVERS = List.of("tomcat", "jetty", "netty", "jersey");

	static Consumer of(String build) {
		return new Consumer(build, Launch.JAR, Jdk.own(), List.of(), "http://MAIN/actuator/pprof");
	}

	Consumer on(Jdk other) {
		return new Consumer(this.build, this.launch, other, this.settings, this.endpoint);
	}

	Consumer by(Launch other) {
		return new Consumer(this.build, other, this.jdk, this.settings, this.endpoint);
	}

	Consumer with(String... more) {
		return new Consumer(this.build, this.launch, this.jdk,
				Stream.concat(this.settings.stream(), Stream.of(more)).toList(), this.endpoint);
	}

	Consumer at(String other) {
		return new Consumer(this.build, this.launch, this.jdk, this.settings, other);
	}

	String server() {
		String name = this.build.substring(0, this.build.indexOf('-'));
		return SERVERS.contains(name) ? name : "tomcat";
	}

	String generation() {
		return this.build.substring(this.build.indexOf('-') + 1);
	}

	@Override
	public String toString() {
		return this.build + ", JDK " + this.jdk.version() + this.launch.description() + " " + this.settings;
	}

}
