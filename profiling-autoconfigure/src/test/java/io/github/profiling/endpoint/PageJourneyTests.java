package io.github.profiling.endpoint;

import java.net.URI;

import io.github.profiling.testing.Browser;
import io.github.profiling.testing.Deadlock;
import io.github.profiling.testing.WebApplication;
import io.github.profiling.testing.WebStack;
import io.github.profiling.testing.Work;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The whole trip through the page in a real browser, which takes real profiles. After
 * each trip, the browser must have had nothing to complain about: no violation of the
 * policy, no error of a script.
 */
@SuppressWarnings("try")
class PageJourneyTests {

	private static final String FIBONACCI = "io.github.profiling.testing.Work.fibonacci";

	private static Browser browser;

	@BeforeAll
	static void startBrowser() {
		browser = Browser.start();
	}

	@AfterAll
	static void closeBrowser() {
		if (browser != null) {
			browser.close();
		}
	}

	@Test
	void byMouse() throws InterruptedException {
		try (WebApplication application = WebApplication.start(WebStack.SERVLET); Work work = Work.onCpu()) {
			browser.open(application.uri("/actuator/pprof"));
			browser.awaitText(".tiles", "Up for");
			take("profile", "1");
			browser.awaitText(".details", "all:");
			clickTheWidestBlockBelow(5);
			browser.find("[aria-pressed='false']");
			assertThat(hash()).contains("f=");
			browser.click("Top");
			browser.awaitText("table.top", FIBONACCI);
			assertThat(browser.text("table.top tbody tr:first-child")).contains(FIBONACCI, "%");
			browser.click("cum");
			assertThat(browser.find("th[aria-sort]").getText()).isEqualTo("cum");
			browser.click("Call graph");
			await()
				.untilAsserted(() -> assertThat(browser.driver().findElements(By.cssSelector(".panzoom .box")).size())
					.isGreaterThan(3));
			browser.click("Overview");
			take("profile", "1");
			await().until(() -> hash().contains("open=2"));
			browser.click("Diff");
			browser.awaitText("table.diff", FIBONACCI);
			browser.click("Threads");
			browser.click("Take a thread dump");
			browser.awaitText(".threads", "No deadlocks");
			browser.awaitText(".threads", "work-cpu");
			try (Deadlock deadlock = Deadlock.create()) {
				browser.click("Take a thread dump");
				browser.awaitText(".threads [role=alert]", "1 deadlock");
				assertThat(browser.text(".threads [role=alert]")).contains("deadlocked-one", "deadlocked-other");
			}
			assertThat(browser.complaints()).isEmpty();
		}
	}

	@Test
	void byKeyboardOnly() {
		try (WebApplication application = WebApplication.start(WebStack.REACTIVE,
				"management.endpoints.web.base-path=/ops/internal"); Work work = Work.onCpu()) {
			browser.open(application.uri("/ops/internal/pprof"));
			browser.awaitText(".kinds", "CPU");
			browser.tabTo("#kind-profile [name=seconds]");
			browser.press(Keys.chord(Keys.CONTROL, "a"), "1", Keys.ENTER);
			browser.awaitText(".details", "all:");
			browser.tabTo("[role=tree]");
			for (int i = 0; i < 4; i++) {
				browser.press(Keys.ARROW_DOWN);
			}
			String item = browser.driver()
				.findElement(By.id(browser.find("[role=tree]").getDomAttribute("aria-activedescendant")))
				.getDomAttribute("aria-label");
			assertThat(item).contains("% of all");
			browser.press(Keys.ENTER);
			await().until(() -> hash().contains("f="));
			browser.press(Keys.ESCAPE);
			await().until(() -> !hash().contains("f="));
			browser.press("/", "fibonacci");
			browser.awaitText(".found", "% found");
			follow("a[href^='#/top']");
			browser.awaitText("table.top", FIBONACCI);
			follow("a[href^='#/graph']");
			browser.tabTo(".panzoom .box");
			browser.press(Keys.ENTER);
			await().until(() -> hash().startsWith("#/flame") && hash().contains("f="));
			follow("a[href^='#/diff']");
			browser.awaitText("main", "What shall it be compared to?");
			browser.driver().navigate().back();
			await().until(() -> hash().startsWith("#/flame"));
			follow("a[href^='#/index']");
			browser.tabTo("#kind-profile [name=seconds]");
			browser.press(Keys.chord(Keys.CONTROL, "a"), "1", Keys.ENTER);
			await().until(() -> hash().contains("open=2"));
			follow("a[href^='#/diff']");
			browser.awaitText("table.diff", FIBONACCI);
			browser.tabTo("#normalized");
			browser.press(Keys.SPACE);
			browser.awaitText(".summary", "±0");
			browser.tabTo(".segments button:last-child");
			browser.press(Keys.ENTER);
			browser.awaitText(".details", "base");
			browser.tabTo("[role=tree]");
			browser.press(Keys.ARROW_DOWN);
			browser.awaitText(".details", "now");
			assertThat(browser.complaints()).isEmpty();
		}
	}

	@Test
	void onAPortOfItsOwn() {
		try (WebApplication application = WebApplication.start(WebStack.SERVLET, "management.server.port=0",
				"management.server.base-path=/manage", "management.endpoints.web.path-mapping.pprof=profiles")) {
			browser.open(application.managementUri("/manage/actuator/profiles"));
			browser.awaitText(".tiles", "Threads");
			browser.driver().findElement(By.cssSelector("#kind-heap button[type=submit]")).click();
			await().until(() -> hash().startsWith("#/flame"));
			browser.click("Top");
			browser.awaitText("table.top", "java.lang.String");
			assertThat(browser.complaints()).isEmpty();
		}
	}

	@Test
	void behindSpringSecurity() {
		try (WebApplication application = WebApplication.start(WebStack.SERVLET, "test.secured=true",
				"spring.security.user.name=bob", "spring.security.user.password=secret",
				"spring.security.user.roles=OPERATOR")) {
			URI uri = application.uri("/actuator/pprof");
			browser.open(URI.create(uri.toString().replace("http://", "http://bob:secret@")));
			browser.awaitText(".tiles", "Threads");
			browser.driver().findElement(By.cssSelector("#kind-threads button[type=submit]")).click();
			await().until(() -> hash().startsWith("#/flame"));
			assertThat(browser.complaints()).isEmpty();
		}
	}

	@Test
	void withABearerToken() {
		try (WebApplication application = WebApplication.start(WebStack.SERVLET, "test.secured=tokens")) {
			browser.open(application.uri("/actuator/pprof"));
			browser.awaitText("main [role=alert]", "401: the application does not know who you are.");
			browser.click("Bearer token");
			useToken("unknown");
			browser.awaitText("main [role=alert]", "401: the application does not accept the bearer token.");
			useToken("visitor");
			browser.awaitText("main [role=alert]", "403: you are signed in, but not allowed to do that.");
			useToken("Bearer operator");
			browser.awaitText(".tiles", "Threads");
			assertThat(browser.driver().findElement(By.cssSelector("main [role=alert]")).getText()).isEmpty();
			browser.driver().findElement(By.cssSelector("#kind-threads button[type=submit]")).click();
			await().until(() -> hash().startsWith("#/flame"));
			assertThat(browser.complaints()).isNotEmpty().allMatch((line) -> line.matches(".* status of 40[13] .*"));
		}
		finally {
			browser.run("sessionStorage.clear()");
		}
	}

	private static void useToken(String token) {
		WebElement input = browser.find(".token input");
		input.clear();
		input.sendKeys(token);
		browser.click("Use it");
	}

	@Test
	void aRefusalIsShownInItsOwnWords() {
		try (WebApplication application = WebApplication.start(WebStack.SERVLET,
				"profiling.max-captures-per-minute=1")) {
			browser.open(application.uri("/actuator/pprof"));
			browser.awaitText(".kinds", "Heap");
			browser.driver().findElement(By.cssSelector("#kind-threads button[type=submit]")).click();
			await().until(() -> hash().startsWith("#/flame"));
			browser.click("Overview");
			browser.driver().findElement(By.cssSelector("#kind-threads button[type=submit]")).click();
			browser.awaitText("main [role=alert]", "threads: 429:");
			browser.complaints();
		}
	}

	@Test
	void aCaptureCanBeCancelled() {
		try (WebApplication application = WebApplication.start(WebStack.SERVLET)) {
			browser.open(application.uri("/actuator/pprof"));
			take("profile", "20");
			browser.click("Cancel");
			await().until(() -> browser.driver().findElements(By.cssSelector(".running")).isEmpty());
			assertThat(browser.driver().findElements(By.cssSelector(".captures"))).isEmpty();
			assertThat(browser.complaints()).isEmpty();
		}
	}

	private static void take(String kind, String seconds) {
		WebElement input = browser.find("#kind-" + kind + " [name=seconds]");
		input.clear();
		input.sendKeys(seconds);
		browser.driver().findElement(By.cssSelector("#kind-" + kind + " button[type=submit]")).click();
	}

	private static void clickTheWidestBlockBelow(int row) {
		WebElement canvas = browser.find(".flame-scroller");
		int x = 30 - canvas.getSize().getWidth() / 2;
		int y = 20 * row + 10 - canvas.getSize().getHeight() / 2;
		new Actions(browser.driver()).moveToElement(canvas, x, y).perform();
		assertThat(browser.text(".tip")).contains("self");
		new Actions(browser.driver()).click().perform();
		await().until(() -> hash().contains("f="));
	}

	private static void follow(String css) {
		browser.run("document.activeElement.blur(); document.getElementById('skip').focus()");
		browser.tabTo(css);
		browser.press(Keys.ENTER);
	}

	private static String hash() {
		return String.valueOf(browser.run("return location.hash"));
	}

}
