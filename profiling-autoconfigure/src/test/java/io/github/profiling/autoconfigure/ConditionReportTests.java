package io.github.profiling.autoconfigure;

import java.io.IOException;

import io.github.profiling.testing.ApplicationProcess;
import io.github.profiling.testing.Jdk;
import io.github.profiling.testing.WebStack;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what {@code --debug} tells of the starter: whether the endpoint is there, and
 * why not.
 */
class ConditionReportTests {

	@Test
	void saysWhyTheEndpointIsNotThereAndWhatToSet() throws Exception {
		assertThat(report("management.endpoints.web.exposure.include=health")).containsSubsequence("Positive matches:",
				"ProfilerAutoConfiguration matched:", "@ConditionalOnProperty (profiling.enabled) matched",
				"Negative matches:", "ProfilingAutoConfiguration:", "Did not match:",
				"the endpoint 'pprof' is not served; it would be with 'pprof' or '*' in "
						+ "'management.endpoints.web.exposure.include'",
				"@ConditionalOnAvailableEndpoint not exposed", "ProfilingManagementContextConfiguration:",
				"Did not match:", "did not find any beans");
	}

	@Test
	void saysWhyTheEndpointIsThere() throws Exception {
		assertThat(report("management.endpoints.web.exposure.include=pprof")).containsSubsequence("Positive matches:",
				"ProfilingAutoConfiguration matched:", "@ConditionalOnProperty (profiling.enabled) matched",
				"@ConditionalOnAvailableEndpoint marked as exposed by a 'management.endpoints.web.exposure' property",
				"ProfilingAutoConfiguration#pprofEndpoint matched:", "ProfilingManagementContextConfiguration matched:",
				"Negative matches:", "ProfilingAutoConfiguration#pprofAuditAdvisor:", "Did not match:",
				"org.springframework.boot.actuate.audit.AuditEventRepository",
				"ProfilingAutoConfiguration#profilingInfoContributor:", "Did not match:",
				"management.info.profiling.enabled is not true");
	}

	private static String report(String property) throws IOException {

		try (ApplicationProcess application = ApplicationProcess.start(Jdk.newest(), WebStack.SERVLET, property,
				"debug=true")) {
			return application.output();
		}
	}

}
