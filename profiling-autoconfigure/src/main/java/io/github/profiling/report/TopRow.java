package io.github.profiling.report;

/**
 * A function in a {@link Top}.
 *
 * @param name the function's name, or that of its binary in brackets where it is unknown
 * @param inlining whether calls of the function were inlined
 * @param flat what was measured in the function itself, in the unit of the column
 * @param cum what was measured in the function and all that it called
 */
public record TopRow(String name, Inlining inlining, long flat, long cum) {

}
