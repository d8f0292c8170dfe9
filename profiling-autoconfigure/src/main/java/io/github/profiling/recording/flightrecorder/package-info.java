/**
 * The engine that uses JDK Flight Recorder, which is part of the JVM. The only place that
 * knows {@code jdk.jfr}, a module that a JVM may lack:
 * {@link io.github.profiling.recording.flightrecorder.FlightRecorderEngine} can be used
 * without it.
 */
@NullMarked
package io.github.profiling.recording.flightrecorder;

import org.jspecify.annotations.NullMarked;
