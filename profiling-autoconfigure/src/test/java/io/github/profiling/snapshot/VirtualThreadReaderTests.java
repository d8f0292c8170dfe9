package io.github.profiling.snapshot;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VirtualThreadReaderTests {

	private static final String AS_OF_21 = """
			4711
			2026-11-23T13:14:28.022941351Z
			21.0.4+7-LTS

			#1 "main"
			      java.base/java.lang.Thread.sleep(Thread.java:509)

			#24 "" virtual
			      java.base/java.lang.VirtualThread.park(VirtualThread.java:582)
			      app//com.example.Orders.lambda$main$0(Orders.java:12)

			#25 "worker "1"" virtual
			      java.base/java.lang.VirtualThread.park(VirtualThread.java:582)
			      app//com.example.Orders.lambda$main$0(Orders.java:12)

			#26 "started" virtual

			#30 "ForkJoinPool-1-worker-1"
			      java.base/jdk.internal.vm.Continuation.run(Continuation.java:251)

			""";

	private static final String AS_OF_25 = """
			4711
			2026-11-23T13:14:28.022941351Z
			25.0.3+9-LTS

			#3 "main" RUNNABLE 2026-11-23T13:14:28.022941351Z
			    at java.base/java.lang.Thread.sleep(Thread.java:509)

			#24 "" virtual WAITING 2026-11-23T13:14:28.022941351Z
			    at java.base/jdk.internal.misc.Unsafe.park(Native Method)
			    - parking to wait for <java.util.concurrent.Semaphore@7bba5817>
			    at jdk.proxy2/jdk.proxy2.$Proxy12.run(Unknown Source)
			    at com.example.Foo$$Lambda/0x00007f33cc148208.run(Foo.java)

			#29 "b" virtual BLOCKED 2026-11-23T13:14:28.024009032Z
			    at com.example.Orders.pay(Orders.java:12)
			    - waiting to lock <java.lang.Object@5149d738>
			""";

	private final StackGroups groups = new StackGroups();

	@Test
	void readsWhatJdk21Writes() throws IOException {
		VirtualThreadReader reader = read(AS_OF_21, 1 << 20, 100, 100);
		assertThat(reader.threads()).isEqualTo(3);
		assertThat(reader.stopped()).isFalse();
		List<StackGroup> sorted = this.groups.byCount();
		assertThat(sorted).hasSize(2);
		assertThat(frames(sorted.get(0))).containsExactly(
				"java.lang.VirtualThread.park java/lang/VirtualThread.java:582",
				"com.example.Orders.lambda$main$0 com/example/Orders.java:12");
		assertThat(sorted.get(0).threads()).isEqualTo("#24, \"worker \"1\"\" #25");
		assertThat(frames(sorted.get(1))).containsExactly("[no Java stack] ");
	}

	@Test
	void readsWhatJdk25Writes() throws IOException {
		VirtualThreadReader reader = read(AS_OF_25, 1 << 20, 100, 100);
		assertThat(reader.threads()).isEqualTo(2);
		List<StackGroup> sorted = this.groups.byCount();
		assertThat(frames(sorted.get(0))).containsExactly("jdk.internal.misc.Unsafe.park ", "jdk.proxy.$Proxy.run ",
				"com.example.Foo$$Lambda.run com/example/Foo.java");
		assertThat(sorted.get(0).states()).isEqualTo("WAITING 1");
		assertThat(sorted.get(1).states()).isEqualTo("BLOCKED 1");
		assertThat(sorted.get(1).threads()).isEqualTo("\"b\" #29");
	}

	@Test
	void aNameMayHaveLineFeeds() throws IOException {
		read("#24 \"first\n\nlast\" virtual WAITING x\n    at a.B.c(B.java:1)\n\n#25 \"\" virtual WAITING x\n", 1 << 20,
				100, 100);
		assertThat(this.groups.total()).isEqualTo(2);
		assertThat(this.groups.byCount().get(0).threads()).isEqualTo("\"first  last\" #24");
	}

	@Test
	void stopsAfterSoManyThreads() throws IOException {
		VirtualThreadReader reader = read(AS_OF_21, 1 << 20, 2, 100);
		assertThat(reader.threads()).isEqualTo(2);
		assertThat(this.groups.total()).isEqualTo(2);
		assertThat(reader.stopped()).isTrue();
		assertThat(read(AS_OF_25, 1 << 20, 2, 100).stopped()).isFalse();
	}

	@Test
	void stopsAfterSoManyCharactersWithoutTheThreadThatIsCut() throws IOException {
		String large = AS_OF_25.repeat(1000);
		VirtualThreadReader reader = read(large, large.length() / 2, 10_000, 100);
		assertThat(reader.threads()).isBetween(500, 1500);
		assertThat(reader.stopped()).isTrue();
		assertThat(this.groups.byCount()).hasSize(2);
	}

	@Test
	void keepsTheInnermostFramesOfADeepStack() throws IOException {
		VirtualThreadReader reader = read(AS_OF_25, 1 << 20, 100, 2);
		assertThat(reader.cutStacks()).isEqualTo(1);
		assertThat(frames(this.groups.byCount().get(0))).containsExactly("jdk.internal.misc.Unsafe.park ",
				"jdk.proxy.$Proxy.run ");
	}

	@Test
	void linesThatAreTooLongAreCut() throws IOException {
		DumpLines lines = new DumpLines(new StringReader("x".repeat(200_000) + "\nshort\n\nlast"), 1 << 20, 1000);
		assertThat(lines.next()).isEqualTo("x".repeat(1000));
		assertThat(lines.next()).isEqualTo("short");
		assertThat(lines.next()).isEmpty();
		assertThat(lines.next()).isEqualTo("last");
		assertThat(lines.next()).isNull();
		assertThat(lines.stopped()).isFalse();
	}

	@Test
	void theNumberOfDistinctStacksIsBoundedAndTheTotalStaysRight() {
		StackGroups few = new StackGroups(2);
		for (int i = 0; i < 5; i++) {
			few.add(List.of(StackFrame.parse("a.B.c" + i + "(B.java:1)")), "WAITING", "#" + i);
		}
		assertThat(few.total()).isEqualTo(5);
		assertThat(few.byCount()).extracting((group) -> group.stack().get(0).function().name())
			.containsExactly("[other stacks]", "a.B.c0", "a.B.c1");
		assertThat(few.byCount().get(0).count()).isEqualTo(3);
	}

	private VirtualThreadReader read(String text, long characters, int threads, int frames) throws IOException {
		VirtualThreadReader reader = new VirtualThreadReader(new DumpLines(new StringReader(text), characters, 1 << 16),
				this.groups, threads, frames);
		reader.read();
		return reader;
	}

	private static List<String> frames(StackGroup group) {
		return group.stack().stream().map((frame) -> frame.function().name() + ' ' + frame.place()).toList();
	}

}
