package io.github.profiling.report.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

import io.github.profiling.report.pattern.PatternNode.Assertion;
import org.jspecify.annotations.Nullable;

/**
 * Reads the syntax of Go's regular expressions (Go's documentation, package
 * {@code regexp/syntax}). That is RE2's; it has no references back and no looking around.
 */
final class PatternParser {

	private static final int MAX_REPEAT = PatternNode.TOO_OFTEN - 1;

	private static final int MAX_DEPTH = 250;

	private final String parameter;

	private final String text;

	private int position;

	private int depth;

	/** Flags of the group that is being read. */
	private boolean ignoreCase;

	private boolean multiLine;

	private boolean dotMatchesAll;

	PatternParser(String parameter, String text) {
		this.parameter = parameter;
		this.text = text;
	}

	PatternNode parse() {
		PatternNode node = choice();
		if (this.position < this.text.length()) {
			throw invalid("unexpected )", this.text);
		}
		return node;
	}

	private PatternNode choice() {
		if (++this.depth > MAX_DEPTH) {
			throw invalid("groups are nested too deeply", this.text);
		}
		boolean outerIgnoreCase = this.ignoreCase;
		boolean outerMultiLine = this.multiLine;
		boolean outerDotMatchesAll = this.dotMatchesAll;
		List<PatternNode> branches = new ArrayList<>();
		branches.add(sequence());
		while (at('|')) {
			this.position++;
			branches.add(sequence());
		}
		this.ignoreCase = outerIgnoreCase;
		this.multiLine = outerMultiLine;
		this.dotMatchesAll = outerDotMatchesAll;
		this.depth--;
		return (branches.size() == 1) ? branches.get(0) : new PatternNode.Choice(branches);
	}

	private PatternNode sequence() {
		List<PatternNode> parts = new ArrayList<>();
		int lastRepeat = -1;
		int lastRepeatEnd = -1;
		boolean repeatable = false;
		while (this.position < this.text.length() && !at('|') && !at(')')) {
			int start = this.position;
			int[] repeat = repeat();
			if (repeat != null) {
				if (lastRepeatEnd == start) {
					throw invalid("invalid nested repetition operator", this.text.substring(lastRepeat, this.position));
				}
				if (!repeatable) {
					throw invalid("missing argument to repetition operator", this.text.substring(start, this.position));
				}
				parts.set(parts.size() - 1, repeated(parts.get(parts.size() - 1), repeat, start));
				lastRepeat = start;
				lastRepeatEnd = this.position;
				continue;
			}
			if (lookingAt("\\Q")) {
				repeatable = quoted(parts) || repeatable;
				continue;
			}
			PatternNode atom = atom();
			if (atom != null) {
				parts.add(atom);
			}
			repeatable |= atom != null;
		}
		return (parts.size() == 1) ? parts.get(0) : new PatternNode.Sequence(parts);
	}

	private PatternNode repeated(PatternNode part, int[] repeat, int start) {
		PatternNode.Repeat node = new PatternNode.Repeat(part, repeat[0], repeat[1]);
		if (node.repeats() == PatternNode.TOO_OFTEN) {
			throw invalid("invalid repeat count", this.text.substring(start, this.position));
		}
		return node;
	}

	/**
	 * Reads an operator that repeats what is before it.
	 * @return the least and the largest number, or {@code null} if there is no operator
	 */
	private int @Nullable [] repeat() {
		int[] repeat = switch (this.text.charAt(this.position)) {
			case '*' -> new int[] { 0, -1 };
			case '+' -> new int[] { 1, -1 };
			case '?' -> new int[] { 0, 1 };
			case '{' -> counts();
			default -> null;
		};
		if (repeat == null) {
			return null;
		}
		this.position = at('{') ? this.text.indexOf('}', this.position) + 1 : this.position + 1;
		if (at('?')) {
			this.position++;
		}
		return repeat;
	}

	private int @Nullable [] counts() {
		int end = this.text.indexOf('}', this.position);
		if (end < 0) {
			return null;
		}
		String operator = this.text.substring(this.position + 1, end);
		if (!operator.matches("(?:0|[1-9][0-9]*)(?:,(?:0|[1-9][0-9]*)?)?")) {
			return null;
		}
		int comma = operator.indexOf(',');
		int min = count((comma < 0) ? operator : operator.substring(0, comma));
		int max = (comma < 0) ? min : (comma == operator.length() - 1) ? -1 : count(operator.substring(comma + 1));
		if (min > MAX_REPEAT || max > MAX_REPEAT || (max >= 0 && min > max)) {
			throw invalid("invalid repeat count", "{" + operator + "}");
		}
		return new int[] { min, max };
	}

	private static int count(String digits) {
		return (digits.length() > 4) ? MAX_REPEAT + 1 : Integer.parseInt(digits);
	}

	private boolean quoted(List<PatternNode> parts) {
		int end = this.text.indexOf("\\E", this.position + 2);
		int stop = (end < 0) ? this.text.length() : end;
		this.position += 2;
		boolean any = this.position < stop;
		while (this.position < stop) {
			parts.add(literal(next()));
		}
		this.position = (end < 0) ? stop : end + 2;
		return any;
	}

	private @Nullable PatternNode atom() {
		int c = next();
		return switch (c) {
			case '(' -> group();
			case '[' -> set(this.position - 1);
			case '.' -> {
				boolean all = this.dotMatchesAll;
				yield new PatternNode.Chars((other) -> all || other != '\n');
			}
			case '^' -> new PatternNode.Place(this.multiLine ? Assertion.LINE_START : Assertion.TEXT_START);
			case '$' -> new PatternNode.Place(this.multiLine ? Assertion.LINE_END : Assertion.TEXT_END);
			case '\\' -> escape();
			default -> literal(c);
		};
	}

	private @Nullable PatternNode group() {
		int start = this.position - 1;
		boolean[] outer = { this.ignoreCase, this.multiLine, this.dotMatchesAll };
		if (at('?')) {
			if (lookingAt("?P<") || lookingAt("?<")) {
				name();
			}
			else if (flags(start)) {
				return null;
			}
		}
		PatternNode node = choice();
		if (!at(')')) {
			throw invalid("missing closing )", this.text);
		}
		this.position++;
		this.ignoreCase = outer[0];
		this.multiLine = outer[1];
		this.dotMatchesAll = outer[2];
		return node;
	}

	private void name() {
		int start = this.position;
		int end = this.text.indexOf('>', start);
		String name = (end < 0) ? "" : this.text.substring(this.text.indexOf('<', start) + 1, end);
		if (!name.matches("[A-Za-z0-9_]+")) {
			throw invalid("invalid named capture",
					"(" + this.text.substring(start, (end < 0) ? this.text.length() : end + 1));
		}
		this.position = end + 1;
	}

	/**
	 * Reads flags.
	 * @return whether they stand alone and so are for the rest of the group around them
	 */
	private boolean flags(int start) {
		boolean on = true;
		boolean any = false;
		while (++this.position < this.text.length()) {
			char c = this.text.charAt(this.position);
			switch (c) {
				case 'i' -> this.ignoreCase = on;
				case 'm' -> this.multiLine = on;
				case 's' -> this.dotMatchesAll = on;
				case 'U' -> {
					// Who is greedy makes no difference to whether there is a match.
				}
				case '-' -> {
					if (!on) {
						throw invalidFlags(start);
					}
					on = false;
					any = false;
					continue;
				}
				case ':', ')' -> {
					if (!on && !any) {
						throw invalidFlags(start);
					}
					this.position++;
					return c == ')';
				}
				default -> throw invalidFlags(start);
			}
			any = true;
		}
		throw invalid("missing closing )", this.text);
	}

	private InvalidPatternException invalidFlags(int start) {
		return invalid("invalid or unsupported Perl syntax",
				this.text.substring(start, Math.min(this.text.length(), this.position + 1)));
	}

	private PatternNode escape() {
		if (this.position < this.text.length()) {
			Assertion place = switch (this.text.charAt(this.position)) {
				case 'A' -> Assertion.TEXT_START;
				case 'z' -> Assertion.TEXT_END;
				case 'b' -> Assertion.WORD_EDGE;
				case 'B' -> Assertion.NO_WORD_EDGE;
				default -> null;
			};
			if (place != null) {
				this.position++;
				return new PatternNode.Place(place);
			}
		}
		PatternSets sets = new PatternSets(this.parameter, this.text, this.position);
		IntPredicate named = sets.named();
		if (named != null) {
			this.position = sets.position();
			return new PatternNode.Chars(this.ignoreCase ? CharacterSets.ignoringCase(named) : named);
		}
		int c = sets.escaped();
		this.position = sets.position();
		return literal(c);
	}

	private PatternNode set(int start) {
		PatternSets sets = new PatternSets(this.parameter, this.text, this.position);
		IntPredicate set = sets.set(start, this.ignoreCase);
		this.position = sets.position();
		return new PatternNode.Chars(set);
	}

	private PatternNode literal(int wanted) {
		return new PatternNode.Chars(this.ignoreCase ? CharacterSets.ignoringCase(wanted) : (c) -> c == wanted);
	}

	private int next() {
		int c = this.text.codePointAt(this.position);
		this.position += Character.charCount(c);
		return c;
	}

	private boolean at(char c) {
		return this.position < this.text.length() && this.text.charAt(this.position) == c;
	}

	private boolean lookingAt(String prefix) {
		return this.text.startsWith(prefix, this.position);
	}

	private InvalidPatternException invalid(String what, String where) {
		return new InvalidPatternException(this.parameter + " is not a valid pattern: " + what + ": " + where);
	}

}
