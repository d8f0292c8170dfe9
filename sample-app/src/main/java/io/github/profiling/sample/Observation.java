package io.github.profiling.sample;

/**
 * What a weather station has seen.
 *
 * @param city the city it stands in
 * @param celsius the temperature in degrees Celsius
 * @param sky what the sky looks like
 */
record Observation(String city, int celsius, String sky) {

}
