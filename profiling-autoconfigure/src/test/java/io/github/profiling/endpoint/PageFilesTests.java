package io.github.profiling.endpoint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;

import io.github.profiling.profile.pprof.PprofReader;
import io.github.profiling.report.Collapsed;
import io.github.profiling.report.ReportOptions;
import io.github.profiling.report.ReportSource;
import io.github.profiling.testing.Browser;
import io.github.profiling.testing.GoPprof;
import io.github.profiling.testing.GoProfiles;
import io.github.profiling.testing.WebApplication;
import io.github.profiling.testing.WebStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.w3c.dom.Document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Files that go into the page, by dropping and choosing them, and those that come out.
 */
@SuppressWarnings("try")
class PageFilesTests {

	private static final String DROP = """
			const [name, base64] = arguments;
			const file = new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name);
			const dataTransfer = new DataTransfer();
			dataTransfer.items.add(file);
			document.querySelector('main').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));""";

	/** A browser without a window has no dialog: what it would choose is put in. */
	private static final String CHOOSE = """
			const [name, base64] = arguments;
			const chosen = new DataTransfer();
			chosen.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
			const click = HTMLInputElement.prototype.click;
			HTMLInputElement.prototype.click = function() {
				HTMLInputElement.prototype.click = click;
				this.files = chosen.files;
				this.dispatchEvent(new Event('change'));
			};
			document.querySelector('header .open').click();""";

	private static final String ROWS = """
			return [...document.querySelectorAll('table.top tbody tr')].slice(0, arguments[0]).map((row) =>
				[...row.cells].map((cell) => cell.textContent.trim()).join(' '))""";

	@TempDir
	private Path directory;

	@Test
	void profilesOfGoShowWhatPprofShows() throws IOException {
		GoPprof.requireGo();
		GoProfiles.writeTo(this.directory);
		try (Browser browser = Browser.start(); WebApplication application = WebApplication.start(WebStack.SERVLET)) {
			browser.open(application.uri("/actuator/pprof"));
			for (String kind : List.of("cpu", "heap", "goroutine")) {
				Path file = this.directory.resolve(kind);
				browser.run(kind.equals("heap") ? CHOOSE : DROP, kind, base64(Files.readAllBytes(file)));
				browser.awaitText("#profile-bar", kind + ", opened");
				browser.click("Top");
				browser.awaitText("table.top", "runtime.");
				String top = GoPprof.run(file, "-top", "-nodecount=10000", "-nodefraction=0").stdout();
				List<String> expected = top.substring(top.indexOf("cum%\n") + 5)
					.lines()
					.limit(8)
					.map((line) -> line.strip().replaceAll(" +", " ").replaceAll(" \\((?:partial-)?inline\\)$", ""))
					.toList();
				assertThat(browser.run(ROWS, expected.size())).as(kind).isEqualTo(expected);
			}
			assertThat(browser.complaints()).isEmpty();
		}
	}

	@Test
	void whatIsNoProfileIsRefusedInWords() {
		try (Browser browser = Browser.start(); WebApplication application = WebApplication.start(WebStack.SERVLET)) {
			browser.open(application.uri("/actuator/pprof"));
			browser.run(DROP, "picture", base64(new byte[] { (byte) 0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3 }));
			browser.awaitText("main [role=alert]", "This file cannot be opened");
			browser.run(DROP, "broken.gz", base64(new byte[] { 0x1f, (byte) 0x8b, 8, 0, 7, 7 }));
			browser.awaitText("main [role=alert]", "damaged");
			assertThat(browser.complaints()).isEmpty();
		}
	}

	@Test
	void whatIsShownCanBeSaved() throws Exception {
		try (Browser browser = Browser.start(); WebApplication application = WebApplication.start(WebStack.SERVLET)) {
			browser.driver()
				.executeCdpCommand("Browser.setDownloadBehavior",
						Map.of("behavior", "allow", "downloadPath", this.directory.toString()));
			byte[] profile = application.get("/threads").body();
			browser.open(URI.create(application.uri("/actuator/pprof") + "#/flame"));
			browser.awaitText("main", "No profile is open");
			browser.run(DROP, "ours.pb.gz", base64(profile));
			browser.awaitText(".details", "all:");
			assertThat(saved(browser, "pb.gz, for go tool pprof", "ours.pb.gz")).isEqualTo(profile);
			ReportSource source = ReportSource.of(PprofReader.read(profile));
			StringBuilder collapsed = new StringBuilder();
			Collapsed.of(source, ReportOptions.of(0)).writeTo(collapsed);
			assertThat(new String(saved(browser, "Collapsed stacks", "ours.collapsed.txt"), StandardCharsets.UTF_8)
				.lines()).containsExactlyInAnyOrderElementsOf(collapsed.toString().lines().toList());
			assertThat(svg(saved(browser, "SVG of this view", "ours.svg")).getElementsByTagName("rect").getLength())
				.isGreaterThan(10);
			byte[] png = saved(browser, "PNG of this view", "ours.png");
			assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(2400);
			browser.click("Call graph");
			await().until(() -> !browser.driver().findElements(By.cssSelector(".panzoom .box")).isEmpty());
			int boxes = browser.driver().findElements(By.cssSelector(".panzoom .box")).size();
			Files.delete(this.directory.resolve("ours.svg"));
			assertThat(svg(saved(browser, "SVG of this view", "ours.svg")).getElementsByTagName("rect").getLength())
				.isEqualTo(boxes + 1);
			assertThat(browser.complaints()).isEmpty();
		}
	}

	private static Document svg(byte[] content) throws Exception {
		return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(content));
	}

	private byte[] saved(Browser browser, String item, String name) {
		browser.click("Save");
		browser.click(item);
		Path file = this.directory.resolve(name);
		await().until(() -> Files.exists(file) && Files.size(file) > 0);
		browser.click("Save");
		try {
			return Files.readAllBytes(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String base64(byte[] content) {
		return Base64.getEncoder().encodeToString(content);
	}

}
