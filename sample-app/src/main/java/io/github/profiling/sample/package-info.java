/**
 * A small web application worth profiling: each feature has one of the classic
 * performance problems, and says so in its Javadoc. Nothing in here knows that it is
 * profiled.
 */
@NullMarked
package io.github.profiling.sample;

import org.jspecify.annotations.NullMarked;
