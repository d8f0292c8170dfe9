package io.github.profiling.report.pattern;

import java.util.Map;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

/**
 * The named sets of code points (RE2's documentation, "Syntax"; those of Perl and POSIX
 * are of ASCII only).
 */
final class CharacterSets {

	static final IntPredicate DIGIT = (c) -> c >= '0' && c <= '9';

	static final IntPredicate SPACE = (c) -> c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';

	static final IntPredicate WORD = (c) -> c == '_' || isAsciiLetter(c) || DIGIT.test(c);

	private static final Map<String, IntPredicate> POSIX = Map.ofEntries(
			Map.entry("alnum", (c) -> isAsciiLetter(c) || DIGIT.test(c)),
			Map.entry("alpha", CharacterSets::isAsciiLetter), Map.entry("ascii", (c) -> c < 0x80),
			Map.entry("blank", (c) -> c == ' ' || c == '\t'), Map.entry("cntrl", (c) -> c < 0x20 || c == 0x7F),
			Map.entry("digit", DIGIT), Map.entry("graph", (c) -> c > 0x20 && c < 0x7F),
			Map.entry("lower", (c) -> c >= 'a' && c <= 'z'), Map.entry("print", (c) -> c >= 0x20 && c < 0x7F),
			Map.entry("punct", (c) -> c > 0x20 && c < 0x7F && !isAsciiLetter(c) && !DIGIT.test(c)),
			Map.entry("space", (c) -> SPACE.test(c) || c == 0x0B), Map.entry("upper", (c) -> c >= 'A' && c <= 'Z'),
			Map.entry("word", WORD),
			Map.entry("xdigit", (c) -> DIGIT.test(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));

	/** The general categories of Unicode, in the order of Java's constants. */
	private static final String[] CATEGORIES = { "Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Me", "Mc", "Nd", "Nl", "No",
			"", "Zs", "Zl", "Zp", "Cc", "Cf", "", "Co", "Cs", "Pd", "Ps", "Pe", "Pc", "Po", "Sm", "Sc", "Sk", "So",
			"Pi", "Pf" };

	private CharacterSets() {
	}

	private static boolean isAsciiLetter(int c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	}

	static @Nullable IntPredicate posix(String name) {
		return POSIX.get(name);
	}

	/**
	 * The set of a category of Unicode, such as {@code L} or {@code Lu}, or of a script,
	 * such as {@code Greek}.
	 */
	static @Nullable IntPredicate unicode(String name) {
		if (name.equals("Any")) {
			return (c) -> true;
		}
		if (name.length() <= 2) {
			boolean known = false;
			for (String category : CATEGORIES) {
				known |= category.startsWith(name) && !name.isEmpty();
			}
			return known ? (c) -> CATEGORIES[Character.getType(c)].startsWith(name) : null;
		}
		try {
			Character.UnicodeScript script = Character.UnicodeScript.forName(name);
			return (c) -> Character.UnicodeScript.of(c) == script;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * The set and all code points that differ from one of it in nothing but case.
	 */
	static IntPredicate ignoringCase(IntPredicate set) {
		return (c) -> set.test(c) || set.test(Character.toLowerCase(c)) || set.test(Character.toUpperCase(c))
				|| set.test(Character.toLowerCase(Character.toUpperCase(c)));
	}

	/**
	 * One code point, in any case.
	 */
	static IntPredicate ignoringCase(int wanted) {
		int folded = Character.toLowerCase(Character.toUpperCase(wanted));
		return (c) -> c == wanted || Character.toLowerCase(Character.toUpperCase(c)) == folded;
	}

}
