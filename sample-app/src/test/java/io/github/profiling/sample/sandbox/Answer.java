package io.github.profiling.sample.sandbox;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import io.github.profiling.profile.Profile;
import io.github.profiling.profile.pprof.PprofReader;
import io.github.profiling.sample.sandbox.Kinds.Kind;
import io.github.profiling.sample.sandbox.Kinds.Request;
import jdk.jfr.consumer.RecordingFile;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the endpoint answered to a request. To create one is to check that it is right as
 * such: a file that can be read, or one line that says why not.
 *
 * @param request the request
 * @param status the status
 * @param engine engine and sampler that the profile names, empty where it has none
 * @param detail the line that says why not, empty where there is a profile
 */
record Answer(Request request, int status, String engine, String detail) {

	private static final byte[] GZIP = { 0x1f, (byte) 0x8b };

	private static final byte[] JFR = { 'F', 'L', 'R', 0 };

	/** What an application with work to do cannot be without for a second. */
	private static final Set<String> ALWAYS_SAMPLED = Set.of("profile", "wall");

	static Answer of(Request request, HttpResponse<byte[]> response) {
		if (response.statusCode() == 200) {
			return new Answer(request, 200, engine(request, response), "");
		}
		String text = new String(response.body(), StandardCharsets.UTF_8);
		assertThat(response.statusCode()).as("status of %s: %s", request.path(), text).isIn(409, 503);
		assertThat(response.headers().firstValue("X-Go-Pprof")).as(request.path()).hasValue("1");
		assertThat(response.headers().firstValue("Content-Type").orElse("")).as(request.path())
			.startsWith("text/plain");
		assertThat(text).as(request.path()).endsWith("\n").isNotBlank().hasLineCount(1);
		return new Answer(request, response.statusCode(), "", text.strip());
	}

	private static String engine(Request request, HttpResponse<byte[]> response) {
		byte[] body = response.body();
		String type = response.headers().firstValue("Content-Type").orElse("");
		if (type.startsWith("text/plain")) {
			assertThat(body).as(request.path()).isNotEmpty();
			return "";
		}
		assertThat(type).as(request.path()).isEqualTo("application/octet-stream");
		try {
			if (startsWith(body, JFR)) {
				return readRecording(request, body);
			}
			assertThat(startsWith(body, GZIP)).as(request.path() + " is gzipped").isTrue();
			Profile profile = PprofReader.read(body);
			assertThat(profile.sampleTypes()).as(request.path()).isNotEmpty();
			String engine = engine(profile).orElse("");
			if (engine.startsWith("async-profiler") && ALWAYS_SAMPLED.contains(request.kind())) {
				assertThat(profile.samples()).as(request.path()).isNotEmpty();
			}
			return engine;
		}
		catch (Exception ex) {
			throw new AssertionError(request.path() + " is not readable", ex);
		}
	}

	private static Optional<String> engine(Profile profile) {
		return profile.header()
			.comments()
			.stream()
			.filter((comment) -> comment.startsWith("Engine: "))
			.map((comment) -> comment.substring("Engine: ".length()))
			.findFirst();
	}

	private static String readRecording(Request request, byte[] body) throws IOException {
		Path file = Files.createTempFile("answer", ".jfr");
		try {
			Files.write(file, body);
			assertThat(RecordingFile.readAllEvents(file)).as(request.path()).isNotEmpty();
			return "";
		}
		finally {
			Files.delete(file);
		}
	}

	private static boolean startsWith(byte[] body, byte[] magic) {
		return body.length >= magic.length && Arrays.equals(body, 0, magic.length, magic, 0, magic.length);
	}

	/**
	 * Checks that the index says the same.
	 * @param kind what the index says, after the answer
	 */
	void agreesWith(Kind kind) {
		if (!kind.available()) {
			assertThat(this.status).as("%s is not available by the index", this.request.path()).isEqualTo(503);
			assertThat(this.detail).as(this.request.path()).contains(kind.reason());
		}
		if (!this.engine.isEmpty()) {
			assertThat(this.engine).as(this.request.path()).isEqualTo(kind.engine() + ", " + kind.sampler());
		}
	}

	/**
	 * The outcome in a line, for what is expected of it and for the table.
	 */
	String outcome() {
		return (this.status + " " + this.engine + this.detail).strip();
	}

}
