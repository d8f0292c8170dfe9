/**
 * What tests of several packages share: programs from outside that judge our files.
 */
package io.github.profiling.testing;
