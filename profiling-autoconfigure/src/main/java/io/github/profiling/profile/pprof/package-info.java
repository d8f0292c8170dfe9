/**
 * Reads and writes pprof's {@code profile.proto}. The wire code is our own: the format
 * needs two wire types, a library for it would be larger than the product.
 */
@NullMarked
package io.github.profiling.profile.pprof;

import org.jspecify.annotations.NullMarked;
