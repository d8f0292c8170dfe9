package io.github.profiling.endpoint;

import io.github.profiling.testing.Browser;
import io.github.profiling.testing.WebApplication;
import io.github.profiling.testing.WebStack;
import io.github.profiling.testing.Work;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The captures of the store on the page, in a real browser.
 */
@SuppressWarnings("try")
class PageStoreTests {

	private static final String STORED = "[aria-labelledby=stored]";

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
	void whatIsTakenInTheBackgroundIsListedOpenedComparedAndRemoved() {
		try (WebApplication application = WebApplication.start(WebStack.SERVLET,
				"management.endpoint.pprof.access=unrestricted"); Work work = Work.onCpu()) {
			browser.open(application.uri("/actuator/pprof"));
			order("1");
			browser.awaitText(STORED, "profile 1 s");
			awaitCompare(0);
			browser.find(STORED + " li a").click();
			browser.awaitText(".details", "all:");
			String address = hash();
			assertThat(address).matches("#/flame\\?open=[a-z0-9]{16}");
			// The address is that of a file, not of a tab.
			browser.driver().navigate().refresh();
			browser.awaitText(".details", "all:");
			browser.click("Top");
			browser.awaitText("table.top", "io.github.profiling.testing.Work.fibonacci");
			browser.click("Overview");
			order("1");
			awaitCompare(1);
			browser.click("Compare");
			browser.awaitText("table.diff", "io.github.profiling.testing.Work.fibonacci");
			assertThat(hash())
				.matches("#/diff\\?open=[a-z0-9]{16}&base=" + address.substring(address.indexOf('=') + 1));
			browser.click("Overview");
			remove();
			awaitCompare(0);
			assertThat(browser.inaccessible()).isEmpty();
			remove();
			await().until(() -> browser.driver().findElements(By.cssSelector(STORED)).isEmpty());
			assertThat(browser.complaints()).isEmpty();
		}
	}

	@Test
	void whatRunsShowsItsProgressAndIsStopped() {
		try (WebApplication application = WebApplication.start(WebStack.REACTIVE,
				"management.endpoint.pprof.access=unrestricted"); Work work = Work.onCpu()) {
			browser.open(application.uri("/actuator/pprof"));
			// Longer than a request may take.
			order("900");
			browser.awaitText(STORED, "running");
			browser.find(STORED + " progress");
			assertThat(browser.inaccessible()).isEmpty();
			browser.driver().findElement(By.cssSelector(STORED + " [aria-label^=Stop]")).click();
			await().until(() -> !browser.driver().findElements(By.cssSelector(STORED + " li a")).isEmpty());
			assertThat(browser.complaints()).isEmpty();
		}
	}

	@Test
	void whereThePageMayOnlyReadItSaysWhatWouldAllowMore() {
		try (WebApplication application = WebApplication.start(WebStack.SERVLET)) {
			browser.open(application.uri("/actuator/pprof"));
			order("1");
			browser.awaitText("main [role=alert]", "405: this page may only read. management.endpoint.pprof.access=");
		}
	}

	@Test
	void anAddressOfACaptureThatIsGoneSaysSo() {
		try (WebApplication application = WebApplication.start(WebStack.SERVLET)) {
			browser.open(application.uri("/actuator/pprof#/flame?open=0123456789abcdef"));
			browser.awaitText("main", "there is no capture '0123456789abcdef'");
		}
	}

	private static void order(String seconds) {
		browser.awaitText(".kinds", "CPU");
		browser.driver()
			.findElement(By.cssSelector("#kind-profile [name=seconds]"))
			.sendKeys(Keys.chord(Keys.CONTROL, "a"), seconds);
		if (browser.driver().findElements(By.cssSelector("#kind-profile .more details[open]")).isEmpty()) {
			browser.driver().findElement(By.cssSelector("#kind-profile .more summary")).click();
		}
		browser.find("[aria-label='Take profile in the background']").click();
	}

	/**
	 * Waits until all is finished, and as many can be compared with one before.
	 */
	private static void awaitCompare(int count) {
		await().until(() -> browser.driver()
			.findElements(By.cssSelector(STORED + " li a[href^='#/flame']"))
			.size() == count + 1
				&& browser.driver().findElements(By.cssSelector(STORED + " a[href^='#/diff']")).size() == count);
	}

	private static void remove() {
		browser.find(STORED + " [aria-label^=Remove]").click();
		browser.awaitText(STORED, "Remove it for good");
		browser.find(STORED + " [aria-label^=Remove]").click();
	}

	private static String hash() {
		return String.valueOf(browser.run("return location.hash"));
	}

}
