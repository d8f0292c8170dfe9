package io.github.profiling.capture;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Application}.
 */
class ApplicationTests {

	@Test
	void theReplicaIsNamedByThePlatform() {
		assertThat(replica(Map.of("HOSTNAME", "host", "POD_NAME", "pod"))).isEqualTo("pod");
		assertThat(replica(Map.of("HOSTNAME", "host", "CONTAINER_APP_REPLICA_NAME", "shop--1-x")))
			.isEqualTo("shop--1-x");
		assertThat(replica(Map.of("HOSTNAME", "host", "POD_NAME", " "))).isEqualTo("host");
	}

	@Test
	void withoutAPlatformTheReplicaIsStillNamed() {
		assertThat(replica(Map.of())).isNotBlank();
	}

	@Test
	void namesStayOnOneLine() {
		Application application = Application.of("shop\nfront ", Map.of("HOSTNAME", "a\r\nb"));
		assertThat(application).isEqualTo(new Application("shop front", "a b"));
	}

	private static String replica(Map<String, String> environment) {
		return Application.of("shop", environment).replica();
	}

}
