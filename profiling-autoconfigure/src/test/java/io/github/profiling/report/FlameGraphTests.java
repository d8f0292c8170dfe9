package io.github.profiling.report;

import java.util.List;
import java.util.Map;

import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileDifference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

class FlameGraphTests {

	private static final String START = "<script id=\"data\" type=\"application/json\">";

	private static String page(Profile profile) {
		return FlameGraph.of(ReportSource.of(profile), ReportOptions.of(profile.defaultSampleIndex())).text();
	}

	private static Map<String, Object> data(String page) {
		int start = page.indexOf(START) + START.length();
		return JsonParserFactory.getJsonParser().parseMap(page.substring(start, page.indexOf("</script>", start)));
	}

	private static List<Integer> nodes(Profile profile) {
		return ((List<?>) data(page(profile)).get("nodes")).stream().map((node) -> ((Number) node).intValue()).toList();
	}

	@Test
	void isOnePageThatNeedsNothingElse() {
		String page = page(TopProfiles.cpu());
		assertThat(page).startsWith("<!DOCTYPE html>")
			.contains("default-src 'none'")
			.doesNotContain("src=\"", "href=\"", "http://", "https://", "@import", "/*data*/");
		assertThat(page).contains("id=\"search\"", "id=\"reset\"", "id=\"reverse\"", "id=\"flip\"", "id=\"dark\"");
	}

	@Test
	void holdsEachNodeAfterItsParent() {
		Profile profile = TopProfiles.of("count", Map.of("a;b", 3L));
		assertThat(data(page(profile))).containsEntry("names", List.of("a", "b")).containsEntry("difference", false);
		assertThat(nodes(profile)).containsExactly(0, 0, FrameKind.NATIVE.ordinal(), 0, 1, 1,
				FrameKind.NATIVE.ordinal(), 3);
	}

	@Test
	void aDifferenceSaysBySizeAndChange() {
		Profile difference = ProfileDifference.subtract(TopProfiles.of("count", Map.of("a", 5L, "b", 2L)),
				TopProfiles.of("count", Map.of("b", 9L)), false);
		assertThat(data(page(difference))).containsEntry("difference", true);
		assertThat(nodes(difference)).hasSize(10).contains(5, 7, -7);
	}

	@Test
	void namesCannotLeaveTheirPlace() {
		Profile profile = TopProfiles.of("count", Map.of("</script><script>alert(1)</script>\u2028\"'&", 1L));
		String page = page(profile);
		assertThat(page).doesNotContain("<script>alert");
		assertThat(data(page)).containsEntry("names", List.of("</script><script>alert(1)</script>\u2028\"'&"));
	}

	@Test
	void whatNoScreenCouldShowEndsAbove() {
		Profile profile = TopProfiles.of("count", Map.of("a", 1_000_000L, "a;b", 40L, "a;b;c", 1L));
		assertThat(nodes(profile)).hasSize(4).endsWith(1_000_041);
	}

	@Test
	void deepStacksAndManyFunctionsAreNoTrouble() {
		Map<String, Profile> all = TopProfiles.all();
		assertThat(nodes(all.get("a deep stack"))).hasSize(2049 * 4);
		assertThat(page(all.get("many functions"))).hasSizeLessThan(1_000_000);
		assertThat(nodes(all.get("no samples"))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "com.example.Orders.total, JAVA", "byte[], JAVA", "java.lang.String, JAVA", "Orders.<init>, JAVA",
			"JavaThread::run, CPP", "std::vector<int>::push_back, CPP", "do_syscall_64, KERNEL", "malloc, NATIVE",
			"libc.so.6, NATIVE", "[libjvm.so], NATIVE", "<unknown>, OTHER" })
	void tellsFramesApart(String name, FrameKind kind) {
		assertThat(FrameKind.of(name, "", FrameKind.OTHER)).isEqualTo(kind);
	}

	@Test
	void whatTheKernelCallsIsTheKernel() {
		assertThat(FrameKind.of("vfs_read", "", FrameKind.KERNEL)).isEqualTo(FrameKind.KERNEL);
		assertThat(FrameKind.of("vfs_read", "", FrameKind.NATIVE)).isEqualTo(FrameKind.NATIVE);
		assertThat(FrameKind.of("main", "Main.java", FrameKind.KERNEL)).isEqualTo(FrameKind.JAVA);
	}

}
