/**
 * Recordings and how they come about: whoever wants samples takes a lease from the
 * {@link io.github.profiling.recording.Recorder}, and nobody else talks to an
 * {@link io.github.profiling.recording.Engine}. Knows nothing of Spring.
 */
@NullMarked
package io.github.profiling.recording;

import org.jspecify.annotations.NullMarked;
