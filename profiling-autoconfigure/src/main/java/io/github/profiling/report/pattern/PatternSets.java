package io.github.profiling.report.pattern;

import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

/**
 * Reads the sets of characters in a pattern, and single characters that are escaped.
 */
final class PatternSets {

	private final String parameter;

	private final String text;

	private int position;

	PatternSets(String parameter, String text, int position) {
		this.parameter = parameter;
		this.text = text;
		this.position = position;
	}

	int position() {
		return this.position;
	}

	/**
	 * Reads a set in brackets.
	 * @param start where its first bracket is, which is read already
	 * @param ignoreCase whether case makes no difference
	 */
	IntPredicate set(int start, boolean ignoreCase) {
		boolean negated = at('^');
		if (negated) {
			this.position++;
		}
		IntPredicate set = (c) -> false;
		for (boolean first = true; first || !at(']'); first = false) {
			if (this.position >= this.text.length()) {
				throw invalid("missing closing ]", this.text.substring(start));
			}
			set = set.or(element(start));
		}
		this.position++;
		IntPredicate folded = ignoreCase ? CharacterSets.ignoringCase(set) : set;
		return negated ? folded.negate() : folded;
	}

	private IntPredicate element(int start) {
		if (this.text.startsWith("[:", this.position)) {
			int end = this.text.indexOf(":]", this.position + 2);
			if (end >= 0) {
				return posix(end);
			}
		}
		if (at('\\')) {
			this.position++;
			IntPredicate named = named();
			if (named != null) {
				return named;
			}
			this.position--;
		}
		int from = this.position;
		int low = single(start);
		int high = low;
		if (at('-') && this.position + 1 < this.text.length() && this.text.charAt(this.position + 1) != ']') {
			this.position++;
			high = single(start);
			if (high < low) {
				throw invalid("invalid character class range", this.text.substring(from, this.position));
			}
		}
		int last = high;
		return (c) -> c >= low && c <= last;
	}

	private IntPredicate posix(int end) {
		String name = this.text.substring(this.position + 2, end);
		boolean negated = name.startsWith("^");
		IntPredicate set = CharacterSets.posix(negated ? name.substring(1) : name);
		if (set == null) {
			throw invalid("invalid character class range", "[:" + name + ":]");
		}
		this.position = end + 2;
		return negated ? set.negate() : set;
	}

	private int single(int start) {
		if (this.position >= this.text.length()) {
			throw invalid("missing closing ]", this.text.substring(start));
		}
		int c = next();
		return (c == '\\') ? escaped() : c;
	}

	/**
	 * Reads the name of a set after a backslash, which is read already.
	 * @return the set, or {@code null} if the backslash stands before something else
	 */
	@Nullable IntPredicate named() {
		if (this.position >= this.text.length()) {
			return null;
		}
		char c = this.text.charAt(this.position);
		IntPredicate set = switch (c) {
			case 'd' -> CharacterSets.DIGIT;
			case 'D' -> CharacterSets.DIGIT.negate();
			case 's' -> CharacterSets.SPACE;
			case 'S' -> CharacterSets.SPACE.negate();
			case 'w' -> CharacterSets.WORD;
			case 'W' -> CharacterSets.WORD.negate();
			case 'p', 'P' -> unicode(c == 'P');
			default -> null;
		};
		if (set != null && c != 'p' && c != 'P') {
			this.position++;
		}
		return set;
	}

	private IntPredicate unicode(boolean negated) {
		int start = this.position - 1;
		this.position++;
		String name = "";
		if (at('{')) {
			int end = this.text.indexOf('}', this.position);
			if (end > 0) {
				name = this.text.substring(this.position + 1, end);
				this.position = end + 1;
			}
		}
		else if (this.position < this.text.length()) {
			name = Character.toString(next());
		}
		boolean opposite = name.startsWith("^");
		IntPredicate set = CharacterSets.unicode(opposite ? name.substring(1) : name);
		if (set == null) {
			throw invalid("invalid character class range", this.text.substring(start, this.position));
		}
		return (negated != opposite) ? set.negate() : set;
	}

	/**
	 * Reads a single character after a backslash, which is read already.
	 */
	int escaped() {
		int start = this.position - 1;
		if (this.position >= this.text.length()) {
			throw invalid("trailing backslash at end of expression", "\\");
		}
		int c = next();
		int plain = switch (c) {
			case 'a' -> 0x07;
			case 'f' -> '\f';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			case 'v' -> 0x0B;
			case 'x' -> hex();
			case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(c - '0');
			default -> (c < 0x80 && !Character.isLetterOrDigit(c)) ? c : -1;
		};
		if (plain < 0) {
			throw invalid("invalid escape sequence",
					this.text.substring(start, Math.min(this.text.length(), Math.max(this.position, start + 2))));
		}
		return plain;
	}

	/** A lone digit would refer back to a group, which there is not. */
	private int octal(int first) {
		if (first != 0 && !(this.position < this.text.length() && isOctal(this.text.charAt(this.position)))) {
			return -1;
		}
		int value = first;
		for (int i = 1; i < 3 && this.position < this.text.length() && isOctal(this.text.charAt(this.position)); i++) {
			value = value * 8 + this.text.charAt(this.position++) - '0';
		}
		return value;
	}

	private static boolean isOctal(char c) {
		return c >= '0' && c <= '7';
	}

	private int hex() {
		int end;
		String digits;
		if (at('{')) {
			end = this.text.indexOf('}', this.position);
			digits = (end < 0) ? "" : this.text.substring(this.position + 1, end);
			end++;
		}
		else {
			end = Math.min(this.text.length(), this.position + 2);
			digits = this.text.substring(this.position, end);
			digits = (digits.length() == 2) ? digits : "";
		}
		if (!digits.matches("[0-9A-Fa-f]{1,8}")) {
			return -1;
		}
		this.position = end;
		long value = Long.parseLong(digits, 16);
		return (value <= Character.MAX_CODE_POINT) ? (int) value : -1;
	}

	private int next() {
		int c = this.text.codePointAt(this.position);
		this.position += Character.charCount(c);
		return c;
	}

	private boolean at(char c) {
		return this.position < this.text.length() && this.text.charAt(this.position) == c;
	}

	private InvalidPatternException invalid(String what, String where) {
		return new InvalidPatternException(this.parameter + " is not a valid pattern: " + what + ": " + where);
	}

}
