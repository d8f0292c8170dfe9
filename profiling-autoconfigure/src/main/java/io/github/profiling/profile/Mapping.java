package io.github.profiling.profile;

import java.util.Objects;

/**
 * A binary or, for managed code, the application whose code the locations belong to, as
 * {@code Mapping} in pprof's {@code profile.proto}.
 *
 * @param memoryStart the address at which the binary is loaded, 0 for managed code
 * @param memoryLimit the end of the occupied address range, exclusive
 * @param fileOffset the offset in the binary that corresponds to the first address
 * @param filename the name that viewers show as {@code File:}
 * @param buildId a string that uniquely identifies the build, empty where unknown
 * @param hasFunctions whether locations carry function names. Where {@code false},
 * {@code go tool pprof} tries to symbolise the binary itself, and complains
 * @param hasFilenames whether functions carry file names
 * @param hasLineNumbers whether lines carry line numbers
 * @param hasInlineFrames whether inlined frames are expanded into several lines of a
 * location
 */
public record Mapping(long memoryStart, long memoryLimit, long fileOffset, String filename, String buildId,
		boolean hasFunctions, boolean hasFilenames, boolean hasLineNumbers, boolean hasInlineFrames) {

	public Mapping {
		Objects.requireNonNull(filename);
		Objects.requireNonNull(buildId);
	}

	/**
	 * The mapping of an application whose code is symbolised already, as all code on a
	 * JVM is.
	 * @param name the application's name
	 * @param buildId a string that identifies the build, or empty
	 * @return the mapping
	 */
	public static Mapping ofApplication(String name, String buildId) {
		return new Mapping(0, 0, 0, name, buildId, true, true, true, false);
	}

}
