package io.github.profiling.endpoint;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import io.github.profiling.testing.WebApplication;
import io.github.profiling.testing.WebStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of how the page is delivered. What it does is tested in a browser.
 */
class PageTests {

	private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

	@Test
	void isSmallerThan80KilobytesInAll() throws IOException {
		int size = gzipped(Page.get().document("/actuator/pprof").getBytes(StandardCharsets.UTF_8));
		for (byte[] file : Page.get().files().values()) {
			size += file.length;
		}
		assertThat(size).as("bytes of the page, each file gzipped").isLessThan(80_000);
	}

	private static int gzipped(byte[] content) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
			gzip.write(content);
		}
		return out.size();
	}

	@Test
	void servesEveryScriptInItsFolderAndAllStyleSheetsAsOne() throws Exception {
		Path folder = Path.of(Page.class.getResource("/io/github/profiling/page").toURI());
		Set<String> scripts = new TreeSet<>(Set.of("style.css"));
		String style = gunzipped(Page.get().files().get("style.css"));
		try (Stream<Path> files = Files.list(folder)) {
			for (Path file : files.toList()) {
				String name = file.getFileName().toString();
				if (name.endsWith(".js")) {
					scripts.add(name);
				}
				else if (name.endsWith(".css")) {
					assertThat(Files.readString(file).lines().map(String::strip).filter((line) -> line.endsWith("{")))
						.as(name)
						.allSatisfy((line) -> assertThat(style).contains(line));
				}
			}
		}
		assertThat(Page.get().files().keySet()).containsExactlyElementsOf(scripts);
	}

	private static String gunzipped(byte[] content) throws IOException {
		return new String(new GZIPInputStream(new ByteArrayInputStream(content)).readAllBytes(),
				StandardCharsets.UTF_8);
	}

	@ParameterizedTest
	@EnumSource
	void browsersGetThePageAndEverybodyElseJson(WebStack stack) {
		try (WebApplication application = WebApplication.start(stack)) {
			URI uri = application.uri("/actuator/pprof");
			HttpResponse<byte[]> page = get(application, uri, BROWSER);
			assertThat(page.statusCode()).isEqualTo(200);
			assertThat(header(page, "Content-Type")).isEqualToIgnoringCase("text/html;charset=utf-8");
			assertThat(header(page, "Content-Security-Policy")).isEqualTo(
					"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
							+ "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'");
			assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
			assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
			for (String accept : new String[] { "*/*", "application/json",
					"application/vnd.spring-boot.actuator.v3+json", "text/html;q=0, */*", "text/html;q=0",
					"application/json, text/html;q=0.5", "text/html;q=0.1, application/json;q=0.2, */*;q=0.1" }) {
				HttpResponse<byte[]> json = get(application, uri, accept);
				assertThat(header(json, "Content-Type")).contains("json");
				assertThat(WebApplication.text(json)).contains("\"profiles\":", "\"status\":", "\"uptimeSeconds\":");
			}
			for (String accept : new String[] { "text/html", "text/*;q=0.3", "application/json;q=0.9, text/html;q=0.9",
					"*/*;q=0.1, text/html;q=0.2" }) {
				assertThat(header(get(application, uri, accept), "Content-Type")).as(accept).startsWith("text/html");
			}
			everythingInThePageIsThere(application, page);
		}
	}

	private static void everythingInThePageIsThere(WebApplication application, HttpResponse<byte[]> page) {
		Map<String, String> types = Map.of("js", "text/javascript", "css", "text/css");
		Matcher matcher = Pattern.compile("(?:href|src)=\"(pprof/[^\"]+)\"").matcher(WebApplication.text(page));
		int found = 0;
		while (matcher.find()) {
			found++;
			HttpResponse<byte[]> file = get(application, page.uri().resolve(matcher.group(1)), "*/*");
			assertThat(file.statusCode()).isEqualTo(200);
			String extension = matcher.group(1).substring(matcher.group(1).lastIndexOf('.') + 1);
			assertThat(header(file, "Content-Type")).isEqualToIgnoringCase(types.get(extension) + ";charset=utf-8");
			assertThat(header(file, "Cache-Control")).isEqualTo("private, max-age=31536000, immutable");
			assertThat(header(file, "Content-Encoding")).isEqualTo("gzip");
			assertThat(file.body()).startsWith(0x1f, 0x8b).hasSizeLessThan(20_000);
		}
		assertThat(found).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	void nothingElseIsServed(WebStack stack) {
		try (WebApplication application = WebApplication.start(stack)) {
			String version = Page.get().version();
			for (String path : new String[] { "/page/" + version + "/index.html", "/page/" + version + "/Page.class",
					"/page/" + version + "/..%2fpage%2fapp.js", "/page/" + version + "/nothing.js",
					"/other/" + version + "/app.js" }) {
				HttpResponse<byte[]> response = application.get(path);
				assertThat(response.statusCode()).as(path).isBetween(400, 404);
				assertThat(header(response, "Cache-Control")).doesNotContain("immutable");
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void aFileOfAnotherVersionIsServedButNotKept(WebStack stack) {
		try (WebApplication application = WebApplication.start(stack)) {
			HttpResponse<byte[]> response = application.get("/page/0123456789abcdef/app.js");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
		}
	}

	@ParameterizedTest
	@EnumSource
	void isGuardedLikeTheProfiles(WebStack stack) {
		try (WebApplication application = WebApplication.start(stack, "test.secured=true")) {
			for (String path : new String[] { "", "/page/" + Page.get().version() + "/app.js" }) {
				HttpResponse<byte[]> response = get(application, application.uri("/actuator/pprof" + path), "*/*");
				assertThat(response.statusCode()).as(path).isEqualTo(401);
				assertThat(response.headers().firstValue("Cache-Control").orElse("")).doesNotContain("immutable");
			}
		}
	}

	private static HttpResponse<byte[]> get(WebApplication application, URI uri, String accept) {
		return application.send(HttpRequest.newBuilder(uri).header("Accept", accept));
	}

	private static String header(HttpResponse<byte[]> response, String name) {
		return response.headers().firstValue(name).orElse("");
	}

}
