package io.github.profiling.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.github.profiling.testing.Jdk;

/**
 * The combinations in which the starter is tried out.
 */
final class Consumers {

	private static final String VIRTUAL_THREADS = "spring.threads.virtual.enabled=true";

	private static final String OWN_PORT = "management.server.port=MANAGEMENT_PORT";

	private static final String ON_OWN_PORT = "http://MANAGEMENT/actuator/pprof";

	private static final String[] OWN_SSL = { OWN_PORT, "management.server.ssl.key-store=KEYS",
			"management.server.ssl.key-store-password=" + Keys.PASSWORD };

	private Consumers() {
	}

	static List<Consumer> all() {
		List<Consumer> all = new ArrayList<>();
		for (String server : Consumer.SERVERS) {
			for (String generation : List.of("3.5", "4.0", "4.1")) {
				all.add(Consumer.of(server + "-" + generation));
			}
		}
		all.addAll(paths());
		all.addAll(ports());
		all.addAll(ways());
		return all;
	}

	/**
	 * What a build has time for: every third, which has of each group some, and those
	 * that have broken before.
	 */
	static List<Consumer> some() {
		List<Consumer> all = all();
		return IntStream.range(0, all.size())
			.filter((index) -> index % 3 == 0 || all.get(index).settings().contains(VIRTUAL_THREADS))
			.mapToObj(all::get)
			.toList();
	}

	private static List<Consumer> paths() {
		return List.of(
				Consumer.of("tomcat-4.1").with("server.servlet.context-path=/app").at("http://MAIN/app/actuator/pprof"),
				Consumer.of("jersey-3.5")
					.with("server.servlet.context-path=/app", "spring.jersey.application-path=/rest")
					.at("http://MAIN/app/rest/actuator/pprof"),
				Consumer.of("tomcat-4.0").with("spring.mvc.servlet.path=/mvc").at("http://MAIN/mvc/actuator/pprof"),
				Consumer.of("netty-4.1").with("spring.webflux.base-path=/app").at("http://MAIN/app/actuator/pprof"),
				Consumer.of("tomcat-3.5")
					.with("management.endpoints.web.base-path=/debug")
					.at("http://MAIN/debug/pprof"),
				Consumer.of("netty-4.1")
					.with("management.endpoints.web.base-path=/debug")
					.at("http://MAIN/debug/pprof"),
				Consumer.of("jersey-4.1")
					.with("management.endpoints.web.path-mapping.pprof=go/profiles")
					.at("http://MAIN/actuator/go/profiles"));
	}

	private static List<Consumer> ports() {
		return List.of(Consumer.of("tomcat-4.1").with(OWN_PORT).at(ON_OWN_PORT),
				Consumer.of("jetty-3.5").with(OWN_PORT).at(ON_OWN_PORT),
				Consumer.of("netty-3.5").with(OWN_PORT).at(ON_OWN_PORT),
				Consumer.of("jersey-4.1").with(OWN_PORT).at(ON_OWN_PORT),
				Consumer.of("tomcat-3.5").with(OWN_SSL).at("https://MANAGEMENT/actuator/pprof"),
				Consumer.of("netty-4.1").with(OWN_SSL).at("https://MANAGEMENT/actuator/pprof"),
				Consumer.of("jetty-4.1")
					.with("server.ssl.key-store=KEYS", "server.ssl.key-store-password=" + Keys.PASSWORD)
					.at("https://MAIN/actuator/pprof"),
				Consumer.of("tomcat-4.0")
					.with(OWN_PORT, "management.server.base-path=/manage", "server.servlet.context-path=/app")
					.at("http://MANAGEMENT/manage/actuator/pprof"));
	}

	private static List<Consumer> ways() {
		Jdk newest = Jdk.newest();
		List<Consumer> ways = new ArrayList<>(List.of(
				Consumer.of("tomcat-4.1").with("spring.main.lazy-initialization=true"),
				Consumer.of("netty-3.5").with("spring.main.lazy-initialization=true"),
				Consumer.of("jersey-3.5").with(OrderedCapture.ALLOWED),
				Consumer.of("jersey-4.1").with(OrderedCapture.ALLOWED),
				Consumer.of("jetty-4.0").with(OrderedCapture.ALLOWED),
				Consumer.of("tomcat-3.5").with("profiling.engine=jfr"), Consumer.of("aot-3.5").by(Launch.AOT),
				Consumer.of("aot-4.1").by(Launch.AOT), Consumer.of("tomcat-3.5").by(Launch.CLASS_DATA_SHARING),
				Consumer.of("tomcat-4.1").by(Launch.CLASS_DATA_SHARING),
				Consumer.of("devtools-3.5").by(Launch.DEVTOOLS), Consumer.of("devtools-4.1").by(Launch.DEVTOOLS),
				Consumer.of("war-3.5").by(Launch.WAR).at("http://MAIN/app/actuator/pprof"),
				Consumer.of("war-4.1").by(Launch.WAR).at("http://MAIN/app/actuator/pprof"),
				Consumer.of("tomcat-3.5").on(newest), Consumer.of("tomcat-4.1").on(newest)));
		if (newest.version() >= 21) {
			ways.add(Consumer.of("tomcat-4.1").on(newest).with(VIRTUAL_THREADS));
			ways.add(Consumer.of("netty-3.5").on(newest).with(VIRTUAL_THREADS));
			ways.add(Consumer.of("jetty-4.0").on(newest).with(VIRTUAL_THREADS));
		}
		if (newest.version() >= 25) {
			ways.add(Consumer.of("tomcat-4.1").on(newest).by(Launch.AOT_CACHE));
		}
		return ways;
	}

}
