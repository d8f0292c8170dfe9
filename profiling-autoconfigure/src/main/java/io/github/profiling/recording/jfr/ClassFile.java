package io.github.profiling.recording.jfr;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a class file says about its source (The Java Virtual Machine Specification,
 * chapter 4): the attributes {@code SourceFile} and {@code LineNumberTable}.
 *
 * @param sourceFile the file's name without directories, empty where not recorded
 * @param startLines the smallest line of each method, by name and descriptor
 */
record ClassFile(String sourceFile, Map<String, Integer> startLines) {

	static ClassFile read(DataInputStream in) throws IOException {
		if (in.readInt() != 0xCAFEBABE) {
			throw new IOException("not a class file");
		}
		in.skipNBytes(4);
		String[] strings = readConstants(in);
		in.skipNBytes(6);
		in.skipNBytes(2L * in.readUnsignedShort());
		skipFields(in);
		Map<String, Integer> startLines = new HashMap<>();
		int methods = in.readUnsignedShort();
		for (int i = 0; i < methods; i++) {
			in.skipNBytes(2);
			String method = strings[in.readUnsignedShort()] + strings[in.readUnsignedShort()];
			int line = readStartLine(in, strings);
			if (line > 0) {
				startLines.put(method, line);
			}
		}
		return new ClassFile(readSourceFile(in, strings), Map.copyOf(startLines));
	}

	private static @Nullable String[] readConstants(DataInputStream in) throws IOException {
		@Nullable String[] strings = new String[in.readUnsignedShort()];
		for (int i = 1; i < strings.length; i++) {
			int tag = in.readUnsignedByte();
			switch (tag) {
				case 1 -> strings[i] = in.readUTF();
				case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
				case 5, 6 -> {
					in.skipNBytes(8);
					// Long and double take two places.
					i++;
				}
				case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
				case 15 -> in.skipNBytes(3);
				default -> throw new IOException("unknown constant " + tag);
			}
		}
		return strings;
	}

	private static void skipFields(DataInputStream in) throws IOException {
		int fields = in.readUnsignedShort();
		for (int i = 0; i < fields; i++) {
			in.skipNBytes(6);
			int attributes = in.readUnsignedShort();
			for (int j = 0; j < attributes; j++) {
				in.skipNBytes(2);
				in.skipNBytes(in.readInt() & 0xFFFFFFFFL);
			}
		}
	}

	private static int readStartLine(DataInputStream in, @Nullable String[] strings) throws IOException {
		int start = 0;
		int attributes = in.readUnsignedShort();
		for (int i = 0; i < attributes; i++) {
			String name = strings[in.readUnsignedShort()];
			long length = in.readInt() & 0xFFFFFFFFL;
			if ("Code".equals(name)) {
				in.skipNBytes(4);
				in.skipNBytes(in.readInt() & 0xFFFFFFFFL);
				in.skipNBytes(8L * in.readUnsignedShort());
				start = readStartLine(in, strings);
			}
			else if ("LineNumberTable".equals(name)) {
				int lines = in.readUnsignedShort();
				for (int j = 0; j < lines; j++) {
					in.skipNBytes(2);
					int line = in.readUnsignedShort();
					start = (start == 0) ? line : Math.min(start, line);
				}
			}
			else {
				in.skipNBytes(length);
			}
		}
		return start;
	}

	private static String readSourceFile(DataInputStream in, @Nullable String[] strings) throws IOException {
		int attributes = in.readUnsignedShort();
		for (int i = 0; i < attributes; i++) {
			String name = strings[in.readUnsignedShort()];
			long length = in.readInt() & 0xFFFFFFFFL;
			if ("SourceFile".equals(name)) {
				String sourceFile = strings[in.readUnsignedShort()];
				return (sourceFile != null) ? sourceFile : "";
			}
			in.skipNBytes(length);
		}
		return "";
	}

}
