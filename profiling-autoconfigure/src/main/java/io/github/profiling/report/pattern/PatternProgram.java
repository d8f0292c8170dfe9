package io.github.profiling.report.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

import io.github.profiling.report.pattern.PatternNode.Assertion;

/**
 * A pattern as a list of steps (Russ Cox, "Regular Expression Matching: the Virtual
 * Machine Approach").
 */
final class PatternProgram {

	/** The program has come to its end: the text matches. */
	static final int MATCH = 0;

	/** Takes one code point of a set. */
	static final int TAKE = 1;

	/** Goes on at two places. */
	static final int FORK = 2;

	/** Goes on if something is true of this place. */
	static final int CHECK = 3;

	private static final int MAX_STEPS = 50_000;

	private final String parameter;

	private final List<IntPredicate> sets = new ArrayList<>();

	private int[] operations = new int[16];

	/** The next step, and of a fork the other one, of a set or a check its number. */
	private int[] next = new int[16];

	private int[] argument = new int[16];

	private int size;

	PatternProgram(String parameter, PatternNode pattern) {
		this.parameter = parameter;
		add(pattern);
		step(MATCH, 0);
	}

	private void add(PatternNode node) {
		if (node instanceof PatternNode.Chars chars) {
			int set = this.sets.indexOf(chars.set());
			if (set < 0) {
				set = this.sets.size();
				this.sets.add(chars.set());
			}
			step(TAKE, set);
		}
		else if (node instanceof PatternNode.Place place) {
			step(CHECK, place.assertion().ordinal());
		}
		else if (node instanceof PatternNode.Sequence sequence) {
			sequence.parts().forEach(this::add);
		}
		else if (node instanceof PatternNode.Choice choice) {
			addChoice(choice.branches());
		}
		else if (node instanceof PatternNode.Repeat repeat) {
			addRepeat(repeat);
		}
	}

	private void addChoice(List<PatternNode> branches) {
		int[] ends = new int[branches.size() - 1];
		for (int i = 0; i < ends.length; i++) {
			int fork = step(FORK, 0);
			add(branches.get(i));
			ends[i] = step(FORK, 0);
			this.argument[fork] = this.size;
		}
		add(branches.get(ends.length));
		for (int end : ends) {
			goOn(end, this.size);
		}
	}

	private void addRepeat(PatternNode.Repeat repeat) {
		for (int i = 0; i < repeat.min(); i++) {
			add(repeat.part());
		}
		if (repeat.max() < 0) {
			int fork = step(FORK, 0);
			add(repeat.part());
			goOn(step(FORK, 0), fork);
			this.argument[fork] = this.size;
			return;
		}
		int[] forks = new int[repeat.max() - repeat.min()];
		for (int i = 0; i < forks.length; i++) {
			forks[i] = step(FORK, 0);
			add(repeat.part());
		}
		for (int fork : forks) {
			this.argument[fork] = this.size;
		}
	}

	/** Makes a fork a mere jump. */
	private void goOn(int fork, int target) {
		this.next[fork] = target;
		this.argument[fork] = target;
	}

	private int step(int operation, int argument) {
		if (this.size == MAX_STEPS) {
			throw new InvalidPatternException(this.parameter + " is too large a pattern: it repeats too much");
		}
		if (this.size == this.operations.length) {
			this.operations = Arrays.copyOf(this.operations, this.size * 2);
			this.next = Arrays.copyOf(this.next, this.size * 2);
			this.argument = Arrays.copyOf(this.argument, this.size * 2);
		}
		this.operations[this.size] = operation;
		this.next[this.size] = this.size + 1;
		this.argument[this.size] = argument;
		return this.size++;
	}

	int size() {
		return this.size;
	}

	int operation(int step) {
		return this.operations[step];
	}

	int next(int step) {
		return this.next[step];
	}

	int other(int step) {
		return this.argument[step];
	}

	boolean takes(int step, int c) {
		return this.sets.get(this.argument[step]).test(c);
	}

	/**
	 * Tells whether what a step says of a place is true.
	 * @param step a step that checks
	 * @param before the code point before the place, or -1
	 * @param after the code point after the place, or -1
	 */
	boolean holds(int step, int before, int after) {
		return switch (Assertion.values()[this.argument[step]]) {
			case TEXT_START -> before < 0;
			case TEXT_END -> after < 0;
			case LINE_START -> before < 0 || before == '\n';
			case LINE_END -> after < 0 || after == '\n';
			case WORD_EDGE -> CharacterSets.WORD.test(before) != CharacterSets.WORD.test(after);
			case NO_WORD_EDGE -> CharacterSets.WORD.test(before) == CharacterSets.WORD.test(after);
		};
	}

}
