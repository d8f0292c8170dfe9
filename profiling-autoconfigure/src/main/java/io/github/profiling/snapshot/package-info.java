/**
 * Instant profiles that need no engine: the threads, and the heap by class. Knows the
 * profile, the JDK and JMX.
 */
@NullMarked
package io.github.profiling.snapshot;

import org.jspecify.annotations.NullMarked;
