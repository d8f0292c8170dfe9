/**
 * Starts what users would build with the starter, for real, and profiles it over HTTP.
 */
package io.github.profiling.consumer;
