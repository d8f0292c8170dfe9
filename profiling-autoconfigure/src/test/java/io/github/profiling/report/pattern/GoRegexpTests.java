package io.github.profiling.report.pattern;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

import io.github.profiling.testing.GoPprof;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Our patterns against Go's own: what is a pattern, and what it matches.
 */
class GoRegexpTests {

	private static final int RANDOM_PATTERNS = 4000;

	private static final String PROGRAM = """
			package main

			import (
				"bufio"
				"encoding/base64"
				"fmt"
				"os"
				"regexp"
			)

			func lines(name string) (lines []string) {
				file, err := os.Open(name)
				if err != nil {
					panic(err)
				}
				for in := bufio.NewScanner(file); in.Scan(); {
					line, err := base64.StdEncoding.DecodeString(in.Text())
					if err != nil {
						panic(err)
					}
					lines = append(lines, string(line))
				}
				return lines
			}

			func main() {
				texts := lines(os.Args[2])
				for _, pattern := range lines(os.Args[1]) {
					re, err := regexp.Compile(pattern)
					if err != nil {
						fmt.Println("invalid")
						continue
					}
					for _, text := range texts {
						if re.MatchString(text) {
							fmt.Print("1")
						} else {
							fmt.Print("0")
						}
					}
					fmt.Println()
				}
			}
			""";

	private static final List<String> PATTERNS = List.of("", "a", "com.example", "com\\.example\\.Orders", "^java\\.",
			"run$", "^$", "Orders\\$Line", "(?i)ORDERS", "(?i:orders)\\.TOTAL", "<init>", "lambda\\$.*\\$\\d+", "a|b|",
			"(a+)+$", "(.*)*x", "x{2,3}", "x{,3}", "x{2,}", "x{1001}", "(x{40}){40}", "(?:x{10}){100}", "x{3,2}", "{2}",
			"a**", "a*?", "a*??", "a{2}{3}", "*", "+a", "a|*", "(?i)*", "(", ")", "a)", "(a", "[", "[a", "[]", "[]a]",
			"[^]a]", "[a-z]", "[z-a]", "[-a]", "[a-]", "[a-c-e]", "[[:alpha:]]", "[[:^alpha:]]", "[[:foo:]]",
			"[[:word:]$]", "[[a]", "[a&&b]", "[\\d.]", "[^\\d]", "[\\pL]", "\\pL", "\\p{Lu}", "\\p{^Lu}", "\\PL",
			"\\p{Greek}", "\\p{Han}", "\\p{Nope}", "\\p", "\\1", "\\12", "\\012", "\\x41", "\\x{1F600}", "\\x{110000}",
			"\\xg", "\\8", "\\y", "\\_", "\\-", "\\", "\\Qa.b\\E+", "\\Q.", "\\Q\\E*", "a\\Q\\E*", "\\A", "\\z", "\\Z",
			"\\bOrders\\b", "\\B", "\\C", "(?s).", "(?m)^b$", "(?sm-i)^.b$", "(?U)a+", "(?x)a", "(?P<name>a)",
			"(?<name>a)", "(?P<na-me>a)", "(?=a)", "(?!a)", "(?<=a)", "(?>a)", "^*", "$?x", "(^a|b$)", "(|a)*", "(a|)+",
			"日本", "[日-本]", "é", "(?i)É", "\uD83D\uDE00+", "[\uD83D\uDE00-\uD83D\uDE05]", ".\\.total$", "\\s",
			"\\S+ \\S+", "(?i)[a-c]", "(?i)[^a-c]", "(?i)\\x41", "(?i)k", "(?i)ß", "(?-i)a", "(?i-)a", "(?i", "(?",
			"(?i)a(?-i)b|c", "((?i)a)b");

	private static final List<String> TEXTS = List.of("", "a", "b", "ab", "A", "x", "xx", "xxxxx",
			"com.example.Orders.total", "java.lang.Thread.run", "com.example.Orders$Line.<init>",
			"com.example.Orders.lambda$total$12", "a\nb", "b\n", "with space", "日本語", "Grüße", "ÉTÉ", "é",
			"\uD83D\uDE00\uD83D\uDE03", "Ωmega", "[a", "a&b", "k\u212A", "7", "_", "\u000B", "a.b",
			"std::vector<int>::push_back", "aaaaaaaaaaaaaaaaaaaaaaaaaaab", "ORDERS.TOTAL", "]", "-");

	private static final String[] PIECES = { "a", "b", "A", ".", "x", "^", "$", "\\b", "\\B", "\\d", "\\w", "\\s",
			"\\.", "[a-c]", "[^a]", "[[:upper:]]", "(", ")", "(?:", "(?i)", "(?i:", "|", "*", "+", "?", "{2}", "{0,2}",
			"{1,}", "*?", "é", "\\pL", "\n", "\\z", "\\A", "(?m)", "(?s)", "[", "]", "-", "\\Q", "\\E", "o", "r", "$1",
			"{", "}" };

	@TempDir
	private Path directory;

	@BeforeEach
	void requireGo() {
		GoPprof.requireGo();
	}

	@Test
	void matchesWhatGoMatchesAndRefusesWhatGoRefuses() throws IOException {
		List<String> patterns = new ArrayList<>(PATTERNS);
		Random random = new Random(1);
		while (patterns.size() < PATTERNS.size() + RANDOM_PATTERNS) {
			StringBuilder pattern = new StringBuilder();
			for (int left = 1 + random.nextInt(9); left > 0; left--) {
				pattern.append(PIECES[random.nextInt(PIECES.length)]);
			}
			patterns.add(pattern.toString());
		}
		Path program = Files.writeString(this.directory.resolve("main.go"), PROGRAM);
		GoPprof.Result result = GoPprof.runProgram(program, write("patterns", patterns), write("texts", TEXTS));
		assertThat(result.exit()).as(result.stderr()).isZero();
		List<String> theirs = result.stdout().lines().toList();
		assertThat(theirs).hasSize(patterns.size());
		for (int i = 0; i < patterns.size(); i++) {
			assertThat(answers(patterns.get(i))).as("pattern %s", patterns.get(i)).isEqualTo(theirs.get(i));
		}
		assertThat(theirs).filteredOn("invalid"::equals).hasSizeBetween(patterns.size() / 10, patterns.size() * 9 / 10);
	}

	private String write(String name, List<String> lines) throws IOException {
		List<String> encoded = lines.stream()
			.map((line) -> Base64.getEncoder().encodeToString(line.getBytes(StandardCharsets.UTF_8)))
			.toList();
		return Files.write(this.directory.resolve(name), encoded).toString();
	}

	private static String answers(String text) {
		try {
			BoundedPattern pattern = BoundedPattern.compile("focus", text, new PatternBudget());
			StringBuilder answers = new StringBuilder();
			TEXTS.forEach((name) -> answers.append(pattern.matches(name) ? '1' : '0'));
			return answers.toString();
		}
		catch (InvalidPatternException ex) {
			assertThat(ex.getMessage()).startsWith("focus is not a valid pattern: ");
			return "invalid";
		}
	}

}
