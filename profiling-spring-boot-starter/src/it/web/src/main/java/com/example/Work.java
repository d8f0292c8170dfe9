package com.example;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Something to find in a profile: a thread that computes for a fifth of the time. Its
 * pauses differ, so that it is not in step with a sampler, and it looks at the clock
 * seldom: JFR does not see what is in there.
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
				Thread.sleep(ThreadLocalRandom.current().nextLong(12, 37));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void compute() {
		long end = System.nanoTime() + 6_000_000;
		while (System.nanoTime() < end) {
			for (int i = 0; i < 1000; i++) {
				this.result = this.result * 31 + i;
			}
		}
	}

}
