/**
 * Reports: views computed from a {@link io.github.profiling.profile.Profile}, as text or
 * as a model, with the numbers that {@code go tool pprof} would print. Knows nothing but
 * the profile and the JDK.
 */
@NullMarked
package io.github.profiling.report;

import org.jspecify.annotations.NullMarked;
