package io.github.profiling.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.Sample;
import io.github.profiling.profile.ValueType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ThreadSnapshotTests {

	private static final Mapping APPLICATION = Mapping.ofApplication("shop", "");

	private static final String PARK_HERE = ParkedThreads.class.getName() + ".parkHere";

	@TempDir
	Path directory;

	private ThreadSnapshot snapshot;

	@BeforeEach
	void setUp() {
		this.snapshot = new ThreadSnapshot(() -> this.directory);
	}

	@AfterEach
	void noFileIsLeft() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			assertThat(files).isEmpty();
		}
	}

	@Test
	void countsTheThreadsOfAStack() throws Exception {
		try (ParkedThreads parked = ParkedThreads.platform(7, "parked")) {
			Profile profile = this.snapshot.profile(APPLICATION);
			List<Sample> samples = ProfileStacks.containing(profile, PARK_HERE);
			assertThat(samples).hasSize(1);
			Sample sample = samples.get(0);
			assertThat(sample.values()).containsExactly(parked.count());
			List<String> names = ProfileStacks.names(profile, sample);
			assertThat(names).startsWith("jdk.internal.misc.Unsafe.park", "java.util.concurrent.locks.LockSupport.park",
					PARK_HERE);
			assertThat(names.get(names.size() - 1)).isEqualTo("java.lang.Thread.run");
			int frame = names.indexOf(PARK_HERE);
			assertThat(ProfileStacks.function(profile, sample, frame).filename())
				.isEqualTo("io/github/profiling/snapshot/ParkedThreads.java");
			assertThat(ProfileStacks.line(profile, sample, frame).line()).isPositive();
		}
	}

	@Test
	void includesTheThreadThatAsks() {
		Profile profile = this.snapshot.profile(APPLICATION);
		assertThat(ProfileStacks.containing(profile, getClass().getName() + ".includesTheThreadThatAsks")).hasSize(1);
	}

	@Test
	void saysWhatItIs() {
		Profile profile = this.snapshot.profile(APPLICATION);
		ValueType threads = new ValueType("threads", "count");
		assertThat(profile.sampleTypes()).containsExactly(threads);
		assertThat(profile.header().periodType()).isEqualTo(threads);
		assertThat(profile.header().period()).isEqualTo(1);
		assertThat(profile.header().timeNanos()).isPositive();
		assertThat(profile.header().comments()).isEmpty();
		assertThat(profile.mappings()).containsExactly(APPLICATION);
		assertThat(profile.samples()).noneMatch((sample) -> sample.stack().length == 0);
	}

	@Test
	void groupedTextNamesStatesAndThreads() throws Exception {
		try (ParkedThreads parked = ParkedThreads.platform(12, "order\n9 @\nworker")) {
			String text = this.snapshot.grouped();
			assertThat(text).matches("(?s)\\Athreads profile: total \\d+\\n\\d+ @\\n.*");
			String group = group(text, "#\t" + PARK_HERE + "\tio/github/profiling/snapshot/ParkedThreads.java:");
			assertThat(group)
				.contains("\n" + parked.count() + " @\n# states: WAITING 12\n# threads: \"order 9 @ worker\" #")
				.contains(" and 7 more\n#\tjdk.internal.misc.Unsafe.park\t");
		}
	}

	@Test
	void groupedTextBeginsWithTheMostFrequentStackAndAddsUp() throws Exception {
		try (ParkedThreads parked = ParkedThreads.platform(40, "parked")) {
			String text = this.snapshot.grouped();
			List<Integer> counts = new ArrayList<>();
			text.lines()
				.filter((line) -> line.endsWith(" @"))
				.forEach((line) -> counts.add(Integer.valueOf(line.substring(0, line.indexOf(' ')))));
			assertThat(counts).isSortedAccordingTo((one, other) -> other - one).startsWith(parked.count());
			assertThat(text)
				.startsWith("threads profile: total " + counts.stream().mapToInt(Integer::intValue).sum() + "\n");
		}
	}

	@Test
	void virtualThreadsWithTheSameStackAreOneSample() throws Exception {
		try (ParkedThreads parked = ParkedThreads.virtual(2_500)) {
			Profile profile = this.snapshot.profile(APPLICATION);
			List<Sample> samples = ProfileStacks.containing(profile, PARK_HERE);
			assertThat(samples).hasSize(1);
			assertThat(samples.get(0).values()).containsExactly(parked.count());
			assertThat(ProfileStacks.names(profile, samples.get(0))).startsWith("java.lang.VirtualThread.park");
			assertThat(profile.header().comments()).isEmpty();
			assertThat(this.snapshot.grouped()).contains("\n2500 @\n");
			assertThat(this.snapshot.full()).contains("\n2500 virtual threads: #", " and 2495 more\n",
					"\tat " + PARK_HERE + "(ParkedThreads.java:");
		}
	}

	@Test
	void manyMayAskAtOnce() throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(4);
		try (ParkedThreads parked = ParkedThreads.platform(7, "parked")) {
			Callable<Profile> ask = () -> this.snapshot.profile(APPLICATION);
			for (Future<Profile> answer : clients.invokeAll(List.of(ask, ask, ask, ask, ask, ask))) {
				List<Sample> samples = ProfileStacks.containing(answer.get(), PARK_HERE);
				assertThat(samples).hasSize(1);
				assertThat(samples.get(0).values()).containsExactly(parked.count());
				assertThat(answer.get().header().comments()).isEmpty();
			}
		}
		finally {
			clients.shutdown();
		}
	}

	private static String group(String text, String part) {
		for (String group : text.split("\n\n")) {
			if (group.contains(part)) {
				return group;
			}
		}
		return "";
	}

}
