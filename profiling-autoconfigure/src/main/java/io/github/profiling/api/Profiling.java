package io.github.profiling.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;

import io.github.profiling.capture.CaptureException;
import io.github.profiling.capture.CaptureRequest;
import io.github.profiling.capture.RunningCapture;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.pprof.PprofWriter;
import org.jspecify.annotations.Nullable;

/**
 * A capture that was started from code. Stopping it gives the profile; closing it without
 * that throws away what it has.
 */
public final class Profiling implements AutoCloseable {

	private final RunningCapture capture;

	private final Consumer<Profiling> over;

	private @Nullable Profile profile;

	Profiling(RunningCapture capture, Consumer<Profiling> over) {
		this.capture = capture;
		this.over = over;
	}

	/**
	 * What is captured.
	 * @return the request
	 */
	public CaptureRequest request() {
		return this.capture.request();
	}

	/**
	 * When it was started.
	 * @return the time
	 */
	public Instant start() {
		return this.capture.start();
	}

	/**
	 * Ends the capture, and waits until what was recorded is read, which takes the longer
	 * the more it is.
	 * @return the profile, the same whenever this is called
	 * @throws CaptureException if there is none, with the reason
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 * @throws IllegalStateException if the capture is closed and has no profile
	 */
	public synchronized Profile stop() throws CaptureException, InterruptedException {
		Profile taken = this.profile;
		if (taken == null) {
			if (this.capture.isClosed()) {
				throw new IllegalStateException("the capture is closed and has no profile");
			}
			this.capture.stop("");
			try {
				taken = this.capture.await();
			}
			finally {
				close();
			}
			this.profile = taken;
		}
		return taken;
	}

	/**
	 * Ends the capture, and writes the profile as a pprof file, which is whole whenever
	 * it can be seen. A file that is there already is replaced.
	 * @param file the file, by custom named {@code *.pb.gz}. Directories that are missing
	 * are made
	 * @throws CaptureException if there is no profile, with the reason
	 * @throws IOException if the file cannot be written
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	public void writeTo(Path file) throws CaptureException, IOException, InterruptedException {
		WholeFile.write(stop(), file);
	}

	/**
	 * Ends the capture, and writes the profile in pprof's format.
	 * @param out where to write; is not closed
	 * @throws CaptureException if there is no profile, with the reason
	 * @throws IOException if the stream refuses
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	public void writeTo(OutputStream out) throws CaptureException, IOException, InterruptedException {
		PprofWriter.write(stop(), out);
	}

	@Override
	public void close() {
		try {
			this.capture.close();
		}
		finally {
			this.over.accept(this);
		}
	}

}
