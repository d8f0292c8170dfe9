package io.github.profiling.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says which property is wrong and what would be right.
 */
final class InvalidPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidPropertyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidPropertyException cause) {
		return new FailureAnalysis(
				"The property '" + cause.property() + "' has the value '" + cause.value() + "', which cannot be used.",
				"Set '" + cause.property() + "' to " + cause.fix() + ", or remove it to have the default.", cause);
	}

}
