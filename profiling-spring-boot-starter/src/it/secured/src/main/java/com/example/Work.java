package com.example;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Something to find in a profile: a thread that computes for a fifth of the time. Its
 * pauses differ, as one that wakes up as often as a sampler looks may never be seen.
 */
class Work {

	private volatile boolean running;

	private volatile long result;

	void start() {
		this.running = true;
		Thread thread = new Thread(this::run, "work");
		thread.setDaemon(true);
		thread.start();
	}

	void stop() {
		this.running = false;
	}

	private void run() {
		try {
			while (this.running) {
				compute();
				Thread.sleep(ThreadLocalRandom.current().nextLong(3, 13));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void compute() {
		long end = System.nanoTime() + 2_000_000;
		while (System.nanoTime() < end) {
			this.result = this.result * 31 + end;
		}
	}

}
