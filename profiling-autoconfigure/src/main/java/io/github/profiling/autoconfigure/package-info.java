/**
 * Puts the parts together in a Spring Boot application.
 */
@NullMarked
package io.github.profiling.autoconfigure;

import org.jspecify.annotations.NullMarked;
