package io.github.profiling.autoconfigure;

/**
 * Thrown when a property has a value that cannot be used.
 */
final class InvalidPropertyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String property;

	private final String value;

	private final String fix;

	InvalidPropertyException(String property, Object value, String fix) {
		super("'" + property + "' must be " + fix + ", not '" + value + "'");
		this.property = property;
		this.value = value.toString();
		this.fix = fix;
	}

	String property() {
		return this.property;
	}

	String value() {
		return this.value;
	}

	String fix() {
		return this.fix;
	}

}
