package io.github.profiling.snapshot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads the virtual threads in the text of {@code jcmd Thread.dump_to_file}. JDK 21
 * writes <pre>
 * #24 "name" virtual
 *       java.base/java.lang.VirtualThread.park(VirtualThread.java:582)
 * </pre> and JDK 25 adds the state and the locks: <pre>
 * #24 "name" virtual WAITING 2026-11-23T13:14:28.022941351Z
 *     at java.base/java.lang.VirtualThread.park(VirtualThread.java:742)
 *     - parking to wait for &lt;java.util.concurrent.Semaphore@7bba5817&gt;
 * </pre> Platform threads are in there too, without the word {@code virtual}.
 */
final class VirtualThreadReader {

	private static final int LONGEST_NAME = 100_000;

	private static final int MOST_KNOWN_FRAMES = 100_000;

	private final DumpLines lines;

	private final StackGroups groups;

	private final int mostThreads;

	private final int deepestStack;

	private final Map<String, StackFrame> knownFrames = new HashMap<>();

	private List<StackFrame> stack = new ArrayList<>();

	private @Nullable String state;

	private String thread = "";

	private int threads;

	private int cutStacks;

	private boolean full;

	VirtualThreadReader(DumpLines lines, StackGroups groups, int mostThreads, int deepestStack) {
		this.lines = lines;
		this.groups = groups;
		this.mostThreads = mostThreads;
		this.deepestStack = deepestStack;
	}

	void read() throws IOException {
		String line = this.lines.next();
		while (line != null && !this.full) {
			if (isHeader(line)) {
				finish();
				begin(line);
			}
			else if (this.state != null) {
				readFrame(line.strip());
			}
			line = this.lines.next();
		}
		if (!this.lines.stopped()) {
			finish();
		}
	}

	/**
	 * How many virtual threads were read.
	 */
	int threads() {
		return this.threads;
	}

	/**
	 * Whether there was more than may be read.
	 */
	boolean stopped() {
		return this.full || this.lines.stopped();
	}

	/**
	 * How many threads had more frames than are kept.
	 */
	int cutStacks() {
		return this.cutStacks;
	}

	private static boolean isHeader(String line) {
		return line.startsWith("#") && line.indexOf(" \"") > 1;
	}

	private void begin(String firstLine) throws IOException {
		String line = wholeName(firstLine);
		int id = line.indexOf(" \"");
		int nameEnd = line.lastIndexOf('"');
		String[] properties = line.substring(nameEnd + 1).strip().split(" ", 3);
		if (nameEnd <= id + 1 || !properties[0].equals("virtual")) {
			return;
		}
		if (this.threads >= this.mostThreads) {
			this.full = true;
			return;
		}
		String name = line.substring(id + 2, nameEnd);
		this.thread = (name.isEmpty() ? "" : '"' + Texts.oneLine(name) + "\" ") + line.substring(0, id);
		this.state = (properties.length > 1) ? properties[1] : "virtual";
	}

	/**
	 * A thread's name may hold line feeds, which the JVM writes as they are.
	 */
	private String wholeName(String firstLine) throws IOException {
		int open = firstLine.indexOf('"');
		if (firstLine.lastIndexOf('"') > open) {
			return firstLine;
		}
		StringBuilder header = new StringBuilder(firstLine);
		String line = this.lines.next();
		while (line != null && header.length() < LONGEST_NAME) {
			header.append(' ').append(line);
			if (line.indexOf('"') >= 0) {
				break;
			}
			line = this.lines.next();
		}
		return header.toString();
	}

	private void readFrame(String line) {
		if (line.isEmpty() || line.startsWith("- ") || this.stack.size() > this.deepestStack) {
			return;
		}
		StackFrame frame = this.knownFrames.get(line);
		if (frame == null) {
			frame = StackFrame.parse(line.startsWith("at ") ? line.substring("at ".length()) : line);
			if (this.knownFrames.size() < MOST_KNOWN_FRAMES) {
				this.knownFrames.put(line, frame);
			}
		}
		this.stack.add(frame);
	}

	private void finish() {
		if (this.state == null) {
			return;
		}
		if (this.stack.size() > this.deepestStack) {
			this.stack.remove(this.deepestStack);
			this.cutStacks++;
		}
		this.groups.add(this.stack, this.state, this.thread);
		this.threads++;
		this.stack = new ArrayList<>();
		this.state = null;
	}

}
