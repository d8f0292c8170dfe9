package io.github.profiling.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what an editor tells about the properties.
 */
class ConfigurationMetadataTests {

	/** They have no value by default, and their descriptions say what that means. */
	private static final Set<String> WITHOUT_DEFAULT = Set.of("profiling.cpu-sampler", "profiling.work-directory",
			"management.endpoint.pprof.roles", "profiling.startup.kinds", "profiling.store.directory");

	static Stream<Map<String, Object>> properties() throws IOException {
		try (InputStream in = ProfilingProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
			@SuppressWarnings("unchecked")
			List<Map<String, Object>> properties = (List<Map<String, Object>>) JsonParserFactory.getJsonParser()
				.parseMap(text)
				.get("properties");
			return properties.stream();
		}
	}

	@ParameterizedTest
	@MethodSource("properties")
	void everyPropertyIsDescribed(Map<String, Object> property) {
		String name = (String) property.get("name");
		assertThat((String) property.get("description")).as(name)
			.isNotBlank()
			.endsWith(".")
			.doesNotStartWith("The ")
			.doesNotStartWith("A ");
		if (property.get("type").equals("java.lang.Boolean")) {
			assertThat((String) property.get("description")).as(name).startsWith("Whether ");
		}
	}

	@ParameterizedTest
	@MethodSource("properties")
	void everyPropertyHasADefaultOrIsKnownToHaveNone(Map<String, Object> property) {
		String name = (String) property.get("name");
		assertThat(property.get("defaultValue") == null).as(name).isEqualTo(WITHOUT_DEFAULT.contains(name));
	}

	@ParameterizedTest
	@MethodSource("properties")
	void everyPropertyIsInTheDocumentation(Map<String, Object> property) throws IOException {
		assertThat(Files.readString(Path.of("..", "docs", "configuration.md"))).contains("`" + property.get("name"));
	}

	@Test
	void propertiesOfOthersAreLeftAlone() throws IOException {
		assertThat(properties().map((property) -> (String) property.get("name")))
			.contains("profiling.enabled", "management.endpoint.pprof.access")
			.allMatch((name) -> name.startsWith("profiling.") || name.startsWith("management.endpoint.pprof.")
					|| name.startsWith("management.info.profiling."));
	}

}
