/**
 * What tests of several packages need.
 */
package io.github.profiling.testing;
