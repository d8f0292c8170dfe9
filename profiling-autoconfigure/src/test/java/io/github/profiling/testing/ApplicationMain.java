package io.github.profiling.testing;

import java.io.IOException;
import java.io.InputStream;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The application of {@link WebApplication} as a main class, which is no class within
 * another, as Spring Boot could not prepare that.
 */
@Configuration(proxyBeanMethods = false)
@Import(WebApplication.TestConfiguration.class)
public class ApplicationMain {

	/**
	 * Starts the application in a process of its own, which ends with its standard input
	 * or with a signal.
	 */
	public static void main(String[] arguments) throws IOException {
		ConfigurableApplicationContext context = SpringApplication.run(ApplicationMain.class, arguments);
		System.out.println("PORT=" + context.getEnvironment().getProperty("local.server.port"));
		try (InputStream in = System.in) {
			while (in.read() >= 0) {
				Thread.onSpinWait();
			}
		}
		context.close();
	}

}
