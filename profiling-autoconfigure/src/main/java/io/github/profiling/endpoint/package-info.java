/**
 * The actuator endpoint: HTTP in, HTTP out, nothing else.
 */
@NullMarked
package io.github.profiling.endpoint;

import org.jspecify.annotations.NullMarked;
