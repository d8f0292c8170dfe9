package io.github.profiling.report.pattern;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BoundedPatternTests {

	/**
	 * The budget and what a busy machine may add: one look at the clock is every 10,000
	 * steps, far less than a second apart.
	 */
	private static final Duration BOUND = PatternBudget.DEFAULT.plusSeconds(4);

	static List<String> hostilePatterns() {
		return List.of("(a+)+$", "(.*)*x", "(a|aa)+$", "(a|a|a|a)*$", "(.*a){20}", "((a*)*)*$", "(x+x+)+y",
				"a?".repeat(200) + "a".repeat(200), "(|)".repeat(300) + "x", "$?".repeat(400) + "x",
				"(".repeat(240) + "a" + ")*".repeat(240), "((a{0,30}){0,30})$", "(?:.{0,1000}){0,1}x",
				"(\\w|\\pL|.)".repeat(80) + "{500}x", ".*".repeat(300) + "x", "(?i)" + "(a|b|ab)*".repeat(90) + "c$",
				"(.{1000}|.{999}|.{998}|.{997}|.{996})x", ".{1000}".repeat(40) + "$");
	}

	@ParameterizedTest
	@MethodSource("hostilePatterns")
	void aHostilePatternCostsNoMoreThanItsBudget(String text) {
		PatternBudget budget = new PatternBudget();
		List<String> names = new ArrayList<>();
		for (int i = 0; i < 2000; i++) {
			names.add("a".repeat(60 + i % 40) + "b" + i);
		}
		names.add("a".repeat(100_000));
		names.add("");
		long start = System.nanoTime();
		try {
			BoundedPattern pattern = BoundedPattern.compile("focus", text, budget);
			names.forEach(pattern::matches);
		}
		catch (PatternTooSlowException ex) {
			assertThat(ex).hasMessage("focus takes too long to match: patterns have 1000 ms for a report");
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
	}

	@Test
	void allPatternsOfAReportHaveOneBudget() {
		PatternBudget budget = new PatternBudget(Duration.ofMillis(50));
		BoundedPattern slow = BoundedPattern.compile("focus", ".{1000}".repeat(40) + "$", budget);
		BoundedPattern quick = BoundedPattern.compile("hide", "a.c", budget);
		assertThat(quick.matches("abc")).isTrue();
		assertThatExceptionOfType(PatternTooSlowException.class).isThrownBy(() -> slow.matches("a".repeat(10_000_000)))
			.withMessage("focus takes too long to match: patterns have 50 ms for a report");
		assertThatExceptionOfType(PatternTooSlowException.class).isThrownBy(() -> quick.matches("abd"))
			.withMessageStartingWith("hide takes too long");
	}

	@Property(tries = 2000)
	void anyTextIsAPatternOrRefused(@ForAll @StringLength(max = 40) @Chars({ '(', ')', '[', ']', '{', '}', '*', '+',
			'?', '|', '\\', '^', '$', '.', '-', ':', ',', 'Q', 'E', 'p', 'P', '<', '>', '=', '!', 'i' }) @CharRange(
					from = '0', to = '9') String text) {
		try {
			BoundedPattern.compile("focus", text, new PatternBudget()).matches("a(b)[c]{1,2}*+?|\\^$.-:");
		}
		catch (InvalidPatternException ex) {
			assertThat(ex.getMessage()).startsWith("focus is ");
		}
	}

	@Test
	void saysWhatIsWrong() {
		assertInvalid("(a", "focus is not a valid pattern: missing closing ): (a");
		assertInvalid("a[b", "focus is not a valid pattern: missing closing ]: [b");
		assertInvalid("a**", "focus is not a valid pattern: invalid nested repetition operator: **");
		assertInvalid("x{1001}", "focus is not a valid pattern: invalid repeat count: {1001}");
		assertInvalid("(?=a)", "focus is not a valid pattern: invalid or unsupported Perl syntax: (?=");
		assertInvalid("(a)\\1", "focus is not a valid pattern: invalid escape sequence: \\1");
		assertInvalid("\\", "focus is not a valid pattern: trailing backslash at end of expression: \\");
		assertInvalid("a".repeat(1001), "focus has 1001 characters, at most 1000 are allowed");
		assertInvalid(".{1000}".repeat(60), "focus is too large a pattern: it repeats too much");
		assertInvalid("(".repeat(500),
				"focus is not a valid pattern: groups are nested too deeply: " + "(".repeat(500));
	}

	private static void assertInvalid(String text, String message) {
		assertThatExceptionOfType(InvalidPatternException.class)
			.isThrownBy(() -> BoundedPattern.compile("focus", text, new PatternBudget()))
			.withMessage(message);
	}

	@Test
	void nothingIsNoPattern() {
		assertThat(BoundedPattern.compileIfPresent("focus", null, new PatternBudget())).isNull();
		assertThat(BoundedPattern.compileIfPresent("focus", "", new PatternBudget())).isNull();
		assertThat(BoundedPattern.compileIfPresent("focus", "a", new PatternBudget())).hasToString("a");
	}

}
