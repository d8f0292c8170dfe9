package io.github.profiling.recording.jfr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

import one.jfr.JfrReader;

/**
 * Goes through a recording chunk by chunk. Each chunk brings its own constants, and those
 * of the last are dropped: kept, they would let memory grow with the number of chunks.
 */
final class JfrChunks {

	/**
	 * Files up to this size are read as a whole: the reader's own buffer is outside the
	 * heap, where it would wait for a garbage collection that an idle application does
	 * not make.
	 */
	private static final long WHOLE_FILE_BYTES = 8 * 1024 * 1024;

	private JfrChunks() {
	}

	/**
	 * Shows each chunk to a visitor.
	 * @param file the recording's file
	 * @param visitor reads the events of the chunk it is called for, until there are no
	 * more
	 * @throws IOException if the file cannot be read or is damaged
	 */
	static void forEach(Path file, Visitor visitor) throws IOException {
		try (JfrReader jfr = open(file)) {
			jfr.stopAtNewChunk = true;
			do {
				visitor.visit(jfr);
				clear(jfr);
			}
			while (jfr.hasMoreChunks());
		}
		catch (RuntimeException ex) {
			// The reader trusts its input, and stumbles where a file is torn.
			throw new IOException("the recording is damaged, as when the disk was full: " + ex, ex);
		}
	}

	private static JfrReader open(Path file) throws IOException {
		try {
			return (Files.size(file) <= WHOLE_FILE_BYTES) ? new JfrReader(ByteBuffer.wrap(Files.readAllBytes(file)))
					: new JfrReader(file.toString());
		}
		catch (IOException ex) {
			throw new IOException("the recording is damaged, as when the disk was full: " + ex.getMessage(), ex);
		}
	}

	private static void clear(JfrReader jfr) {
		jfr.stackTraces.clear();
		jfr.methods.clear();
		jfr.symbols.clear();
		jfr.classes.clear();
		jfr.threads.clear();
		jfr.javaThreads.clear();
	}

	/**
	 * Reads the events of a chunk.
	 */
	interface Visitor {

		void visit(JfrReader chunk) throws IOException;

	}

}
