package io.github.profiling.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.springframework.boot.SpringApplicationAotProcessor;

/**
 * The application of {@link WebApplication}, prepared as the goal {@code process-aot} of
 * Spring Boot's Maven plugin does it: what its beans are is decided here, and written
 * down as code.
 */
public final class PreparedApplication {

	private final WebStack stack;

	private final String classPath;

	private PreparedApplication(WebStack stack, String classPath) {
		this.stack = stack;
		this.classPath = classPath;
	}

	/**
	 * Prepares the application.
	 * @param stack the web stack
	 * @param directory an empty directory to work in
	 * @param properties properties that are known then, {@code name=value}
	 */
	public static PreparedApplication prepare(WebStack stack, Path directory, String... properties) throws IOException {
		Path sources = directory.resolve("sources");
		Path resources = directory.resolve("resources");
		Path classes = directory.resolve("classes");
		List<String> command = new ArrayList<>(List.of(Jdk.own().java(), "-cp", ApplicationProcess.classPath(),
				SpringApplicationAotProcessor.class.getName(), ApplicationMain.class.getName()));
		Stream.of(sources, resources, classes).map(Path::toString).forEach(command::add);
		command.addAll(List.of("test", "test"));
		command.addAll(List.of(WebApplication.arguments(stack, properties)));
		OutsideTool.Result result = OutsideTool.run(directory, Map.of(), Duration.ofMinutes(2), command);
		if (result.exit() != 0) {
			throw new IOException("cannot be prepared:\n" + result.stdout() + result.stderr());
		}
		compile(sources, classes);
		return new PreparedApplication(stack, String.join(File.pathSeparator, classes.toString(), resources.toString(),
				ApplicationProcess.classPath()));
	}

	private static void compile(Path sources, Path classes) throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
				Stream<Path> found = Files.walk(sources)) {
			List<Path> all = found.filter((file) -> file.toString().endsWith(".java")).toList();
			List<String> options = new ArrayList<>(List.of("-d", classes.toString(), "-proc:none", "-nowarn", "-cp",
					classes + File.pathSeparator + ApplicationProcess.classPath()));
			if (!compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(all)).call()) {
				throw new IOException("the code of the prepared application cannot be compiled");
			}
		}
	}

	/**
	 * Starts the application on the JVM, as what it was prepared to be.
	 */
	public ApplicationProcess start(String... properties) throws IOException {
		return start(Jdk.own(), "-Dspring.aot.enabled=true", properties);
	}

	/**
	 * Starts the application in a JVM that says it were a native image, by the property
	 * that every native image has. Spring Boot 4 wants it to be of Java 25 at least.
	 */
	public ApplicationProcess startAsNativeImage(String... properties) throws IOException {
		return start(Jdk.newest(), "-Dorg.graalvm.nativeimage.imagecode=runtime", properties);
	}

	private ApplicationProcess start(Jdk jdk, String jvmArgument, String... properties) throws IOException {
		return ApplicationProcess.start(jdk, this.classPath, this.stack, List.of(jvmArgument), properties);
	}

}
