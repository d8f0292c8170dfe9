package io.github.profiling.recording.jfr;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Where a chunk of a JFR file begins and ends, and where its metadata is (JDK,
 * {@code jdk.jfr.internal.consumer.ChunkHeader}).
 *
 * @param start the position in the file
 * @param end the position behind it
 * @param metadataPosition where the event with the metadata begins
 */
record JfrChunk(long start, long end, long metadataPosition) {

	private static final int HEADER_SIZE = 68;

	private static final int MAGIC = 0x464c5200;

	private static final int COMPRESSED_INTEGERS = 1;

	static JfrChunk read(FileWindow file, long start) throws IOException {
		if (file.size() - start < HEADER_SIZE) {
			throw new IOException("the recording ends in the middle of a chunk");
		}
		ByteBuffer header = ByteBuffer.wrap(file.read(start, HEADER_SIZE));
		if (header.getInt(0) != MAGIC || header.getShort(4) != 2) {
			throw new IOException("the recording is not a JFR file of version 2");
		}
		long size = header.getLong(8);
		long metadata = header.getLong(24);
		if (size < HEADER_SIZE || size > file.size() - start || metadata < HEADER_SIZE || metadata >= size) {
			throw new IOException("the recording has a chunk that is not complete");
		}
		if ((header.getInt(64) & COMPRESSED_INTEGERS) == 0) {
			throw new IOException("the recording has numbers that are not compressed");
		}
		return new JfrChunk(start, start + size, start + metadata);
	}

	long eventStart() {
		return this.start + HEADER_SIZE;
	}

	/**
	 * The content of the event with the metadata.
	 */
	JfrInput metadata(FileWindow file) throws IOException {
		file.seek(this.metadataPosition);
		long size = file.varint();
		if (size > this.end - this.metadataPosition) {
			throw new IOException("the recording has metadata of an impossible size");
		}
		return new JfrInput(file.read(this.metadataPosition, Math.toIntExact(size)));
	}

}
