package io.github.profiling.report.pattern;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A regular expression that anybody may send: it has the syntax and the meaning of Go's
 * (package {@code regexp/syntax}, which is RE2's), and no text makes it slow.
 *
 * <p>
 * Java's own expressions go back and try again, so that {@code (a+)+$} needs longer than
 * anyone can wait, in places where nothing can interrupt them. This one follows all ways
 * at once, one code point after the other. A match costs at most the product of the
 * lengths of pattern and text, and all matches of a report together a
 * {@link PatternBudget}.
 *
 * <p>
 * Case is ignored by Java's tables of Unicode, and {@code \p{...}} knows the categories
 * and scripts of the running Java, which can be of another version of Unicode than Go's.
 * Not thread-safe.
 */
public final class BoundedPattern {

	/**
	 * The longest pattern, in characters.
	 */
	public static final int MAX_LENGTH = 1000;

	private static final int STEPS_BETWEEN_LOOKS_AT_THE_CLOCK = 10_000;

	private final String parameter;

	private final String text;

	private final PatternBudget budget;

	private final PatternProgram program;

	/** Whether the pattern is a mere text. */
	private final boolean literal;

	/** Names repeat, so the answer is kept. */
	private final Map<String, Boolean> known = new HashMap<>();

	private final StepSet current;

	private final StepSet following;

	private final int[] pending;

	private long steps;

	private long deadline;

	private BoundedPattern(String parameter, String text, PatternBudget budget) {
		this.parameter = parameter;
		this.text = text;
		this.budget = budget;
		this.program = new PatternProgram(parameter, new PatternParser(parameter, text).parse());
		this.literal = text.chars().noneMatch((c) -> "\\.+*?()|[]{}^$".indexOf(c) >= 0);
		this.current = new StepSet(this.program.size());
		this.following = new StepSet(this.program.size());
		this.pending = new int[this.program.size() + 2];
	}

	/**
	 * Reads a pattern.
	 * @param parameter what the pattern is for, such as {@code focus}, for messages
	 * @param text the pattern
	 * @param budget the time that this pattern and others have
	 * @return the pattern
	 * @throws InvalidPatternException if the text is not a pattern, longer than
	 * {@link #MAX_LENGTH}, or repeats too much
	 */
	public static BoundedPattern compile(String parameter, String text, PatternBudget budget) {
		if (text.length() > MAX_LENGTH) {
			throw new InvalidPatternException(
					parameter + " has " + text.length() + " characters, at most " + MAX_LENGTH + " are allowed");
		}
		return new BoundedPattern(parameter, text, budget);
	}

	/**
	 * Reads a pattern of our own, or of a profile: it may be as long as it likes, and no
	 * parameter is named where it is not valid or too slow.
	 * @param text the pattern
	 * @param budget the time that this pattern and others have
	 * @return the pattern
	 * @throws InvalidPatternException if the text is not a pattern
	 */
	public static BoundedPattern compileTrusted(String text, PatternBudget budget) {
		return new BoundedPattern("the profile's own filter", text, budget);
	}

	/**
	 * Reads a pattern that need not be there.
	 * @param parameter what the pattern is for
	 * @param text the pattern, {@code null} or empty for none
	 * @param budget the time that this pattern and others have
	 * @return the pattern, or {@code null} for none
	 */
	public static @Nullable BoundedPattern compileIfPresent(String parameter, @Nullable String text,
			PatternBudget budget) {
		return (text == null || text.isEmpty()) ? null : compile(parameter, text, budget);
	}

	/**
	 * Tells whether the pattern is found anywhere in a name.
	 * @param name the name
	 * @return whether it is
	 * @throws PatternTooSlowException if the budget is used up
	 */
	public boolean matches(String name) {
		if (this.literal) {
			return name.contains(this.text);
		}
		Boolean answer = this.known.get(name);
		if (answer == null) {
			answer = search(name);
			this.known.put(name, answer);
		}
		return answer;
	}

	private boolean search(String name) {
		long start = System.nanoTime();
		this.deadline = start + this.budget.leftNanos();
		this.steps = 0;
		try {
			return run(name);
		}
		finally {
			this.budget.spend(System.nanoTime() - start);
		}
	}

	private boolean run(String name) {
		if (this.budget.leftNanos() <= 0) {
			throw this.budget.exceeded(this.parameter);
		}
		StepSet now = this.current;
		StepSet then = this.following;
		now.clear();
		int before = -1;
		int position = 0;
		while (true) {
			int c = (position < name.length()) ? name.codePointAt(position) : -1;
			if (reach(0, now, before, c)) {
				return true;
			}
			if (c < 0) {
				return false;
			}
			then.clear();
			int after = position + Character.charCount(c);
			int next = (after < name.length()) ? name.codePointAt(after) : -1;
			for (int i = 0; i < now.size(); i++) {
				int step = now.get(i);
				count();
				if (this.program.operation(step) == PatternProgram.TAKE && this.program.takes(step, c)
						&& reach(this.program.next(step), then, c, next)) {
					return true;
				}
			}
			StepSet swap = now;
			now = then;
			then = swap;
			before = c;
			position = after;
		}
	}

	/**
	 * Adds a step and all that are reached from it without taking anything.
	 * @return whether the end of the program is among them
	 */
	private boolean reach(int first, StepSet target, int before, int after) {
		int count = 0;
		if (target.add(first)) {
			this.pending[count++] = first;
		}
		while (count > 0) {
			int step = this.pending[--count];
			count();
			switch (this.program.operation(step)) {
				case PatternProgram.MATCH -> {
					return true;
				}
				case PatternProgram.FORK -> {
					if (target.add(this.program.other(step))) {
						this.pending[count++] = this.program.other(step);
					}
					if (target.add(this.program.next(step))) {
						this.pending[count++] = this.program.next(step);
					}
				}
				case PatternProgram.CHECK -> {
					if (this.program.holds(step, before, after) && target.add(this.program.next(step))) {
						this.pending[count++] = this.program.next(step);
					}
				}
				default -> {
					// Waits for the next code point.
				}
			}
		}
		return false;
	}

	private void count() {
		if (++this.steps % STEPS_BETWEEN_LOOKS_AT_THE_CLOCK == 0 && System.nanoTime() - this.deadline > 0) {
			throw this.budget.exceeded(this.parameter);
		}
	}

	/**
	 * The pattern's text.
	 * @return the text
	 */
	@Override
	public String toString() {
		return this.text;
	}

}
