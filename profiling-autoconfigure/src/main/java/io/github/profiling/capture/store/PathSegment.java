package io.github.profiling.capture.store;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Names of directories that every file system takes: Windows and SMB allow no
 * {@code <>:"/\|?*}, no dot or space at the end, and no device's name, whatever follows
 * its first dot (Microsoft, "Naming Files, Paths, and Namespaces"); a leading dot hides
 * them elsewhere.
 */
final class PathSegment {

	static final String FORM = "[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?";

	private static final Pattern VALID = Pattern.compile(FORM);

	private static final int MAX_CHARACTERS = 64;

	/** A dash and eight digits. */
	private static final int HASH_CHARACTERS = 9;

	private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "conin$", "conout$", "com0", "com1",
			"com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4",
			"lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

	private PathSegment() {
	}

	static boolean isValid(String text) {
		int dot = text.indexOf('.');
		String stem = (dot < 0) ? text : text.substring(0, dot);
		return VALID.matcher(text).matches() && !DEVICES.contains(stem.toLowerCase(Locale.ROOT));
	}

	/**
	 * Makes a segment of any text. Texts that have to be changed get a hash, so that
	 * different ones stay different.
	 * @param text the text
	 * @param absent what to take where there is no text
	 */
	static String of(String text, String absent) {
		if (text.isEmpty()) {
			return absent;
		}
		if (isValid(text)) {
			return text;
		}
		String portable = text.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
		String kept = portable.substring(0, Math.min(portable.length(), MAX_CHARACTERS - HASH_CHARACTERS));
		String hashed = kept.replace('.', '-') + "-" + hash(text);
		return hashed.startsWith("-") ? absent + hashed : hashed;
	}

	private static String hash(String text) {
		CRC32 crc = new CRC32();
		crc.update(text.getBytes(StandardCharsets.UTF_8));
		return String.format(Locale.ROOT, "%08x", crc.getValue());
	}

}
