package io.github.profiling.endpoint;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.github.profiling.testing.Browser;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.interactions.Actions;

/**
 * Renews the pictures of the page in the documentation: every view, light and dark, on a
 * desktop and on a phone, with profiles of the sample application under load. Not a test;
 * {@code CONTRIBUTING.md} says how it is run.
 */
public final class PagePictures {

	/** More users of what is hot, fewer of the rest, so that the graph has a shape. */
	private static final List<String> USERS = List.of("/api/fib?n=27", "/api/cities?count=20", "/api/orders",
			"/api/report", "/api/cities?count=5", "/api/weather");

	private static final String SECONDS = "10";

	/** Below Spring's and the server's own frames, those of the application begin. */
	private static final String UNTOUCHED = """
			document.activeElement.blur();
			scrollTo(0, 0);
			const flames = document.querySelector('.flame-scroller');
			flames?.scrollTo(0, 54 * 20 - flames.clientHeight);""";

	private final URI application;

	private final Path directory;

	private final HttpClient client = HttpClient.newHttpClient();

	private volatile boolean over;

	private PagePictures(URI application, Path directory) {
		this.application = application;
		this.directory = directory;
	}

	/**
	 * Takes the pictures.
	 * @param arguments the address of the sample application, in which captures are
	 * allowed, and the directory to write to
	 */
	public static void main(String[] arguments) throws IOException {
		new PagePictures(URI.create(arguments[0]), Path.of(arguments[1])).takeAll();
	}

	private void takeAll() throws IOException {
		ExecutorService users = Executors.newFixedThreadPool(USERS.size());
		USERS.forEach((path) -> users.execute(() -> use(path)));
		try (Browser browser = Browser.start()) {
			browser.resize(1280, 800);
			orderTwo();
			browser.open(this.application.resolve("/actuator/pprof"));
			capture(browser, "profile", "1");
			capture(browser, "heap", "2");
			capture(browser, "profile", "3");
			views(browser);
		}
		finally {
			this.over = true;
			users.shutdown();
		}
	}

	private void views(Browser browser) throws IOException {
		picture(browser, "overview", "#/index", ".stored li, .captures li");
		picture(browser, "flame-graph", "#/flame?open=3", ".flame-scroller");
		picture(browser, "top", "#/top?open=3", "table.top tbody tr");
		picture(browser, "call-graph", "#/graph?open=3&n=40", ".panzoom svg");
		picture(browser, "diff", "#/diff?open=3", "table.diff tbody tr");
		go(browser, "#/threads");
		browser.click("Take a thread dump");
		picture(browser, "threads", null, ".threads");
		browser.driver()
			.executeCdpCommand("Emulation.setDeviceMetricsOverride",
					Map.of("width", 390, "height", 780, "deviceScaleFactor", 1, "mobile", true));
		picture(browser, "phone-overview", "#/index", ".captures li");
		picture(browser, "phone-flame-graph", "#/flame?open=3", ".flame-scroller");
		picture(browser, "phone-top", "#/top?open=3", "table.top tbody tr");
	}

	private void use(String path) {
		while (!this.over) {
			send("GET", path);
		}
	}

	private void orderTwo() {
		send("POST", "/actuator/pprof/captures?kind=profile&tags=release-1.4&seconds=2");
		send("POST", "/actuator/pprof/captures?kind=allocs&seconds=" + SECONDS);
	}

	private void send(String method, String path) {
		HttpRequest request = HttpRequest.newBuilder(this.application.resolve(path))
			.method(method, BodyPublishers.noBody())
			.build();
		try {
			HttpResponse<Void> response = this.client.send(request, BodyHandlers.discarding());
			if (response.statusCode() >= 300) {
				throw new IllegalStateException(request + " was answered with " + response.statusCode());
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(request + " was not answered", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void capture(Browser browser, String kind, String id) {
		go(browser, "#/index");
		browser.find("#kind-" + kind + " [name=seconds]").sendKeys(Keys.chord(Keys.CONTROL, "a"), SECONDS);
		browser.driver().findElement(By.cssSelector("#kind-" + kind + " button[type=submit]")).click();
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> String.valueOf(browser.run("return location.hash")).contains("open=" + id));
		browser.find(".flame-scroller");
	}

	private static void go(Browser browser, String place) {
		browser.run("location.hash = arguments[0]", place);
	}

	private void picture(Browser browser, String name, String place, String shown) throws IOException {
		if (place != null) {
			go(browser, place);
		}
		browser.find(shown);
		browser.run(UNTOUCHED);
		new Actions(browser.driver()).moveToLocation(0, 0).perform();
		for (boolean dark : new boolean[] { false, true }) {
			browser.dark(dark);
			browser.promised("() => new Promise((done) => setTimeout(done, 1000))");
			byte[] picture = browser.driver().getScreenshotAs(OutputType.BYTES);
			Files.write(this.directory.resolve("page-" + name + (dark ? "-dark" : "-light") + ".png"), picture);
		}
		browser.dark(false);
	}

}
