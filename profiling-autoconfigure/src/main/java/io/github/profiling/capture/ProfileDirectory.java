package io.github.profiling.capture;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.github.profiling.profile.Profile;
import io.github.profiling.recording.RecordingLimits;
import org.jspecify.annotations.Nullable;

/**
 * A directory of pprof files, one for each capture, named
 * {@code <application>_<replica>_<time>_<kind>_<duration>.pb.gz}: the time in UTC at
 * which the capture began, the duration in milliseconds. It holds no more than a number
 * of files of one application; the oldest go first. Files with other names are not
 * touched.
 */
public final class ProfileDirectory implements CaptureSink {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	/** The time, the kind, the duration. */
	private static final String NAME_END = "_\\d{8}T\\d{6}\\.\\d{3}Z_[a-z]+_\\d+ms\\.pb\\.gz";

	private static final Pattern TIME_IN_NAME = Pattern.compile("_(?=\\d{8}T\\d{6}\\.\\d{3}Z_[a-z]+_\\d+ms\\.)");

	private final @Nullable Path configured;

	private final Application application;

	private final int maxFiles;

	private final RecordingLimits limits;

	private @Nullable Path directory;

	/**
	 * Creates a directory's description; nothing is touched yet.
	 * @param directory the directory, or {@code null} for one of its own in
	 * {@code java.io.tmpdir}, which stays when the process ends
	 * @param application who is profiled
	 * @param maxFiles how many files of the application the directory may hold, at least
	 * 1
	 * @param limits what to leave free on the disk
	 */
	public ProfileDirectory(@Nullable Path directory, Application application, int maxFiles, RecordingLimits limits) {
		this.configured = directory;
		this.application = application;
		this.maxFiles = maxFiles;
		this.limits = limits;
	}

	@Override
	public void accept(CaptureRequest request, Profile profile) throws IOException {
		write(request, profile);
	}

	/**
	 * Writes a file.
	 * @param request what was asked for
	 * @param profile the profile
	 * @return the file
	 * @throws IOException if it cannot be written, with the reason
	 */
	public synchronized Path write(CaptureRequest request, Profile profile) throws IOException {
		Path parent = directory();
		this.limits.checkFreeSpace(parent);
		Path file = parent.resolve(name(request, profile));
		WholeFile.write(profile, file);
		removeOldest(parent);
		return file;
	}

	private Path directory() throws IOException {
		Path made = this.directory;
		if (made == null) {
			made = (this.configured != null) ? Files.createDirectories(this.configured.toAbsolutePath())
					: Files.createTempDirectory("profiles-");
			this.directory = made;
		}
		return made;
	}

	private String name(CaptureRequest request, Profile profile) {
		Instant start = Instant.ofEpochSecond(0, profile.header().timeNanos());
		long millis = TimeUnit.NANOSECONDS.toMillis(profile.header().durationNanos());
		return prefix() + portable(this.application.replica()) + "_" + TIME.format(start) + "_" + request.kind().path()
				+ "_" + millis + "ms.pb.gz";
	}

	private String prefix() {
		return portable(this.application.name()) + "_";
	}

	/**
	 * A name that every file system takes, in which the parts of a file name can be told
	 * apart.
	 */
	private static String portable(String name) {
		String portable = name.replaceAll("[^A-Za-z0-9.-]+", "-").replaceAll("^[.-]+", "");
		return portable.isEmpty() ? "unnamed" : portable.substring(0, Math.min(portable.length(), 60));
	}

	private void removeOldest(Path parent) throws IOException {
		Pattern own = Pattern.compile(Pattern.quote(prefix()) + "[A-Za-z0-9.-]+" + NAME_END);
		List<Path> files = new ArrayList<>();
		try (DirectoryStream<Path> all = Files.newDirectoryStream(parent,
				(file) -> own.matcher(file.getFileName().toString()).matches()
						&& Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))) {
			all.forEach(files::add);
		}
		files.sort(Comparator.comparing((file) -> TIME_IN_NAME.split(file.getFileName().toString())[1]));
		for (Path file : files.subList(0, Math.max(0, files.size() - this.maxFiles))) {
			Files.deleteIfExists(file);
		}
	}

}
