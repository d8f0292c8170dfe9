package io.github.profiling.sample;

/**
 * Fibonacci numbers the way every tutorial computes them, which is the slow way: the
 * number of calls grows as fast as the result.
 */
final class Fibonacci {

	/** The largest argument that is answered within seconds. */
	static final int MAX = 45;

	private Fibonacci() {
	}

	/**
	 * Compute a Fibonacci number.
	 * @param n its index, from 0 to {@value #MAX}
	 * @return F(n), with F(0) = 0 and F(1) = 1
	 */
	static long compute(int n) {
		return (n < 2) ? n : compute(n - 1) + compute(n - 2);
	}

}
