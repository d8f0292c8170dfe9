/**
 * The store: finished captures as files of one directory, which replicas may share. Knows
 * profiles and their format, and nothing of how they are taken.
 */
@NullMarked
package io.github.profiling.capture.store;

import org.jspecify.annotations.NullMarked;
