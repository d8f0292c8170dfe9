/**
 * From recordings to profiles: one streaming pass that aggregates while it reads.
 */
@NullMarked
package io.github.profiling.recording.jfr;

import org.jspecify.annotations.NullMarked;
