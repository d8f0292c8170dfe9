import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Does each condition of the auto-configurations have a test? The sources are searched
 * for conditions. Each of them is left out, turned around and changed, one at a time, in a
 * copy of its source that is compiled into a temporary directory. The tests of the
 * auto-configurations run with that: one of them has to fail. The exit status is 1 if all
 * pass, or if one fails without a change.
 *
 * <pre>
 * ./mvnw -q -DskipTests package
 * ./mvnw -q dependency:build-classpath -pl profiling-autoconfigure -Dmdep.outputFile=target/test.classpath
 * java -cp "$(cat profiling-autoconfigure/target/test.classpath)" benchmarks/Conditions.java [module [pattern]]
 * </pre>
 */
public final class Conditions {

	private static final String PACKAGE = "io.github.profiling.autoconfigure";

	/** The cheapest first. None of them starts a process, which would take its time. */
	private static final List<String> TESTS = List.of("EtiquetteTests", "UsersBeansTests", "ProfilingLifecycleTests",
			"ProfilingAutoConfigurationTests");

	/** All that decides whether there is a bean, and when. */
	private static final Pattern ANNOTATION = Pattern
		.compile("\\s*(@(?:Conditional\\w*|Lazy|AutoConfiguration\\(.*\\b(?:after|before)\\w* = .*)(?:\\(.*\\))?)\\s*");

	private static final Pattern MEMBER = Pattern.compile("(?:class (\\w+))|(?:(\\w+)\\([^)]*(?:\\)|,$))");

	private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");

	private static final String CONDITIONS = "@org.springframework.boot.autoconfigure.condition.";

	private static final String NEVER = CONDITIONS + "ConditionalOnExpression(\"false\")";

	private static final String INFO = "org.springframework.boot.actuate.info.InfoEndpoint";

	/** Summed up from the conditions when they were compiled, so it has to be left out. */
	private static final String SUMMARY = "spring-autoconfigure-metadata.properties";

	private final Path directory = Files.createTempDirectory("conditions");

	private final Path classes = this.directory.resolve("classes");

	private final Path testClasses = this.directory.resolve("test-classes");

	private Conditions() throws IOException {
	}

	public static void main(String[] args) throws Exception {
		Path module = Path.of((args.length > 0) ? args[0] : "profiling-autoconfigure").toAbsolutePath();
		Pattern wanted = Pattern.compile((args.length > 1) ? args[1] : "");
		Conditions conditions = new Conditions();
		boolean survivors = true;
		try {
			conditions.copy(module);
			survivors = conditions.run(module, wanted);
		}
		catch (IllegalStateException ex) {
			System.err.println("Not as it should be: " + ex.getMessage());
		}
		finally {
			conditions.delete();
		}
		System.exit(survivors ? 1 : 0);
	}

	/** So that a build may go on meanwhile. */
	private void copy(Path module) throws IOException {
		for (Path copy : List.of(this.classes, this.testClasses)) {
			Path compiled = module.resolve("target").resolve(copy.getFileName());
			check(Files.isDirectory(compiled), "there is no " + compiled + "; ./mvnw -q -DskipTests package makes it");
			try (Stream<Path> files = Files.walk(compiled)) {
				for (Path file : files.filter((each) -> !each.endsWith(SUMMARY)).toList()) {
					Files.copy(file, copy.resolve(compiled.relativize(file).toString()));
				}
			}
		}
	}

	private boolean run(Path module, Pattern wanted) throws Exception {
		long start = System.nanoTime();
		List<Mutant> mutants = new ArrayList<>();
		for (Path source : sources(module.resolve("src/main/java").resolve(PACKAGE.replace('.', '/')))) {
			mutants.addAll(mutants(source));
		}
		mutants.removeIf((mutant) -> !wanted.matcher(mutant.row()).find());
		check(!mutants.isEmpty(), "there is no such condition in " + module);
		String failed = failedTest(Files.createTempDirectory(this.directory, "unchanged"));
		check(failed == null, "without any change, this fails: " + failed);
		System.out.printf("Java %s, %d processors; without a change all tests pass%n%n", Runtime.version(),
				Runtime.getRuntime().availableProcessors());
		System.out.printf("| condition | changed | the first test that fails |%n| --- | --- | --- |%n");
		int survived = 0;
		for (Mutant mutant : mutants) {
			Path mutated = Files.createTempDirectory(this.directory, "mutant");
			compile(mutant, mutated);
			String test = failedTest(mutated);
			survived += (test != null) ? 0 : 1;
			System.out.printf("| %s | %s |%n", mutant.row(), (test != null) ? "`" + test + "`" : "SURVIVED");
		}
		System.out.printf("%n%d conditions, %d mutants, %d survived; %d s%n",
				mutants.stream().map((mutant) -> mutant.source + ":" + mutant.line).distinct().count(), mutants.size(),
				survived, (System.nanoTime() - start) / 1_000_000_000);
		return survived > 0;
	}

	private static List<Path> sources(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter((file) -> file.toString().endsWith(".java")).sorted().toList();
		}
	}

	private static List<Mutant> mutants(Path source) throws IOException {
		List<Mutant> mutants = new ArrayList<>();
		List<String> lines = Files.readAllLines(source);
		String type = "";
		for (int i = 0; i < lines.size(); i++) {
			Matcher declared = MEMBER.matcher(lines.get(i));
			if (!lines.get(i).contains("*") && declared.find() && declared.group(1) != null) {
				type = nested(type, declared.group(1));
			}
			Matcher annotation = ANNOTATION.matcher(lines.get(i));
			if (!annotation.matches()) {
				check(!lines.get(i).strip().startsWith("@Conditional"), "cannot read: " + lines.get(i).strip());
				continue;
			}
			String member = member(type, lines.subList(i + 1, lines.size()));
			String neighbours = lines.get(i - 1) + lines.get(i + 1);
			Map<String, String> mutations = mutations(annotation.group(1));
			if (neighbours.contains("@ConditionalOnBean") && mutations.remove("on a bean") != null) {
				// It cannot be there twice.
				mutations.put("never", NEVER);
			}
			int line = i;
			mutations.forEach((change, replacement) -> mutants
				.add(new Mutant(source, line, member, annotation.group(1), change, replacement)));
		}
		return mutants;
	}

	/** What is annotated: the next that is neither an annotation nor a comment. */
	private static String member(String type, List<String> lines) {
		for (String line : lines) {
			Matcher declared = MEMBER.matcher(line);
			if (!line.strip().startsWith("@") && declared.find()) {
				return (declared.group(1) != null) ? nested(type, declared.group(1)) : type + "#" + declared.group(2);
			}
		}
		throw new IllegalStateException("nothing is annotated in " + type);
	}

	private static String nested(String type, String name) {
		return type.isEmpty() ? name : type.replaceFirst("\\..*", "") + "." + name;
	}

	/** Each way in which a condition could be wrong, with what stands in its place. */
	private static Map<String, String> mutations(String annotation) {
		Map<String, String> mutations = new LinkedHashMap<>();
		if (annotation.startsWith("@AutoConfiguration(")) {
			mutations.put("without", "@AutoConfiguration");
			return mutations;
		}
		mutations.put("without", "");
		String arguments = annotation.contains("(") ? annotation.substring(annotation.indexOf('(')) : "";
		if (annotation.startsWith("@ConditionalOnMissingBean")) {
			mutations.put("on a bean", CONDITIONS + "ConditionalOnBean" + arguments);
		}
		else if (annotation.startsWith("@ConditionalOnBean")) {
			mutations.put("on another bean", annotation.replaceFirst("\\w+\\.class", "Void.class"));
		}
		else if (annotation.startsWith("@Conditional(")) {
			mutations.put("never", NEVER);
		}
		else if (annotation.equals("@ConditionalOnWebApplication")) {
			mutations.put("in no web application", CONDITIONS + "ConditionalOnNotWebApplication");
			for (String kind : List.of("SERVLET", "REACTIVE")) {
				mutations.put("`" + kind + "` only", "@ConditionalOnWebApplication(type = " + CONDITIONS.substring(1)
						+ "ConditionalOnWebApplication.Type." + kind + ")");
			}
		}
		Matcher text = TEXT.matcher(annotation);
		if (text.find()) {
			mutations.put("another name", text.replaceFirst("\"another.name\""));
		}
		change(mutations, annotation, ", matchIfMissing = true", "");
		change(mutations, annotation, ", exposure = EndpointExposure.WEB", "");
		change(mutations, annotation, "Exposure.WEB", "Exposure.JMX");
		change(mutations, annotation, "endpoint = PprofEndpoint", "endpoint = " + INFO);
		change(mutations, annotation, "Fallback.DISABLE", "Fallback.USE_DEFAULTS_PROPERTY");
		change(mutations, annotation, "Type.SERVLET", "Type.REACTIVE");
		change(mutations, annotation, "Type.REACTIVE", "Type.SERVLET");
		return mutations;
	}

	private static void change(Map<String, String> mutations, String annotation, String from, String to) {
		if (annotation.contains(from)) {
			mutations.putIfAbsent(to.isEmpty() ? "without `" + from.substring(2) + "`" : "`" + to + "`",
					annotation.replace(from, to));
		}
	}

	private void compile(Mutant mutant, Path mutated) throws IOException {
		List<String> lines = new ArrayList<>(Files.readAllLines(mutant.source));
		lines.set(mutant.line, lines.get(mutant.line).replace(mutant.annotation, mutant.replacement));
		Path source = mutated.resolve(mutant.source.getFileName());
		Files.write(source, lines);
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		OutputStream messages = new ByteArrayOutputStream();
		String path = this.classes + File.pathSeparator + System.getProperty("java.class.path");
		int status = compiler.run(null, messages, messages, "-proc:none", "-parameters", "-nowarn", "--release", "17",
				"-classpath", path, "-d", mutated.toString(), source.toString());
		check(status == 0, mutant.row() + " cannot be compiled: " + messages);
	}

	/**
	 * Runs the tests with what is in a directory instead of the same in the module, and
	 * ends with the class of tests in which one fails.
	 */
	private String failedTest(Path mutated) throws Exception {
		List<Path> path = List.of(mutated, this.classes, this.testClasses);
		URL[] urls = new URL[path.size()];
		for (int i = 0; i < urls.length; i++) {
			urls[i] = path.get(i).toUri().toURL();
		}
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		PrintStream out = System.out;
		PrintStream err = System.err;
		Failures failures = new Failures();
		try (URLClassLoader loader = new URLClassLoader(urls, Conditions.class.getClassLoader());
				PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
			thread.setContextClassLoader(loader);
			System.setOut(nowhere);
			System.setErr(nowhere);
			for (String test : TESTS) {
				LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
					.selectors(DiscoverySelectors.selectClass(loader.loadClass(PACKAGE + "." + test)))
					.filters(EngineFilter.includeEngines("junit-jupiter"))
					.build();
				LauncherFactory.create().execute(request, failures);
				if (failures.first != null || failures.succeeded == 0) {
					return (failures.first != null) ? failures.first : test + ", which has no test that ran";
				}
				failures.succeeded = 0;
			}
			return null;
		}
		finally {
			System.setOut(out);
			System.setErr(err);
			thread.setContextClassLoader(before);
		}
	}

	private void delete() throws IOException {
		try (Stream<Path> files = Files.walk(this.directory)) {
			for (Path file : files.sorted((left, right) -> right.compareTo(left)).toList()) {
				Files.delete(file);
			}
		}
	}

	private static void check(boolean condition, String failure) {
		if (!condition) {
			throw new IllegalStateException(failure);
		}
	}

	/** Source, line and text of a condition, and what stands in its place. */
	private record Mutant(Path source, int line, String member, String annotation, String change, String replacement) {

		private String row() {
			return "`" + this.member + "` `" + this.annotation + "` | " + this.change;
		}

	}

	/** Keeps the first failure, and counts what succeeded. */
	private static final class Failures implements TestExecutionListener {

		private String first;

		private int succeeded;

		@Override
		public void executionFinished(TestIdentifier test, TestExecutionResult result) {
			if (result.getStatus() == TestExecutionResult.Status.FAILED && this.first == null) {
				this.first = name(test);
			}
			else if (test.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
				this.succeeded++;
			}
		}

		private static String name(TestIdentifier test) {
			String name = test.getUniqueId()
				.replaceAll(".*\\[class:[\\w.]*\\.(\\w+)\\]", "$1")
				.replaceAll("/\\[(?:method|test-template):(\\w+)\\([^)]*\\)\\]", "#$1");
			return name.contains("/") ? name.replaceFirst("/.*", " ") + test.getDisplayName() : name;
		}

	}

}
