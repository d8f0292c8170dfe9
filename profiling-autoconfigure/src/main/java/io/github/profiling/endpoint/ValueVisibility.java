package io.github.profiling.endpoint;

import java.util.List;
import java.util.Set;

import io.github.profiling.snapshot.CommandLine.Argument;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;

/**
 * Who may see the values of arguments, by the rules that Actuator has for the values of
 * properties.
 */
public final class ValueVisibility {

	private final Sanitizer sanitizer;

	private final Show show;

	private final Set<String> roles;

	/**
	 * Creates the rules.
	 * @param functions mask values that nobody may see
	 * @param show when other values are shown
	 * @param roles who is authorised, empty for everybody who is authenticated
	 */
	public ValueVisibility(List<SanitizingFunction> functions, Show show, Set<String> roles) {
		this.sanitizer = new Sanitizer(functions);
		this.show = show;
		this.roles = Set.copyOf(roles);
	}

	/**
	 * The argument as somebody may see it.
	 */
	String text(Argument argument, SecurityContext viewer) {
		if (argument.value().isEmpty()) {
			return argument.text();
		}
		SanitizableData data = new SanitizableData(null, argument.key(), argument.value());
		return argument.text() + this.sanitizer.sanitize(data, this.show.isShown(viewer, this.roles));
	}

}
