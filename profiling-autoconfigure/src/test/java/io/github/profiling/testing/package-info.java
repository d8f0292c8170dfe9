/**
 * What tests of several packages share: work to profile, applications to profile it in,
 * and programs from outside that judge our files.
 */
package io.github.profiling.testing;
