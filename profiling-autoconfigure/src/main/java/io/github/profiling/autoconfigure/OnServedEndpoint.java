package io.github.profiling.autoconfigure;

import io.github.profiling.endpoint.PprofEndpoint;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.condition.AllNestedConditions;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether the endpoint is exposed over the web, as Actuator decides it. That says no more
 * than "not exposed"; this adds what, and how it is changed.
 */
final class OnServedEndpoint extends AllNestedConditions {

	private static final String REMEDY = "the endpoint 'pprof' is not served; it would be with 'pprof' or '*' in "
			+ "'management.endpoints.web.exposure.include', "
			+ "and with 'management.endpoint.pprof.access' other than NONE: ";

	OnServedEndpoint() {
		super(ConfigurationPhase.PARSE_CONFIGURATION);
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionOutcome outcome = super.getMatchOutcome(context, metadata);
		return outcome.isMatch() ? outcome : ConditionOutcome.noMatch(REMEDY + outcome.getMessage());
	}

	@ConditionalOnAvailableEndpoint(endpoint = PprofEndpoint.class, exposure = EndpointExposure.WEB)
	static final class Available {

	}

}
