package io.github.profiling.profile.pprof;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Wraps and unwraps files as the tests need them.
 */
final class ExampleFiles {

	private ExampleFiles() {
	}

	static byte[] gzip(byte[] content) {
		ByteArrayOutputStream file = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
			gzip.write(content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return file.toByteArray();
	}

	static byte[] gunzip(byte[] file) {
		try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
			return in.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static byte[] concatenate(byte[]... parts) {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			all.writeBytes(part);
		}
		return all.toByteArray();
	}

}
