package io.github.profiling.consumer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A Tomcat as it is downloaded, with one application in it.
 */
final class ExternalTomcat {

	private ExternalTomcat() {
	}

	/**
	 * Makes a base directory for one Tomcat, and the command to start it in the
	 * foreground. Its port is the system property {@code server.port}.
	 * @param consumer the application, whose generation decides on the Tomcat
	 * @param war the application's file
	 * @param base a directory that can be written to
	 */
	static List<String> command(Consumer consumer, Path war, Path base) throws IOException {
		Path home = Path.of("target", consumer.generation().startsWith("3") ? "tomcat-10.1" : "tomcat-11")
			.toAbsolutePath();
		Path conf = Files.createDirectories(base.resolve("conf"));
		String server = Files.readString(home.resolve("conf/server.xml"))
			.replace("<Server port=\"8005\"", "<Server port=\"-1\"")
			.replace("<Connector port=\"8080\"", "<Connector port=\"${server.port}\"");
		Files.writeString(conf.resolve("server.xml"), server);
		Files.copy(home.resolve("conf/web.xml"), conf.resolve("web.xml"));
		for (String name : List.of("webapps", "temp", "logs", "work")) {
			Files.createDirectories(base.resolve(name));
		}
		Files.copy(war, base.resolve("webapps/app.war"));
		return List.of(consumer.jdk().java(), "-Dcatalina.home=" + home, "-Dcatalina.base=" + base,
				"-Djava.io.tmpdir=" + base.resolve("temp"), "-cp",
				home.resolve("bin/bootstrap.jar") + ":" + home.resolve("bin/tomcat-juli.jar"),
				"org.apache.catalina.startup.Bootstrap", "start");
	}

}
