package io.github.profiling.endpoint;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;

import io.github.profiling.capture.CapturedFile;

import org.springframework.core.io.FileSystemResource;

/**
 * A captured file as a body that deletes the file when it was read.
 */
final class CapturedFileResource extends FileSystemResource {

	private final CapturedFile file;

	CapturedFileResource(CapturedFile file) {
		super(file.path());
		this.file = file;
	}

	@Override
	public boolean isFile() {
		// Or a web server would copy the file without asking for the stream.
		return false;
	}

	@Override
	public ReadableByteChannel readableChannel() throws IOException {
		// WebFlux reads from here.
		return Channels.newChannel(getInputStream());
	}

	@Override
	public InputStream getInputStream() throws IOException {
		return new FilterInputStream(super.getInputStream()) {

			@Override
			public void close() throws IOException {
				super.close();
				CapturedFileResource.this.file.close();
			}

		};
	}

}
