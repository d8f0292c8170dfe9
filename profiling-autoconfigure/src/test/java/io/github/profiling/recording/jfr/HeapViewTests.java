package io.github.profiling.recording.jfr;

import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventType;
import one.jfr.event.AllocationSample;
import one.jfr.event.LiveObject;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link HeapView}'s arithmetic.
 */
class HeapViewTests {

	private static final EventSet RECORDED = EventSet.of(EventType.ALLOC, 1000);

	private final HeapView view = new HeapView();

	@Test
	void aSmallObjectStandsForAsManyAsMakeAnInterval() {
		double[] values = new double[4];
		this.view.add(new AllocationSample(0, 1, 1, 1, 10, 1000), RECORDED, values);
		assertThat(values[0]).isCloseTo(1 / (1 - Math.exp(-0.01)), within(1e-9));
		assertThat(values[1]).isCloseTo(1005, within(0.1));
		assertThat(values[2]).isZero();
	}

	@Test
	void aHugeObjectStandsForItself() {
		double[] values = new double[4];
		this.view.add(new LiveObject(0, 1, 1, 1, 1_000_000, 0), RECORDED, values);
		assertThat(values).containsExactly(0, 0, 1, 1_000_000);
	}

	@Test
	void aCutIsSaidWhereItMatters() {
		double[] values = new double[4];
		this.view.add(new LiveObject(0, 1, 1, 1, 100, 0), RECORDED, values);
		assertThat(this.view.notes()).isEmpty();
		this.view.add(new LiveObject(0, 1, 1, 1, 100, 0), EventSet.of(EventType.ALLOC, 1000), values);
		assertThat(this.view.notes()).singleElement().asString().contains("each of 2 recordings");
	}

	@Test
	void objectsThatFoundNoPlaceAreSaid() {
		double[] values = new double[4];
		for (int i = 0; i < 1000; i++) {
			this.view.add(new LiveObject(0, 1, 1, 1, 100, 0), RECORDED, values);
		}
		assertThat(this.view.notes()).singleElement().asString().contains("too low");
	}

}
