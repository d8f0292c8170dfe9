/**
 * The engine that uses async-profiler. The only place that knows its option string, which
 * is built from typed values alone: an option {@code file=} writes anywhere.
 */
@NullMarked
package io.github.profiling.recording.asyncprofiler;

import org.jspecify.annotations.NullMarked;
