package io.github.profiling.capture.job;

import java.time.Duration;
import java.util.List;

import io.github.profiling.capture.CaptureRequest;

/**
 * What somebody wants to have in the store.
 *
 * @param request what to capture, of a kind that is a profile
 * @param count how many of it, at least 1
 * @param every the time from the start of one to the start of the next, no less than the
 * request's duration
 * @param tags what to find them by
 */
public record CaptureOrder(CaptureRequest request, int count, Duration every, List<String> tags) {

	/**
	 * Creates an order.
	 */
	public CaptureOrder {
		tags = List.copyOf(tags);
	}

}
