package io.github.profiling.report.pattern;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * A parsed pattern.
 */
sealed interface PatternNode {

	/** More than any pattern may repeat anything. */
	int TOO_OFTEN = 1001;

	/**
	 * How often what repeats most is repeated, through all levels; at most
	 * {@link #TOO_OFTEN}.
	 */
	default int repeats() {
		return 1;
	}

	private static int most(List<PatternNode> nodes) {
		return nodes.stream().mapToInt(PatternNode::repeats).max().orElse(1);
	}

	/** One code point out of a set. */
	record Chars(IntPredicate set) implements PatternNode {

	}

	/** A place that has no width. */
	record Place(Assertion assertion) implements PatternNode {

	}

	/** One after the other; the empty list matches anywhere. */
	record Sequence(List<PatternNode> parts) implements PatternNode {

		@Override
		public int repeats() {
			return most(this.parts);
		}

	}

	/** One or the other. */
	record Choice(List<PatternNode> branches) implements PatternNode {

		@Override
		public int repeats() {
			return most(this.branches);
		}

	}

	/** Again and again, with -1 for no end. */
	record Repeat(PatternNode part, int min, int max) implements PatternNode {

		@Override
		public int repeats() {
			return Math.min(TOO_OFTEN, Math.max(1, Math.max(this.min, this.max)) * this.part.repeats());
		}

	}

	/** What can be said of a place. */
	enum Assertion {

		TEXT_START, TEXT_END, LINE_START, LINE_END, WORD_EDGE, NO_WORD_EDGE

	}

}
