package io.github.profiling.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Profiles of all kinds that Go's own runtime takes, of a small program.
 */
public final class GoProfiles {

	/**
	 * The kinds, which are the names of the files.
	 */
	public static final List<String> KINDS = List.of("cpu", "heap", "allocs", "goroutine", "threadcreate", "block",
			"mutex");

	private static final String PROGRAM = """
			package main

			import (
				"context"
				"os"
				"path/filepath"
				"runtime"
				"runtime/pprof"
				"sync"
				"time"
			)

			var kept [][]byte

			func check(err error) {
				if err != nil {
					panic(err)
				}
			}

			func create(name string) *os.File {
				file, err := os.Create(filepath.Join(os.Args[1], name))
				check(err)
				return file
			}

			func fibonacci(n int) int {
				if n < 2 {
					return n
				}
				return fibonacci(n-1) + fibonacci(n-2)
			}

			func main() {
				runtime.MemProfileRate = 1
				runtime.SetBlockProfileRate(1)
				runtime.SetMutexProfileFraction(1)
				cpu := create("cpu")
				check(pprof.StartCPUProfile(cpu))
				var mutex sync.Mutex
				go func() {
					for {
						mutex.Lock()
						time.Sleep(time.Millisecond)
						mutex.Unlock()
					}
				}()
				for _, task := range []string{"first", "second"} {
					pprof.Do(context.Background(), pprof.Labels("task", task, "kind", "test"), func(context.Context) {
						for end := time.Now().Add(200 * time.Millisecond); time.Now().Before(end); {
							fibonacci(20)
							mutex.Lock()
							mutex.Unlock()
						}
					})
				}
				pprof.StopCPUProfile()
				check(cpu.Close())
				for i := 0; i < 100; i++ {
					kept = append(kept, make([]byte, 4096))
				}
				runtime.GC()
				for _, name := range os.Args[2:] {
					file := create(name)
					check(pprof.Lookup(name).WriteTo(file, 0))
					check(file.Close())
				}
			}
			""";

	private GoProfiles() {
	}

	/**
	 * Runs the program. {@link GoPprof#requireGo()} is to be called before.
	 * @param directory where the files are written
	 */
	public static void writeTo(Path directory) {
		try {
			Path program = Files.writeString(directory.resolve("main.go"), PROGRAM);
			String[] args = KINDS.toArray(String[]::new);
			args[0] = directory.toString();
			GoPprof.Result result = GoPprof.runProgram(program, args);
			if (result.exit() != 0) {
				throw new AssertionError("the Go program failed: " + result.stderr());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
