/**
 * Starts the packaged sample application in the places that containers make of a machine,
 * and asks for every profile there. Nothing here knows the kinds of profiles by name but
 * for what a place is expected to change: the index tells what there is.
 */
package io.github.profiling.sample.sandbox;
