package io.github.profiling.sample.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A filter of system calls, as container runtimes install one: perf_event_open is refused
 * with EPERM, all else is allowed. The file is an array of the kernel's
 * {@code struct sock_filter} (linux/filter.h: code, jump if true, jump if false,
 * operand), which sees {@code struct seccomp_data} (linux/seccomp.h: the call's number at
 * offset 0, the architecture at offset 4).
 */
final class SeccompFilter {

	private static final int LOAD_WORD = 0x20;

	private static final int JUMP_IF_EQUAL = 0x15;

	private static final int RETURN = 0x06;

	private static final int ALLOW = 0x7fff0000;

	private static final int ERRNO_EPERM = 0x00050001;

	private SeccompFilter() {
	}

	static Path write(Path file) {
		boolean arm = System.getProperty("os.arch").equals("aarch64");
		int architecture = arm ? 0xc00000b7 : 0xc000003e;
		int perfEventOpen = arm ? 241 : 298;
		ByteBuffer filter = ByteBuffer.allocate(6 * 8).order(ByteOrder.nativeOrder());
		put(filter, LOAD_WORD, 0, 0, 4);
		put(filter, JUMP_IF_EQUAL, 0, 3, architecture);
		put(filter, LOAD_WORD, 0, 0, 0);
		put(filter, JUMP_IF_EQUAL, 0, 1, perfEventOpen);
		put(filter, RETURN, 0, 0, ERRNO_EPERM);
		put(filter, RETURN, 0, 0, ALLOW);
		try {
			return Files.write(file, filter.array());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void put(ByteBuffer filter, int code, int ifTrue, int ifFalse, int operand) {
		filter.putShort((short) code).put((byte) ifTrue).put((byte) ifFalse).putInt(operand);
	}

}
