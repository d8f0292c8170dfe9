/**
 * Captures that outlive the request for them: each runs on a thread of its own and ends
 * in the store. Knows nothing of HTTP.
 */
@NullMarked
package io.github.profiling.capture.job;

import org.jspecify.annotations.NullMarked;
