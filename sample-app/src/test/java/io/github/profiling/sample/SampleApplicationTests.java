package io.github.profiling.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls every address of the sample application, over HTTP.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SampleApplicationTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@Value("${local.server.port}")
	private int port;

	@ParameterizedTest
	@CsvSource({ "0, 0", "1, 1", "2, 1", "20, 6765" })
	void computesFibonacciNumbers(int n, long value) throws Exception {
		HttpResponse<String> response = get("/api/fib?n=" + n);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("{\"n\":%d,\"value\":%d}", n, value);
	}

	@Test
	void indexNamesEveryFeature() throws Exception {
		HttpResponse<String> response = get("/");
		assertThat(response.headers().firstValue("Content-Type")).hasValueSatisfying(isText());
		assertThat(response.body()).contains("/api/fib", "/api/cities", "/api/orders", "/api/report", "/api/weather");
	}

	@Test
	void citiesLeakUntilTheCacheIsEmptied() throws Exception {
		assertThat(send("DELETE", "/api/cities/cache").statusCode()).isEqualTo(204);
		assertThat(get("/api/cities?country=Switzerland").body()).endsWith("\"cached\":10}");
		assertThat(get("/api/cities?country=Switzerland").body()).endsWith("\"cached\":20}");
		assertThat(get("/api/cities?country=Peru").body())
			.contains("{\"name\":\"Lima\",\"country\":\"Peru\",\"population\":10000000,"
					+ "\"label\":\"Lima, Peru (10,000,000 people)\"}")
			.endsWith("\"cached\":25}");
		assertThat(send("DELETE", "/api/cities/cache").statusCode()).isEqualTo(204);
		assertThat(get("/api/cities?country=Peru").body()).endsWith("\"cached\":5}");
	}

	@Test
	void citiesOfAllCountriesAreSomeHundreds() throws Exception {
		assertThat(get("/api/cities").body().split("\"label\"")).hasSizeBetween(500, 600);
	}

	@Test
	void placesOrdersOneAfterTheOther() throws Exception {
		long before = orders();
		HttpResponse<String> response = send("POST", "/api/orders?item=globe&quantity=3");
		assertThat(response.statusCode()).isEqualTo(201);
		assertThat(response.body()).isEqualTo("{\"number\":%d,\"item\":\"globe\",\"quantity\":3}", before + 1);
		assertThat(orders()).isEqualTo(before + 1);
	}

	@Test
	void stockIsFilledUpWhenItRunsOut() throws Exception {
		for (int i = 0; i < 11; i++) {
			assertThat(send("POST", "/api/orders?item=atlas&quantity=100").statusCode()).isEqualTo(201);
		}
	}

	@Test
	void reportsTheLargestCities() throws Exception {
		HttpResponse<String> response = get("/api/report?top=2");
		assertThat(response.headers().firstValue("Content-Type")).hasValueSatisfying(isText());
		assertThat(response.body().lines()).containsExactly("  32,050,000 Chongqing", "  24,870,000 Shanghai");
	}

	@Test
	void asksTheStationForTheWeather() throws Exception {
		assertThat(get("/api/weather?city=Xi%27an").body())
			.isEqualTo("{\"city\":\"Xi'an\",\"celsius\":14,\"sky\":\"fog\"}");
		assertThat(get("/api/weather").body()).startsWith("{\"city\":\"Zurich\"");
	}

	@ParameterizedTest
	@CsvSource({ "GET, /api/fib?n=46, 400, 'n is 46, but must be from 0 to 45'",
			"GET, /api/fib?n=-1, 400, 'n is -1, but must be from 0 to 45'",
			"GET, /api/fib?n=abc, 400, Failed to convert 'n' with value: 'abc'",
			"GET, /api/cities?country=Atlantis, 404, no city of the country 'Atlantis'",
			"POST, /api/orders, 400, Required parameter 'item' is not present.",
			"POST, /api/orders?item=moon, 404, 'no item ''moon'', but atlas, globe and map'",
			"POST, /api/orders?item=map&quantity=0, 400, 'quantity is 0, but must be from 1 to 100'",
			"POST, /api/orders?item=map&quantity=101, 400, 'quantity is 101, but must be from 1 to 100'",
			"GET, /api/report?top=0, 400, 'top is 0, but must be from 1 to 500'",
			"GET, /api/report?top=501, 400, 'top is 501, but must be from 1 to 500'",
			"GET, /api/weather?city=Atlantis, 404, no city 'Atlantis'" })
	void saysWhatIsWrongWithBadInput(String method, String path, int status, String detail) throws Exception {
		HttpResponse<String> response = send(method, path);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.body()).contains("\"detail\":\"" + detail + "\"");
	}

	@Test
	void actuatorExposesHealth() throws Exception {
		assertThat(get("/actuator/health").body()).contains("\"status\":\"UP\"");
	}

	private static Consumer<String> isText() {
		return (type) -> assertThat(type).startsWith("text/plain");
	}

	private long orders() throws IOException, InterruptedException {
		return Long.parseLong(get("/api/orders").body().replaceAll("\\D", ""));
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return send("GET", path);
	}

	private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.method(method, BodyPublishers.noBody())
			.timeout(Duration.ofSeconds(30))
			.build();
		return this.client.send(request, BodyHandlers.ofString());
	}

}
