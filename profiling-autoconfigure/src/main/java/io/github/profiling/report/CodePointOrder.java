package io.github.profiling.report;

/**
 * The order of strings by code points, which is that of their bytes in UTF-8 and so of
 * Go's strings. {@link String#compareTo} compares UTF-16 and puts characters outside the
 * basic plane too early.
 */
final class CodePointOrder {

	private CodePointOrder() {
	}

	static int compare(String left, String right) {
		int length = Math.min(left.length(), right.length());
		for (int i = 0; i < length; i++) {
			char l = left.charAt(i);
			char r = right.charAt(i);
			if (l != r) {
				boolean differ = Character.isSurrogate(l) != Character.isSurrogate(r);
				return differ ? Boolean.compare(Character.isSurrogate(l), Character.isSurrogate(r))
						: Character.compare(l, r);
			}
		}
		return Integer.compare(left.length(), right.length());
	}

}
