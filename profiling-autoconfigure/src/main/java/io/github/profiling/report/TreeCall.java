package io.github.profiling.report;

/**
 * A call in a {@link Tree}: by what or of what, and how much was measured in it.
 *
 * @param name the caller's name or, of a call by the entry, the callee's
 * @param inlining {@link Inlining#FULL} where all of the calls were inlined, else
 * {@link Inlining#NONE}
 * @param weight what was measured in the calls, in the unit of the column. With
 * {@link ReportOptions#mean()} it is not divided, as pprof does not
 */
public record TreeCall(String name, Inlining inlining, long weight) {

}
