package io.github.profiling.recording.jfr;

import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventType;
import one.jfr.event.ExecutionSample;
import one.jfr.event.MallocEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the arithmetic of views.
 */
class SampleWeightsTests {

	@Test
	void aSmallNativeAllocationStandsForAsManyAsMakeAnInterval() {
		double[] values = new double[4];
		new NativeMemoryView().add(new MallocEvent(1, 1, 1, 0x10, 250), EventSet.of(EventType.NATIVEMEM, 1000), values);
		assertThat(values).containsExactly(4, 1000, 0, 0);
	}

	@Test
	void aLargeNativeAllocationStandsForItself() {
		double[] values = new double[4];
		new NativeMemoryView().add(new MallocEvent(1, 1, 1, 0x10, 5000), EventSet.of(EventType.NATIVEMEM, 1000),
				values);
		assertThat(values).containsExactly(1, 5000, 0, 0);
	}

	@Test
	void aBatchOfIdleSamplesCountsAsOften() {
		double[] values = new double[2];
		new WallView().add(new ExecutionSample(1, 1, 1, 2, 17), EventSet.of(EventType.WALL, 1000), values);
		assertThat(values).containsExactly(17, 17_000);
	}

	@Test
	void addressesThatFoundNoPlaceAreCounted() {
		LiveAllocations live = new LiveAllocations();
		for (int i = 1; i <= LiveAllocations.MAX_ADDRESSES + 5; i++) {
			live.allocated(new MallocEvent(i, 1, 1, 16L * i, 100));
		}
		assertThat(live.untracked()).isEqualTo(5);
		assertThat(live.contains(new MallocEvent(1, 1, 1, 16, 100))).isTrue();
		assertThat(live.contains(new MallocEvent(2, 1, 1, 16, 100))).isFalse();
	}

}
