package io.github.profiling.profile.pprof;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * Takes profiles out of their gzip (RFC 1952) wrapping.
 */
final class Gzip {

	private static final int BUFFER_BYTES = 32 * 1024;

	private Gzip() {
	}

	static boolean isGzip(byte[] bytes) {
		return bytes.length >= 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
	}

	/**
	 * Decompresses twice, first only to learn the size: a file that is too large costs no
	 * memory then, and any other is held only once.
	 */
	static byte[] decompress(byte[] bytes, int maxBytes) throws InvalidProfileException {
		try {
			byte[] result = new byte[decompressedSize(bytes, maxBytes)];
			try (InputStream in = open(bytes)) {
				in.readNBytes(result, 0, result.length);
			}
			return result;
		}
		catch (InvalidProfileException ex) {
			throw ex;
		}
		catch (EOFException ex) {
			throw new InvalidProfileException("the profile is truncated: its gzip data ends too early", ex);
		}
		catch (IOException ex) {
			throw new InvalidProfileException("the profile's gzip data is damaged: " + ex.getMessage(), ex);
		}
	}

	private static int decompressedSize(byte[] bytes, int maxBytes) throws IOException {
		byte[] buffer = new byte[BUFFER_BYTES];
		long size = 0;
		try (InputStream in = open(bytes)) {
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				size += read;
				if (size > maxBytes) {
					throw InvalidProfileException.tooLarge(maxBytes);
				}
			}
		}
		return (int) size;
	}

	private static InputStream open(byte[] bytes) throws IOException {
		return new GZIPInputStream(new ByteArrayInputStream(bytes), BUFFER_BYTES);
	}

}
