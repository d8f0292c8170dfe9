package io.github.profiling.profile;

/**
 * A line of a function, as {@code Line} in pprof's {@code profile.proto}.
 *
 * @param function the index of the function in {@link Profile#functions()}
 * @param line the line number in the function's source file, 0 where unknown
 * @param column the column, 0 where unknown
 */
public record Line(int function, long line, long column) {

}
