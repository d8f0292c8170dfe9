package io.github.profiling.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileBuilder;
import io.github.profiling.profile.ProfileHeader;
import io.github.profiling.profile.ValueType;
import io.github.profiling.report.pattern.PatternTooSlowException;
import io.github.profiling.testing.GoPprof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ProfileFilterTests {

	/**
	 * The stack of a request to the sample application on Spring Boot 4 and Tomcat 11, as
	 * a thread dump of it showed it, leaf first.
	 */
	private static final List<String> REQUEST = List.of("io.github.profiling.sample.CityReport.lambda$lines$0",
			"io.github.profiling.sample.CityReport$$Lambda.apply", "io.github.profiling.sample.CityReport.lines",
			"io.github.profiling.sample.ReportController.report",
			"io.github.profiling.sample.ReportController$$SpringCGLIB$$0.report",
			"jdk.internal.reflect.DirectMethodHandleAccessor.invoke", "java.lang.reflect.Method.invoke",
			"org.springframework.web.method.support.InvocableHandlerMethod.doInvoke",
			"org.springframework.web.servlet.DispatcherServlet.doDispatch", "jakarta.servlet.http.HttpServlet.service",
			"org.apache.catalina.core.ApplicationFilterChain.doFilter",
			"org.apache.coyote.http11.Http11Processor.service",
			"org.apache.tomcat.util.threads.TaskThread$WrappingRunnable.run", "java.lang.Thread.runWith",
			"java.lang.Thread.run");

	private static Profile request() {
		ProfileBuilder builder = new ProfileBuilder(Mapping.ofApplication("sample", ""),
				List.of(new ValueType("cpu", "nanoseconds")));
		int[] stack = REQUEST.stream().mapToInt((name) -> builder.frame(Function.named(name), 0)).toArray();
		builder.add(stack, List.of(), 10_000_000);
		return builder.build(ProfileHeader.EMPTY);
	}

	private static FilterResult filter(Profile profile, Map<FilterOption, String> values) {
		return ProfileFilter.of(values, Set.of(), false).apply(profile, ReportOptions.MINIMUM_UNIT);
	}

	@ParameterizedTest
	@CsvSource({ "framework, 0 2 3", "spring, 0 1 2 3 4 5 6 9 10 11 12 13 14", "tomcat, 0 1 2 3 4 5 6 7 8 13 14",
			"proxies, 0 2 3 5 6 7 8 9 10 11 12 13 14", "reflection, 0 1 2 3 4 7 8 9 10 11 12 13 14",
			"'spring,tomcat,jdk', 0 1 2 3 4 5 6", "netty, 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14" })
	void presetsHideTheFramesOfFrameworks(String presets, String left) {
		ReportSource source = ProfileFilter.of(Map.of(), FramePreset.parse(presets), false)
			.apply(request(), ReportOptions.MINIMUM_UNIT)
			.source();
		assertThat(source.profile().samples()).singleElement()
			.extracting((sample) -> Arrays.stream(sample.stack()).boxed().toList())
			.isEqualTo(Arrays.stream(left.split(" ")).map(Integer::valueOf).toList());
		assertThat(source.activeFilters()).containsExactly("hide_frames=" + presets);
	}

	@Test
	void thereAreFramesOfFrameworksInThisThreadAndThePresetsKnowThem() {
		List<String> names = Arrays.stream(new Throwable().getStackTrace())
			.map((frame) -> frame.getClassName() + "." + frame.getMethodName())
			.toList();
		ProfileBuilder builder = new ProfileBuilder(Mapping.ofApplication("test", ""),
				List.of(new ValueType("cpu", "nanoseconds")));
		builder.add(names.stream().mapToInt((name) -> builder.frame(Function.named(name), 0)).toArray(), List.of(), 1);
		ReportSource source = ProfileFilter.of(Map.of(), Set.of(FramePreset.REFLECTION), false)
			.apply(builder.build(ProfileHeader.EMPTY), ReportOptions.MINIMUM_UNIT)
			.source();
		String left = Collapsed.of(source, ReportOptions.of(0)).text();
		assertThat(names).anyMatch((name) -> name.startsWith("java.lang.reflect."));
		assertThat(left).contains(getClass().getName()).doesNotContain("java.lang.reflect.", ".internal.reflect.");
	}

	@Test
	void unknownPresetsAreRefusedWithThoseThereAre() {
		assertThat(FramePreset.parse("")).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> FramePreset.parse("spring,struts"))
			.withMessage("unknown preset \"struts\", there are spring, tomcat, jetty, netty, reactor, reflection,"
					+ " proxies, jdk, framework");
	}

	@Test
	void nothingIsFilteredByDefault() {
		FilterResult result = ProfileFilter.NONE.apply(request(), ReportOptions.MINIMUM_UNIT);
		assertThat(result.source()).isEqualTo(ReportSource.of(request()));
		assertThat(result.warnings()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "FOCUS|(|focus is not a valid pattern: missing closing ): (",
					"HIDE|a**|hide is not a valid pattern: invalid nested repetition operator: **",
					"TAGFOCUS|key=a,[|tagfocus is not a valid pattern: missing closing ]: [",
					"TAGIGNORE|99999999999999999999kb|tagignore has a number that is too large: 99999999999999999999" })
	void invalidValuesAreRefusedBeforeThereIsAProfile(FilterOption option, String value, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> ProfileFilter.of(Map.of(option, value), Set.of(), false))
			.withMessage(message);
	}

	@Test
	void valuesThatAreTooLongAreRefused() {
		for (FilterOption option : FilterOption.values()) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> ProfileFilter.of(Map.of(option, "a".repeat(1001)), Set.of(), false))
				.withMessage(option.key() + " has 1001 characters, at most 1000 are allowed");
		}
	}

	@Test
	void patternsThatTakeTooLongAreGivenUp() {
		ProfileBuilder builder = new ProfileBuilder(Mapping.ofApplication("test", ""),
				List.of(new ValueType("cpu", "nanoseconds")));
		for (int i = 0; i < 5000; i++) {
			builder.add(new int[] { builder.frame(Function.named("a".repeat(1000) + i), 0) }, List.of(), 1);
		}
		Profile profile = builder.build(ProfileHeader.EMPTY);
		long start = System.nanoTime();
		assertThatExceptionOfType(PatternTooSlowException.class)
			.isThrownBy(() -> filter(profile,
					Map.of(FilterOption.FOCUS, "(.{1000}|.{999}|.{998}|.{997})x", FilterOption.HIDE, "(a?){1000}$")))
			.withMessageContaining("takes too long to match: patterns have 1000 ms for a report");
		// One second for patterns, and what a busy machine may add.
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
	}

	@Test
	void warnsInPprofsWords() throws Exception {
		GoPprof.requireGo();
		Profile profile = LabelledProfile.of(3);
		Path file = ReportParity.write(profile);
		FilterCases nothing = new FilterCases(Map.of(FilterOption.FOCUS, "nobody", FilterOption.IGNORE, "nobody",
				FilterOption.HIDE, "nobody", FilterOption.SHOW_FROM, "nobody", FilterOption.TAGFOCUS, "thread=nobody",
				FilterOption.TAGIGNORE, "1gb:", FilterOption.TAGSHOW, "nobody", FilterOption.TAGROOT, "nobody",
				FilterOption.TAGLEAF, "nothing"), false);
		GoPprof.Result result = GoPprof.run(file, nothing.flags("-top").toArray(String[]::new));
		Files.delete(file);
		assertThat(nothing.filter().apply(profile, ReportOptions.MINIMUM_UNIT).warnings())
			.containsExactlyInAnyOrderElementsOf(result.warnings()
				.stream()
				.filter((line) -> !line.startsWith("Main binary filename not available"))
				.toList())
			.contains("Focus expression matched no samples", "ShowFrom expression matched no samples",
					"TagFocus expression matched no samples", "TagRoot expression matched no samples");
	}

}
