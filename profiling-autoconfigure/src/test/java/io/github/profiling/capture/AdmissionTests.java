package io.github.profiling.capture;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.github.profiling.capture.CaptureException.Reason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link Admission}.
 */
class AdmissionTests {

	private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

	private Admission admission(int atOnce, int perMinute) {
		return new Admission(new CaptureLimits(Duration.ofSeconds(1), atOnce, perMinute), this.clock::get);
	}

	@Test
	void onlySoManyAreLetInAtOnce() throws CaptureException {
		Admission admission = admission(2, 100);
		admission.enter();
		admission.enter();
		assertThatExceptionOfType(CaptureException.class).isThrownBy(admission::enter)
			.withMessageContaining("profiling.max-captures)")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.TOO_MANY));
		admission.leave();
		admission.enter();
	}

	@Test
	void onlySoManyAreLetInWithinAMinute() throws CaptureException {
		Admission admission = admission(1, 2);
		for (int i = 0; i < 2; i++) {
			admission.enter();
			admission.leave();
		}
		this.clock.addAndGet(TimeUnit.SECONDS.toNanos(59));
		assertThatExceptionOfType(CaptureException.class).isThrownBy(admission::enter)
			.withMessageContaining("profiling.max-captures-per-minute)");
		this.clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
		admission.enter();
	}

	@Test
	void whoIsTurnedAwayDoesNotCount() throws CaptureException {
		Admission admission = admission(1, 2);
		admission.enter();
		for (int i = 0; i < 10; i++) {
			assertThatExceptionOfType(CaptureException.class).isThrownBy(admission::enter);
		}
		admission.leave();
		admission.enter();
	}

}
