package io.github.profiling.report;

import java.util.Locale;

/**
 * By what a profile can be filtered before it is reported: the names and the meaning of
 * {@code go tool pprof}'s options. Values are regular expressions in Go's syntax where
 * nothing else is said. A frame matches by the name of its function, its source file or
 * its binary.
 */
public enum FilterOption {

	/**
	 * Keeps samples in which any frame matches.
	 */
	FOCUS,

	/**
	 * Drops samples in which any frame matches.
	 */
	IGNORE,

	/**
	 * Takes frames that match out of the stacks.
	 */
	HIDE,

	/**
	 * Takes frames that do not match out of the stacks.
	 */
	SHOW,

	/**
	 * Takes away all frames above the topmost one that matches, and samples without one.
	 */
	SHOW_FROM,

	/**
	 * Takes away all frames below the lowest one whose function matches.
	 */
	PRUNE_FROM,

	/**
	 * Keeps samples by their labels: {@code re1,re2} where both match a label written as
	 * {@code key:value}; {@code key=re1,re2} where either matches a value of that key;
	 * {@code 128kb:512kb}, {@code key=1ms:}, {@code :64} or {@code 3} for labels that are
	 * numbers.
	 */
	TAGFOCUS,

	/**
	 * Drops samples by their labels, told as for {@link #TAGFOCUS}.
	 */
	TAGIGNORE,

	/**
	 * Keeps labels whose key matches.
	 */
	TAGSHOW,

	/**
	 * Drops labels whose key matches.
	 */
	TAGHIDE,

	/**
	 * Adds a frame at the root for each of these keys of labels, separated by commas, the
	 * first one outermost. The frame is named after the label's value.
	 */
	TAGROOT,

	/**
	 * Adds a frame at the leaf for each of these keys of labels, separated by commas, the
	 * last one innermost.
	 */
	TAGLEAF;

	/**
	 * The name in pprof.
	 * @return the name, in lower case
	 */
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Whether reports list the filter among the active ones. As in pprof, those that add
	 * frames are not, and neither is {@link #PRUNE_FROM}.
	 * @return whether it is listed
	 */
	boolean isListed() {
		return this != PRUNE_FROM && !addsFrames();
	}

	boolean addsFrames() {
		return this == TAGROOT || this == TAGLEAF;
	}

	boolean matchesSamplesByLabel() {
		return this == TAGFOCUS || this == TAGIGNORE;
	}

	/**
	 * What pprof says where the filter matched nothing.
	 * @return a sentence without a full stop
	 */
	String warning() {
		StringBuilder name = new StringBuilder();
		for (String word : key().split("_")) {
			boolean tag = word.startsWith("tag");
			name.append(tag ? "Tag" : "");
			String rest = tag ? word.substring(3) : word;
			name.append(Character.toUpperCase(rest.charAt(0))).append(rest.substring(1));
		}
		return name + " expression matched no samples";
	}

}
