package io.github.profiling.snapshot;

import java.util.List;

import io.github.profiling.snapshot.CommandLine.Argument;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link CommandLine}.
 */
class CommandLineTests {

	@Test
	void namesAreToldFromValues() {
		List<Argument> arguments = CommandLine.parse("java",
				List.of("-Xmx64m", "-Dtoken=secret", "-XX:OnOutOfMemoryError=kill secret", "-javaagent:a.jar=secret",
						"-cp", "lib.jar", "@options", "com.example.Main", "--password=secret", "secret", "-Dx",
						"key=secret", "=secret"));
		assertThat(arguments).extracting(Argument::text)
			.containsExactly("java", "-Xmx64m", "-Dtoken=", "-XX:OnOutOfMemoryError=", "-javaagent:a.jar=", "-cp",
					"lib.jar", "@options", "com.example.Main", "--password=", "", "", "key=", "");
		assertThat(arguments).extracting(Argument::key)
			.contains("token", "XX:OnOutOfMemoryError", "password", "argument", "key");
		assertThat(arguments).filteredOn((argument) -> !argument.value().isEmpty())
			.extracting(Argument::value)
			.allMatch((value) -> value.contains("secret") || value.equals("-Dx"));
	}

	@Test
	void whatFollowsAJarOrModuleIsTheApplications() {
		for (String option : List.of("-jar", "-m", "--module")) {
			assertThat(CommandLine.parse("java", List.of("-ea", option, "app", "-secret"))).extracting(Argument::text)
				.containsExactly("java", "-ea", option, "app", "");
		}
	}

	@Test
	void thisProcessHasACommandLine() {
		assertThat(CommandLine.current().get(0).text()).contains("java");
	}

}
