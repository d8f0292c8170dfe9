/**
 * The format-neutral profile, the narrow waist of the house: every source of samples ends
 * in a {@link io.github.profiling.profile.Profile}, every output starts from one. Knows
 * nothing but the JDK.
 */
@NullMarked
package io.github.profiling.profile;

import org.jspecify.annotations.NullMarked;
