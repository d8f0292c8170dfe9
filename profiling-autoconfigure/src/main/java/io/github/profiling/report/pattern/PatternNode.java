package io.github.profiling.report.pattern;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * A parsed pattern.
 */
sealed interface PatternNode {

	/** One code point out of a set. */
	record Chars(IntPredicate set) implements PatternNode {

	}

	/** A place that has no width. */
	record Place(Assertion assertion) implements PatternNode {

	}

	/** One after the other; the empty list matches anywhere. */
	record Sequence(List<PatternNode> parts) implements PatternNode {

	}

	/** One or the other. */
	record Choice(List<PatternNode> branches) implements PatternNode {

	}

	/** Again and again, with -1 for no end. */
	record Repeat(PatternNode part, int min, int max) implements PatternNode {

	}

	/** What can be said of a place. */
	enum Assertion {

		TEXT_START, TEXT_END, LINE_START, LINE_END, WORD_EDGE, NO_WORD_EDGE

	}

}
