package io.github.profiling.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.pprof.PprofReader;
import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventType;
import io.github.profiling.recording.Lease;
import io.github.profiling.recording.Recorder;
import io.github.profiling.recording.RecordingLimits;
import io.github.profiling.recording.Recordings;
import io.github.profiling.recording.WorkDirectory;
import io.github.profiling.recording.asyncprofiler.AsyncProfilerEngine;
import io.github.profiling.recording.jfr.ClassSources;
import io.github.profiling.recording.jfr.CpuView;
import io.github.profiling.recording.jfr.HeapView;
import io.github.profiling.recording.jfr.JfrProfileReader;
import io.github.profiling.recording.jfr.SampleView;
import io.github.profiling.testing.GoPprof;
import io.github.profiling.testing.Work;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Our top, tree, peek and dot against the real ones on profiles that were really taken:
 * of this JVM, and of a Go program.
 */
class CaptureParityTests {

	private static final int CASES = 12;

	private static final ReportParity PARITY = new ReportParity("top, tree, peek, dot of captures");

	private static final String PROGRAM = """
			package main

			import (
				"context"
				"os"
				"runtime"
				"runtime/pprof"
				"strings"
				"sync"
				"time"
			)

			var kept []string

			func check(err error) {
				if err != nil {
					panic(err)
				}
			}

			func fibonacci(n int) int {
				if n < 2 {
					return n
				}
				return fibonacci(n-1) + fibonacci(n-2)
			}

			func mapped[K comparable, V any](m map[K]V, f func(K, V) V) {
				for k, v := range m {
					m[k] = f(k, v)
				}
			}

			func work() {
				m := map[string]string{}
				for i := 0; i < 50; i++ {
					m[strings.Repeat("k", i)] = strings.Repeat("v", i*i)
				}
				mapped(m, func(k, v string) string { return strings.ToUpper(k + v) })
				kept = append(kept, m["kk"])
				fibonacci(18)
			}

			func main() {
				runtime.MemProfileRate = 64
				runtime.SetBlockProfileRate(1)
				cpu, err := os.Create(os.Args[1] + "/cpu.pb.gz")
				check(err)
				check(pprof.StartCPUProfile(cpu))
				pprof.Do(context.Background(), pprof.Labels("task", "first", "more", "a b"), func(context.Context) {
					for end := time.Now().Add(400 * time.Millisecond); time.Now().Before(end); {
						work()
					}
				})
				var group sync.WaitGroup
				var lock sync.Mutex
				for i := 0; i < 4; i++ {
					group.Add(1)
					go func() {
						defer group.Done()
						for j := 0; j < 20; j++ {
							lock.Lock()
							work()
							lock.Unlock()
						}
					}()
				}
				group.Wait()
				pprof.StopCPUProfile()
				check(cpu.Close())
				runtime.GC()
				for _, kind := range []string{"heap", "goroutine", "block"} {
					file, err := os.Create(os.Args[1] + "/" + kind + ".pb.gz")
					check(err)
					check(pprof.Lookup(kind).WriteTo(file, 0))
					check(file.Close())
				}
			}
			""";

	@TempDir
	private Path temp;

	@BeforeEach
	void needsGo() {
		ReportParity.requireGo();
	}

	@AfterAll
	static void printSummary() {
		PARITY.printSummary();
	}

	@Test
	void ofTheProcessorTimeOfThisProcess() throws Exception {
		try (Work work = Work.onCpu()) {
			assertThat(work.cpuNanos()).isNotNegative();
			EventSet events = EventSet.of(EventType.CPU, TimeUnit.MILLISECONDS.toNanos(2));
			assertSame(capture(events, new CpuView()), new Random(1));
		}
	}

	@Test
	void ofTheAllocationsOfThisProcess() throws Exception {
		try (Work work = Work.allocating(10_000)) {
			assertThat(work.cpuNanos()).isNotNegative();
			assertSame(capture(EventSet.of(EventType.ALLOC, 64 * 1024), new HeapView()), new Random(2));
		}
	}

	@Test
	void ofAGoProgram() throws IOException {
		Path program = Files.writeString(this.temp.resolve("main.go"), PROGRAM);
		assertThat(GoPprof.runProgram(program, this.temp.toString())).isEqualTo(new GoPprof.Result("", "", 0));
		for (String kind : List.of("cpu", "heap", "goroutine", "block")) {
			Path file = this.temp.resolve(kind + ".pb.gz");
			assertSame(file, PprofReader.read(Files.readAllBytes(file)), new Random(3));
		}
	}

	private Profile capture(EventSet events, SampleView view) throws Exception {
		Recorder recorder = new Recorder(new AsyncProfilerEngine(List.of(this.temp), null),
				new WorkDirectory(List.of(this.temp)), new RecordingLimits(Long.MAX_VALUE, 0));
		try (Lease lease = recorder.acquire(events, Duration.ofMillis(700)); Recordings recordings = lease.await()) {
			return new JfrProfileReader(new ClassSources(null)).read(recordings.list(), view,
					Mapping.ofApplication("test", "1.0"));
		}
		finally {
			recorder.close();
		}
	}

	private void assertSame(Profile profile, Random random) throws IOException {
		assertThat(profile.samples()).isNotEmpty();
		Path file = ReportParity.write(profile);
		try {
			assertSame(file, profile, random);
		}
		finally {
			Files.delete(file);
		}
	}

	private static void assertSame(Path file, Profile profile, Random random) {
		for (String report : GraphCase.REPORTS) {
			GraphCase.of(report, ReportOptions.of(0)).assertSame(PARITY, file, profile);
			for (int i = 0; i < CASES; i++) {
				GraphCase.random(report, random, profile.sampleTypes().size())
					.withoutChance()
					.assertSame(PARITY, file, profile);
			}
		}
	}

}
