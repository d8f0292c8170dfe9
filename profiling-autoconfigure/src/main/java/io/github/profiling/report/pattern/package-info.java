/**
 * Regular expressions from people we do not know: Go's syntax and meaning, in time that
 * grows with the length of pattern and text and no faster. Knows nothing but the JDK.
 */
@NullMarked
package io.github.profiling.report.pattern;

import org.jspecify.annotations.NullMarked;
