package io.github.profiling.capture.store;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * Identifies a capture among those of all replicas: 16 random characters, which are 82
 * bits, of the ones that no file system takes for the same.
 */
public final class CaptureId {

	static final String FORM = "[0-9a-z]{16}";

	private static final Pattern VALID = Pattern.compile(FORM);

	private static final String CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

	private static final int LENGTH = 16;

	private static final SecureRandom RANDOM = new SecureRandom();

	private CaptureId() {
	}

	/**
	 * A new id.
	 * @return the id
	 */
	public static String next() {
		return RANDOM.ints(LENGTH, 0, CHARACTERS.length())
			.collect(StringBuilder::new, (id, index) -> id.append(CHARACTERS.charAt(index)), StringBuilder::append)
			.toString();
	}

	/**
	 * Whether a text has the form of an id.
	 * @param text the text
	 * @return whether it has
	 */
	public static boolean isValid(String text) {
		return VALID.matcher(text).matches();
	}

}
