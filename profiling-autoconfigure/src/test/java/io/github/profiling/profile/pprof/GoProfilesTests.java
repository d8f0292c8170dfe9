package io.github.profiling.profile.pprof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.Label;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.Sample;
import io.github.profiling.profile.ValueType;
import io.github.profiling.profile.pprof.proto.ProfileProto;
import io.github.profiling.testing.GoPprof;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Profiles of a Go program, taken by Go's own runtime, are read and can be written again.
 */
class GoProfilesTests {

	private static final String PROGRAM = """
			package main

			import (
				"context"
				"os"
				"runtime"
				"runtime/pprof"
				"time"
			)

			var kept [][]byte

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

			func main() {
				runtime.MemProfileRate = 1
				cpu, err := os.Create(os.Args[1])
				check(err)
				check(pprof.StartCPUProfile(cpu))
				pprof.Do(context.Background(), pprof.Labels("task", "fibonacci"), func(context.Context) {
					for end := time.Now().Add(500 * time.Millisecond); time.Now().Before(end); {
						fibonacci(20)
					}
				})
				pprof.StopCPUProfile()
				check(cpu.Close())
				for i := 0; i < 100; i++ {
					kept = append(kept, make([]byte, 4096))
				}
				runtime.GC()
				heap, err := os.Create(os.Args[2])
				check(err)
				check(pprof.WriteHeapProfile(heap))
				check(heap.Close())
			}
			""";

	@TempDir
	private static Path directory;

	@BeforeEach
	void profileProgramOnce() throws IOException {
		GoPprof.requireGo();
		if (Files.exists(heap())) {
			return;
		}
		Path program = Files.writeString(directory.resolve("main.go"), PROGRAM);
		GoPprof.Result result = GoPprof.runProgram(program, cpu().toString(), heap().toString());
		assertThat(result).isEqualTo(new GoPprof.Result("", "", 0));
	}

	@Test
	void theCpuProfileIsRead() throws IOException {
		Profile profile = PprofReader.read(Files.readAllBytes(cpu()));
		assertThat(profile.sampleTypes()).containsExactly(new ValueType("samples", "count"),
				new ValueType("cpu", "nanoseconds"));
		assertThat(profile.header().periodType()).isEqualTo(new ValueType("cpu", "nanoseconds"));
		assertThat(profile.header().period()).isEqualTo(10_000_000);
		assertThat(profile.total(0)).isPositive();
		assertThat(profile.total(1)).isEqualTo(profile.total(0) * 10_000_000);
		assertThat(profile.functions()).extracting(Function::name).contains("main.fibonacci");
		assertThat(profile.samples()).flatExtracting(Sample::labels).contains(Label.of("task", "fibonacci"));
	}

	@Test
	void theHeapProfileIsRead() throws IOException {
		Profile profile = PprofReader.read(Files.readAllBytes(heap()));
		assertThat(profile.sampleTypes()).extracting(ValueType::type)
			.containsExactly("alloc_objects", "alloc_space", "inuse_objects", "inuse_space");
		assertThat(profile.samples()).anySatisfy((sample) -> {
			assertThat(sample.values()).containsExactly(100, 409_600, 100, 409_600);
			assertThat(sample.labels()).containsExactly(Label.of("bytes", 4096, ""));
		});
	}

	@Test
	void bothAreReadAsProtobufReadsThem() throws IOException {
		for (Path file : List.of(cpu(), heap())) {
			byte[] bytes = Files.readAllBytes(file);
			assertThat(PprofReader.read(bytes))
				.isEqualTo(ProtobufProfile.read(ProfileProto.Profile.parseFrom(ExampleFiles.gunzip(bytes))));
		}
	}

	@Test
	void goSeesNoDifferenceOnceWeWroteThemAgain() throws IOException {
		for (Path file : List.of(cpu(), heap())) {
			Path rewritten = directory.resolve("rewritten-" + file.getFileName());
			Files.write(rewritten, PprofWriter.toBytes(PprofReader.read(Files.readAllBytes(file))));
			assertThat(GoPprof.run(rewritten, "-raw")).isEqualTo(GoPprof.run(file, "-raw"))
				.extracting(GoPprof.Result::exit)
				.isEqualTo(0);
		}
	}

	private static Path cpu() {
		return directory.resolve("cpu.pb.gz");
	}

	private static Path heap() {
		return directory.resolve("heap.pb.gz");
	}

}
