package io.github.profiling.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.profiling.testing.Browser;
import io.github.profiling.testing.WebApplication;
import io.github.profiling.testing.WebStack;
import io.github.profiling.testing.Work;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Every view of the page as axe judges it, in light and dark, on the narrowest phone, a
 * usual one, a desktop and a very large screen; and that nothing sticks out of that.
 */
@SuppressWarnings("try")
class PageAccessibilityTests {

	private static final List<String> VIEWS = List.of("index", "flame", "top", "graph", "diff", "threads");

	private static final int[][] SIZES = { { 320, 800 }, { 390, 844 }, { 1280, 800 }, { 3840, 2160 } };

	/** Where both light and dark are judged; the colours are the same everywhere. */
	private static final Set<Integer> IN_BOTH_COLOURS = Set.of(320, 1280);

	@Test
	void axeFindsNothingInAnyView() {
		try (Browser browser = Browser.start();
				WebApplication application = WebApplication.start(WebStack.SERVLET);
				Work work = Work.onCpu()) {
			browser.open(application.uri("/actuator/pprof"));
			for (int capture = 1; capture <= 2; capture++) {
				int id = capture;
				browser.find("#kind-profile [name=seconds]").clear();
				browser.find("#kind-profile [name=seconds]").sendKeys("1");
				browser.driver().findElement(By.cssSelector("#kind-profile button[type=submit]")).click();
				await().until(() -> String.valueOf(browser.run("return location.hash")).contains("open=" + id));
				browser.click("Overview");
			}
			browser.click("Threads");
			browser.click("Take a thread dump");
			browser.awaitText(".threads", "No deadlocks");
			List<String> found = new ArrayList<>();
			for (String view : VIEWS) {
				browser.run("document.querySelector(`#views a[href^='#/${arguments[0]}']`).click()", view);
				await().until(() -> Boolean.TRUE.equals(browser.run("""
						return document.querySelector('main').className === 'view-' + arguments[0]
							&& !document.querySelector('[aria-busy]')
							&& document.querySelector('main').childElementCount > 1""", view)));
				for (int[] size : SIZES) {
					int width = size[0];
					browser.resize(width, size[1]);
					for (boolean dark : new boolean[] { false, true }) {
						if (dark && !IN_BOTH_COLOURS.contains(width)) {
							continue;
						}
						browser.dark(dark);
						browser.inaccessible()
							.forEach((violation) -> found
								.add(view + " " + width + (dark ? " dark: " : ": ") + violation));
					}
					assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
						.as("%s fits into %s pixels", view, width)
						.isEqualTo(true);
				}
			}
			assertThat(found).isEmpty();
			assertThat(browser.complaints()).isEmpty();
		}
	}

}
