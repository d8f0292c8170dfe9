package io.github.profiling.recording.asyncprofiler;

import java.nio.file.Path;
import java.util.List;

import io.github.profiling.recording.Engine;
import io.github.profiling.recording.EngineException;
import io.github.profiling.recording.EngineException.Reason;
import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventType;
import io.github.profiling.recording.Support;
import io.github.profiling.recording.asyncprofiler.NativeLibrary.NotLoadedException;
import one.profiler.AsyncProfiler;
import org.jspecify.annotations.Nullable;

/**
 * Records with async-profiler in this process: no agent, no attach, no privileges.
 * Whatever comes out of native code is caught here.
 */
public final class AsyncProfilerEngine implements Engine {

	/**
	 * Keeps what tells about the machine and its secrets out of recordings
	 * ({@code JfrOption} in async-profiler's arguments.h): system info, system
	 * properties, native libraries, CPU load, heap summary.
	 */
	private static final int JFR_OPTIONS = 0x1f;

	/** What async-profiler may take for call traces; more are counted as lost. */
	private static final String MEMORY_LIMIT = "64m";

	private static final String LOAD_REMEDY = "set profiling.work-directory to a writable directory that is not "
			+ "mounted noexec";

	private final List<Path> libraryDirectories;

	private final @Nullable CpuSampler wantedSampler;

	private @Nullable AsyncProfiler profiler;

	private String name = "async-profiler";

	private @Nullable String loadFailure;

	private @Nullable CpuSampler sampler;

	private String whyNoBetterSampler = "";

	/**
	 * Creates the engine. Nothing is loaded yet.
	 * @param libraryDirectories where to unpack the native library, in order of
	 * preference
	 * @param sampler the CPU sampler to use, or {@code null} for the best that works
	 */
	public AsyncProfilerEngine(List<Path> libraryDirectories, @Nullable CpuSampler sampler) {
		this.libraryDirectories = List.copyOf(libraryDirectories);
		this.wantedSampler = sampler;
	}

	@Override
	public synchronized String name() {
		return this.name;
	}

	@Override
	public synchronized boolean isPrepared() {
		return this.profiler != null || this.loadFailure != null;
	}

	@Override
	public synchronized Support support(EventType type) {
		if (load() == null) {
			return Support.unavailable(String.valueOf(this.loadFailure), LOAD_REMEDY);
		}
		return switch (type) {
			case CPU -> (this.sampler != null) ? this.sampler.support(this.whyNoBetterSampler) : Support
				.unavailable(this.whyNoBetterSampler, "remove profiling.cpu-sampler to have the best that works");
			case WALL ->
				Support.by("signals", "threads that run are sampled by a signal, those that sleep are counted", "", 0);
			case ALLOC -> Support.by("jvmti", "the JVM samples allocations (JEP 331)", "", 0);
			case LIVE -> Support.by("jvmti", "sampled objects are held by weak references", "", 0);
			case LOCK -> Support.by("jvmti, Unsafe.park",
					"the JVM tells of contended monitors, and a hook in Unsafe.park of other locks", "", 0);
			case NATIVEMEM -> Support.by("malloc, free",
					"the calls of all loaded libraries are intercepted, whichever allocator answers them", "", 0);
			case THREAD_START, TRACE -> Support.unavailable("async-profiler does not record it", "");
		};
	}

	@Override
	public synchronized void start(EventSet events, Path file) throws EngineException {
		AsyncProfiler loaded = load();
		if (loaded == null) {
			throw new EngineException(Reason.UNAVAILABLE, this.loadFailure + "; " + LOAD_REMEDY);
		}
		try {
			execute(loaded, options(events, file));
		}
		catch (EngineException ex) {
			if (ex.reason() == Reason.UNAVAILABLE && events.contains(EventType.CPU) && this.sampler == CpuSampler.PERF
					&& this.wantedSampler == null) {
				// Offered, but refused in the end, for instance for want of file
				// descriptors.
				selectSampler(loaded, CpuSampler.CTIMER, "perf_events failed: " + ex.getMessage());
				execute(loaded, options(events, file));
				return;
			}
			throw ex;
		}
	}

	@Override
	public synchronized long stop() throws EngineException {
		AsyncProfiler loaded = this.profiler;
		if (loaded == null) {
			throw new EngineException(Reason.UNAVAILABLE, "the profiler is not loaded");
		}
		execute(loaded, "stop");
		return lostSamples(execute(loaded, "metrics"));
	}

	private String options(EventSet events, Path file) throws EngineException {
		StringBuilder options = new StringBuilder("start,jfr");
		if (events.contains(EventType.CPU)) {
			CpuSampler cpu = this.sampler;
			if (cpu == null) {
				throw new EngineException(Reason.UNAVAILABLE, this.whyNoBetterSampler);
			}
			options.append(",event=").append(cpu.event());
			options.append(",interval=").append(events.interval(EventType.CPU));
		}
		append(options, ",wall=", events, EventType.WALL);
		append(options, ",alloc=", events, EventType.ALLOC);
		if (events.contains(EventType.LIVE)) {
			options.append(",live");
		}
		append(options, ",lock=", events, EventType.LOCK);
		append(options, ",nativemem=", events, EventType.NATIVEMEM);
		return options.append(",jfropts=")
			.append(JFR_OPTIONS)
			.append(",memlimit=")
			.append(MEMORY_LIMIT)
			.append(",loglevel=none,file=")
			.append(file)
			.toString();
	}

	private static void append(StringBuilder options, String option, EventSet events, EventType type) {
		if (events.contains(type)) {
			options.append(option).append(events.interval(type));
		}
	}

	private @Nullable AsyncProfiler load() {
		if (this.profiler == null && this.loadFailure == null) {
			try {
				AsyncProfiler loaded = NativeLibrary.load(this.libraryDirectories);
				this.name = "async-profiler " + execute(loaded, "version").trim();
				if (this.wantedSampler != null) {
					selectSampler(loaded, this.wantedSampler, "chosen by profiling.cpu-sampler");
				}
				else {
					selectSampler(loaded, CpuSampler.PERF, "");
				}
				this.profiler = loaded;
			}
			catch (NotLoadedException | EngineException ex) {
				this.loadFailure = String.valueOf(ex.getMessage());
			}
		}
		return this.profiler;
	}

	/**
	 * Selects the first sampler that is offered, beginning with the given one.
	 */
	private void selectSampler(AsyncProfiler loaded, CpuSampler first, String whyNoBetter) throws EngineException {
		String list = execute(loaded, "list");
		this.sampler = null;
		this.whyNoBetterSampler = (first == CpuSampler.PERF) ? CpuSampler.whyNoPerf() : whyNoBetter;
		for (CpuSampler candidate : CpuSampler.values()) {
			if (candidate.compareTo(first) >= 0 && candidate.isListedIn(list)) {
				this.sampler = candidate;
				return;
			}
			if (candidate == this.wantedSampler) {
				this.whyNoBetterSampler = candidate + " was chosen by profiling.cpu-sampler and does not work here";
				return;
			}
		}
	}

	private static String execute(AsyncProfiler profiler, String command) throws EngineException {
		try {
			return profiler.execute(command);
		}
		catch (Throwable ex) {
			String message = String.valueOf(ex.getMessage());
			if (message.contains("already started")) {
				throw new EngineException(Reason.IN_USE, "async-profiler is already running in this JVM, started by "
						+ "something else (an agent on the command line?); stop that, or wait for its end", ex);
			}
			throw new EngineException(Reason.UNAVAILABLE, "async-profiler: " + message, ex);
		}
	}

	private static long lostSamples(String metrics) {
		long lost = 0;
		for (String line : metrics.split("\n")) {
			String[] nameAndValue = line.trim().split(" ");
			if (nameAndValue.length == 2 && (nameAndValue[0].equals("samples_skipped_total")
					|| nameAndValue[0].equals("calltracestorage_overflows_total"))) {
				try {
					lost += Long.parseLong(nameAndValue[1]);
				}
				catch (NumberFormatException ex) {
					// A line that a newer version writes in another way.
				}
			}
		}
		return lost;
	}

}
