package io.github.profiling.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Go program that serves Go's own {@code net/http/pprof}, to compare with.
 */
public final class GoPprofServer implements AutoCloseable {

	private static final String PROGRAM = """
			package main

			import (
				"fmt"
				"net"
				"net/http"
				_ "net/http/pprof"
				"os"
			)

			func main() {
				listener, err := net.Listen("tcp", "127.0.0.1:0")
				if err != nil {
					panic(err)
				}
				fmt.Println(listener.Addr().(*net.TCPAddr).Port)
				go func() {
					// Ends with the test, even if that is killed.
					os.Stdin.Read(make([]byte, 1))
					os.Exit(0)
				}()
				http.Serve(listener, nil)
			}
			""";

	private final Process process;

	private final int port;

	private GoPprofServer(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/**
	 * Starts the program.
	 * @param directory where to keep its source
	 */
	public static GoPprofServer start(Path directory) throws IOException {
		Path program = Files.writeString(directory.resolve("server.go"), PROGRAM);
		ProcessBuilder builder = new ProcessBuilder("go", "run", program.toString())
			.redirectError(ProcessBuilder.Redirect.DISCARD);
		builder.environment().put("GO111MODULE", "off");
		builder.environment().put("GOTOOLCHAIN", "local");
		Process process = builder.start();
		BufferedReader out = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		String port = out.readLine();
		if (port == null) {
			throw new IOException("the Go program did not start");
		}
		return new GoPprofServer(process, Integer.parseInt(port));
	}

	public URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.port + path);
	}

	@Override
	public void close() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
	}

}
