package io.github.profiling.consumer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * The ports of an application.
 *
 * @param server the port of the application
 * @param management the port for Actuator, where it has one of its own
 */
record Ports(int server, int management) {

	static Ports free() throws IOException {
		try (ServerSocket server = open(); ServerSocket management = open()) {
			return new Ports(server.getLocalPort(), management.getLocalPort());
		}
	}

	private static ServerSocket open() throws IOException {
		return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
	}

}
