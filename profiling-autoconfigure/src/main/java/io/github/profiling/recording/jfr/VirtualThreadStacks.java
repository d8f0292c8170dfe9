package io.github.profiling.recording.jfr;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import one.jfr.ClassRef;
import one.jfr.JfrReader;
import one.jfr.MethodRef;
import one.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * Tells stacks of virtual threads in a chunk from others by their frames, as
 * async-profiler records nothing but the carrier.
 */
final class VirtualThreadStacks {

	private static final String VIRTUAL_THREAD = "java/lang/VirtualThread";

	private static final String PARK = "jdk/internal/misc/Unsafe.park";

	private final JfrReader chunk;

	private final Map<Integer, Boolean> known = new HashMap<>();

	VirtualThreadStacks(JfrReader chunk) {
		this.chunk = chunk;
	}

	/**
	 * Whether a stack of somebody who waits for a lock is that of a virtual thread and
	 * the lock a monitor. Others are waited for in {@code Unsafe.park}.
	 */
	boolean waitsForMonitor(int stackTraceId) {
		return this.known.computeIfAbsent(stackTraceId, this::find);
	}

	private boolean find(int stackTraceId) {
		StackTrace trace = this.chunk.stackTraces.get(stackTraceId);
		if (trace == null || trace.methods.length == 0 || method(trace.methods[0], true).equals(PARK)) {
			return false;
		}
		for (long id : trace.methods) {
			if (method(id, false).equals(VIRTUAL_THREAD)) {
				return true;
			}
		}
		return false;
	}

	private String method(long id, boolean withName) {
		MethodRef method = this.chunk.methods.get(id);
		ClassRef type = (method != null) ? this.chunk.classes.get(method.cls) : null;
		if (method == null || type == null) {
			return "";
		}
		return symbol(type.name) + (withName ? "." + symbol(method.name) : "");
	}

	private String symbol(long id) {
		byte @Nullable [] bytes = this.chunk.symbols.get(id);
		return (bytes != null) ? new String(bytes, StandardCharsets.UTF_8) : "";
	}

}
