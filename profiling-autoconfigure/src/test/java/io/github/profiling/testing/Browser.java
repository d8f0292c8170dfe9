package io.github.profiling.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real Chromium without a window, as Debian packages it together with its driver.
 * Nothing is downloaded.
 */
public final class Browser implements AutoCloseable {

	private static final String REMEDY = "install Debian's packages chromium and chromium-driver";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Path profile;

	private final ChromeDriver driver;

	private Browser(Path profile, ChromeDriver driver) {
		this.profile = profile;
		this.driver = driver;
	}

	/**
	 * Skips or fails the test where there is no browser.
	 */
	public static void assumeAvailable() {
		OutsideTool.require(REMEDY, "chromium", "--version");
		OutsideTool.require(REMEDY, "chromedriver", "--version");
	}

	public static Browser start() {
		assumeAvailable();
		try {
			Path profile = Files.createTempDirectory("browser");
			ChromeOptions options = new ChromeOptions();
			options.setBinary(onPath("chromium"));
			options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
					"--disable-background-networking", "--disable-component-update", "--disable-sync",
					"--disable-dev-shm-usage", "--window-size=1280,900", "--user-data-dir=" + profile);
			LoggingPreferences logging = new LoggingPreferences();
			logging.enable(LogType.BROWSER, Level.ALL);
			options.setCapability("goog:loggingPrefs", logging);
			ChromeDriverService service = new ChromeDriverService.Builder()
				.usingDriverExecutable(new File(onPath("chromedriver")))
				.usingAnyFreePort()
				.build();
			return new Browser(profile, new ChromeDriver(service, options));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String onPath(String program) {
		for (String directory : System.getenv("PATH").split(File.pathSeparator)) {
			Path candidate = Path.of(directory, program);
			if (Files.isExecutable(candidate)) {
				return candidate.toString();
			}
		}
		throw new AssertionError(program + " is not on the path");
	}

	public ChromeDriver driver() {
		return this.driver;
	}

	/**
	 * Opens a page, and forgets what was complained about until then: the page before may
	 * have asked an application that is no more.
	 */
	public void open(URI uri) {
		this.driver.get("about:blank");
		complaints();
		this.driver.get(uri.toString());
	}

	/**
	 * Waits for an element that can be seen.
	 */
	public WebElement find(String css) {
		return await().atMost(PATIENCE)
			.ignoreExceptions()
			.until(() -> this.driver.findElement(By.cssSelector(css)), WebElement::isDisplayed);
	}

	public String text(String css) {
		return find(css).getText();
	}

	/**
	 * Waits until the page's text contains a text.
	 */
	public void awaitText(String css, String text) {
		await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(text(css)).contains(text));
	}

	/**
	 * Clicks what can be clicked by its text: a button, a link or the head of a menu.
	 */
	public void click(String text) {
		await().atMost(PATIENCE).ignoreExceptions().until(() -> {
			clickable(text).click();
			return true;
		});
	}

	private WebElement clickable(String text) {
		return this.driver.findElements(By.cssSelector("button, a, summary"))
			.stream()
			.filter((element) -> element.getText().strip().equals(text) && element.isDisplayed())
			.findFirst()
			.orElseThrow(() -> new AssertionError("nothing to click says '" + text + "'"));
	}

	/**
	 * Presses Tab until something is reached, as people do who have no mouse.
	 */
	public void tabTo(String css) {
		for (int i = 0; i < 150; i++) {
			press(Keys.TAB);
			if (Boolean.TRUE.equals(run("return document.activeElement.matches(arguments[0])", css))) {
				return;
			}
		}
		throw new AssertionError("the key Tab does not reach " + css);
	}

	public void press(CharSequence... keys) {
		new Actions(this.driver).sendKeys(keys).perform();
	}

	public Object run(String script, Object... arguments) {
		return this.driver.executeScript(script, arguments);
	}

	/**
	 * Runs a function that gives a promise, and waits for it.
	 */
	public Object promised(String function, Object... arguments) {
		this.driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
		return this.driver.executeAsyncScript("const done = arguments[arguments.length - 1]; (" + function
				+ ")(...[...arguments].slice(0, -1)).then((value) => done(value), (ex) => done('failed: ' + ex.stack))",
				arguments);
	}

	public void resize(int width, int height) {
		// A window cannot be as narrow as a phone.
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
	}

	public void dark(boolean dark) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
	}

	/**
	 * What the browser has complained about since it was asked last: errors of scripts,
	 * violations of the policy, requests that failed.
	 */
	public List<String> complaints() {
		List<String> complaints = new ArrayList<>();
		for (LogEntry entry : this.driver.manage().logs().get(LogType.BROWSER)) {
			if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
				complaints.add(entry.getMessage());
			}
		}
		return complaints;
	}

	/**
	 * What axe, which judges the accessibility of pages, finds wrong with this one.
	 */
	public List<?> inaccessible() {
		try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
			assertThat(in).as("axe.min.js on the class path").isNotNull();
			run(new String(in.readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return (List<?>) promised("""
				async () => (await axe.run()).violations.flatMap((violation) => violation.nodes.map((node) =>
					`${violation.id}: ${node.failureSummary} ${node.html.slice(0, 200)}`))""");
	}

	@Override
	public void close() {
		this.driver.quit();
		try {
			FileSystemUtils.deleteRecursively(this.profile);
		}
		catch (IOException ex) {
			// The browser may still write to it; it is a temporary directory.
		}
	}

}
