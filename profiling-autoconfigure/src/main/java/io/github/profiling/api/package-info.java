/**
 * Profiling from code, with Spring and without: what an application's developers call.
 * Knows nothing of Spring.
 */
@NullMarked
package io.github.profiling.api;

import org.jspecify.annotations.NullMarked;
