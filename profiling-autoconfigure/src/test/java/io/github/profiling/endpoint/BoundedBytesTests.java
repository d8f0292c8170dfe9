package io.github.profiling.endpoint;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

import io.github.profiling.endpoint.BoundedBytes.TooLargeException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link BoundedBytes}.
 */
class BoundedBytesTests {

	@Test
	void holdsAsManyBytesAsAreAllowed() throws IOException {
		BoundedBytes bytes = new BoundedBytes(5);
		try (Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
			out.append("größ", 0, 3);
			out.append('e');
		}
		assertThat(bytes.toByteArray()).asString(StandardCharsets.UTF_8).isEqualTo("gröe");
	}

	@Test
	void refusesMoreWithWhatToDo() {
		BoundedBytes bytes = new BoundedBytes(2048);
		assertThatExceptionOfType(TooLargeException.class).isThrownBy(() -> {
			try (Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
				for (int i = 0; i < 10_000; i++) {
					out.append("com.example.Service.method");
				}
			}
		}).withMessageContaining("2 kB").withMessageContaining("'focus'");
		assertThat(bytes.toByteArray()).hasSizeLessThanOrEqualTo(2048);
	}

}
