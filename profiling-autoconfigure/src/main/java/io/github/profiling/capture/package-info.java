/**
 * Captures: what somebody asked for, from the request to the finished profile, and the
 * rules that keep them from harming the application. Knows nothing of HTTP.
 */
@NullMarked
package io.github.profiling.capture;

import org.jspecify.annotations.NullMarked;
