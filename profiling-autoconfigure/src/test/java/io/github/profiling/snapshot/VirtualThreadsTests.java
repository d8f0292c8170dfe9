package io.github.profiling.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import javax.management.InstanceNotFoundException;

import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class VirtualThreadsTests {

	@TempDir
	Path directory;

	private final StackGroups groups = new StackGroups();

	private final List<String> notes = new ArrayList<>();

	@BeforeEach
	void needsVirtualThreads() {
		assumeTrue(Runtime.version().feature() >= 21,
				() -> "no virtual threads on Java " + Runtime.version().feature() + ", needs 21");
	}

	@AfterEach
	void noFileIsLeft() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			assertThat(files).isEmpty();
		}
	}

	@Test
	void theFileIsNewAndHasANameOfItsOwn() {
		List<Path> files = new ArrayList<>();
		VirtualThreads threads = threads((file) -> {
			assertThat(file).isAbsolute().hasParentRaw(this.directory.toAbsolutePath()).doesNotExist();
			files.add(file);
			Files.writeString(file, "");
		});
		threads.addTo(this.groups, this.notes);
		threads.addTo(this.groups, this.notes);
		assertThat(files).hasSize(2).doesNotHaveDuplicates();
		assertThat(this.notes).isEmpty();
	}

	@Test
	void thereIsNeverMoreThanOneFile() throws Exception {
		AtomicInteger files = new AtomicInteger();
		VirtualThreads threads = threads((file) -> {
			try (Stream<Path> others = Files.list(this.directory)) {
				assertThat(others).isEmpty();
			}
			Files.writeString(file, "");
			files.incrementAndGet();
		});
		ExecutorService clients = Executors.newFixedThreadPool(4);
		try {
			Callable<List<String>> ask = () -> {
				List<String> notesOfClient = new ArrayList<>();
				threads.addTo(new StackGroups(), notesOfClient);
				return notesOfClient;
			};
			for (Future<List<String>> answer : clients.invokeAll(Collections.nCopies(40, ask))) {
				assertThat(answer.get()).isEmpty();
			}
		}
		finally {
			clients.shutdown();
		}
		assertThat(files).hasValue(40);
	}

	@Test
	void aJvmThatCannotDumpIsNotedAndThePlatformThreadsRemain() {
		VirtualThreads threads = threads((file) -> {
			throw new InstanceNotFoundException("com.sun.management:type=HotSpotDiagnostic");
		});
		Profile profile = new ThreadSnapshot(threads).profile(Mapping.ofApplication("shop", ""));
		assertThat(profile.total(0)).isPositive();
		assertThat(profile.header().comments()).singleElement()
			.asString()
			.startsWith("virtual threads are missing or incomplete: ")
			.contains("InstanceNotFoundException", "HotSpotDiagnostic");
		String note = "\n# " + profile.header().comments().get(0) + "\n";
		assertThat(new ThreadSnapshot(threads).grouped()).contains(note);
		assertThat(new ThreadSnapshot(threads).full()).contains(note);
	}

	@Test
	void aDiskThatIsFullIsNotedAndTheHalfWrittenFileDeleted() {
		threads((file) -> {
			Files.writeString(file, "#1 \"a\" virtual");
			throw new UncheckedIOException(new IOException("No space left on device"));
		}).addTo(this.groups, this.notes);
		assertThat(this.notes).singleElement().asString().contains("No space left on device");
	}

	@Test
	void aFileThatVanishesIsNoted() {
		threads((file) -> {
		}).addTo(this.groups, this.notes);
		assertThat(this.notes).singleElement().asString().contains("NoSuchFileException");
	}

	@Test
	void aDirectoryThatIsMissingIsNoted() {
		new VirtualThreads(() -> this.directory.resolve("missing")).addTo(this.groups, this.notes);
		new VirtualThreads(() -> {
			throw new IllegalStateException("no directory can be written to");
		}).addTo(this.groups, this.notes);
		assertThat(this.notes).hasSize(2);
		assertThat(this.notes.get(1)).contains("no directory can be written to");
	}

	@Test
	void tooManyThreadsAreNoted() {
		new VirtualThreads(() -> this.directory, (file) -> Files.writeString(file, """
				#1 "a" virtual
				      java.base/java.lang.VirtualThread.park(VirtualThread.java:1)

				#2 "b" virtual

				#3 "c" virtual
				"""), new VirtualThreads.Limits(1000, 2, 10)).addTo(this.groups, this.notes);
		assertThat(this.groups.total()).isEqualTo(2);
		assertThat(this.notes).containsExactly("only the first 2 virtual threads are counted, there are more");
	}

	private VirtualThreads threads(VirtualThreads.Dump dump) {
		return new VirtualThreads(() -> this.directory, dump, VirtualThreads.Limits.DEFAULT);
	}

}
