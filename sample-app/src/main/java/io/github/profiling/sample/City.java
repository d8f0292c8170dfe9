package io.github.profiling.sample;

/**
 * A row of the table {@code city}.
 *
 * @param id its number
 * @param name its English name
 * @param country its country's English name
 * @param population how many people live there
 */
record City(int id, String name, String country, int population) {

}
